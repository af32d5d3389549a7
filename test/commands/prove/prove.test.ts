import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { play } from '../../../source/commands/play/play.ts';
import { isProofStale } from '../../../source/commands/prove/proof-hash.ts';
import { thisKernel, type AskedKernel } from '../../../source/commands/prove/prove-ask.ts';
import type { ProveJson } from '../../../source/commands/prove/prove-json.ts';
import { keepProof, projectLevels } from '../../../source/commands/prove/prove-keep.ts';
import { proveOn } from '../../../source/commands/prove/prove.ts';
import type { Level } from '../../../source/level/level.ts';
import { readProof } from '../../../source/level/proof.ts';
import type { Dialogue, Step, Transcript } from '../../../source/live/dialogue/dialogue.ts';
import type { WorldSetup } from '../../../source/world/setup.ts';
import { levelAt } from '../../levels/play-level.ts';
import { runOnTwin } from '../../live/twin.ts';
import { fakeShell } from '../fake-shell.ts';
import { invoke } from '../invoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-prove-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The simulated kernel opens the listeners that a dialogue begins with as a program would. */
function liveThrough(dialogue: Dialogue): Transcript {
  const opening = (dialogue.begins ?? []).flatMap((begun): Step[] =>
    begun.kind !== 'listener' ? [] : [
      { at: 0, do: 'call', call: { call: 'socket' }, gives: begun.gives },
      { at: 0, do: 'call', call: { call: 'bind', socket: begun.gives, ip: 0, port: begun.port } },
      { at: 0, do: 'call', call: { call: 'listen', socket: begun.gives, backlog: begun.backlog } },
    ]);
  const transcript = runOnTwin({ ...dialogue, steps: [...opening, ...dialogue.steps] });
  return { ...transcript, made: transcript.made.slice(opening.length) };
}

/** A kernel that does what the simulated one does, spoilt by what the test says; `asked` counts from 1. */
function fakeKernel(spoil: (transcript: Transcript, asked: number) => Transcript | string = (transcript) => transcript): AskedKernel {
  let asked = 0;
  return {
    release: '6.18.44-fake',
    probe: () => Promise.resolve({ kernel: '6.18.44-fake' }),
    ask: (jobs, _parallel, done) => {
      for (const job of jobs) {
        asked++;
        const answer = spoil(liveThrough(job.dialogue), asked);
        done(job, typeof answer === 'string' ? { failed: answer } : { ok: answer });
      }
      return Promise.resolve();
    },
  };
}

const nobody = (missing: 'linux' | 'koffi' | 'unshare' | 'tun' | 'namespace', detail: string): AskedKernel => ({ ...fakeKernel(), probe: () => Promise.resolve({ missing, detail }) });

async function run(kernel: AskedKernel | null, args: readonly string[], levels: string | null = null) {
  const { shell, out, err } = fakeShell();
  const code = await invoke(proveOn(kernel, levels), args, shell);
  return { code, out: out(), err: err() };
}

/** A folder of levels with one in it. */
function levelsWith(id: string): string {
  const levels = mkdtempSync(join(folder, 'levels-'));
  mkdirSync(join(levels, '01-opening', `01-${id}`), { recursive: true });
  writeFileSync(join(levels, '01-opening', `01-${id}`, 'level.yaml'), '');
  return levels;
}

const proofIn = (levels: string, id: string): string => join(levels, '01-opening', `01-${id}`, 'proof.json');

describe('prove', () => {
  test('lays the ladders side by side, and ends with 0 when they are the same', async () => {
    const { code, out, err } = await run(fakeKernel(), ['first-syn', '--seed', '1']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Linux 6\.18\.44 \(this machine\), beside the simulated Linux 6\.18\nfirst-syn, seed 1, host client\n/);
    expect(out.match(/ {2}the same, \+0\.0 ms$/gm)).toHaveLength(3);
    expect(out).toMatch(/levels: 1, hosts: 2, segments: 3; the same on Linux 6\.18\.44\n$/);
  });

  test.each<[string, (transcript: Transcript) => Transcript, string]>([
    ['segment', (t) => ({ ...t, sent: t.sent.map((one, i) => (i === 0 ? { ...one, text: one.text.replace(' S', ' R') } : one)) }), 'DIFFERS: another segment'],
    ['missing', (t) => ({ ...t, sent: t.sent.slice(1) }), 'DIFFERS: the kernel did not send it'],
    ['time', (t) => ({ ...t, sent: t.sent.map((one) => ({ ...one, at: one.at + 900 })) }), 'DIFFERS: +900.0 ms'],
    ['states', (t) => ({ ...t, states: t.states.map(() => ['80 LISTEN 9']) }), 'states at the end: DIFFERS: simulated: '],
  ])('marks what differs (%s), ends with 1 and keeps no proof', async (_name, spoil, mark) => {
    const levels = levelsWith('first-syn');
    const { code, out } = await run(fakeKernel(spoil), ['first-syn'], levels);
    expect({ code, differ: out.includes(mark), again: out.includes('asked twice: the first answer differed') }).toEqual({ code: 1, differ: true, again: true });
    expect(out).toMatch(/hosts that differ: 6, on Linux 6\.18\.44\n$/);
    expect(() => readFileSync(proofIn(levels, 'first-syn'))).toThrow('ENOENT');
  });

  test('proves the levels of a pack, all or those that are named, and keeps nothing', async () => {
    const levels = levelsWith('first-syn');
    const pack = join(import.meta.dirname, '..', '..', '..', 'levels', '01-opening', '01-first-syn');
    for (const args of [[pack], [pack, 'first-syn']]) {
      const { code, out, err } = await run(fakeKernel(), args, levels);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/levels: 1, hosts: 6, segments: 9; the same on Linux 6\.18\.44\n$/);
    }
    expect(existsSync(proofIn(levels, 'first-syn'))).toBe(false);
    expect(await run(fakeKernel(), [pack, 'second-syn'])).toMatchObject({ code: 2, out: '' });
    expect(await run(fakeKernel(), [join(folder, 'nowhere.ackpack')])).toMatchObject({ code: 3, out: '' });
  });

  test('asks once more for what differed, and says which: a busy machine may miss a time', async () => {
    const late = (t: Transcript, asked: number): Transcript => (asked === 1 ? { ...t, sent: t.sent.map((one) => ({ ...one, at: one.at + 900 })) } : t);
    const { code, out } = await run(fakeKernel(late), ['first-syn', '--seed', '1', '--json']);
    const json = JSON.parse(out) as ProveJson;
    expect({ code, format: json.format, version: json.version, ok: json.ok }).toEqual({ code: 0, format: 'ackademy-prove', version: 1, ok: true });
    expect(json.levels[0]!.hosts.map(({ host, again, same }) => ({ host, again, same }))).toEqual([{ host: 'client', again: true, same: true }, { host: 'server', again: false, same: true }]);
  });

  test('lets nothing of a kernel that fails through to the terminal, and ends with 1', async () => {
    const { code, err } = await run(fakeKernel(() => 'socket: EMFILE\u001b[2J\n at line 3'), ['first-syn', '--seed', '1']);
    expect({ code, err }).toEqual({ code: 1, err: ['client', 'server'].map((host) => `first-syn, host ${host}: the kernel could not be asked: socket: EMFILEU+001B[2J\n`).join('') });
  });

  test.each([
    ['as Linux does', '. seq 1001 ack SEG.SEQ+1', 0, '; the same on Linux 6.18.44'],
    ['otherwise', 'R seq 1001', 1, '; hosts that differ: 1, on Linux 6.18.44'],
  ])('puts a run of the player who answers %s to the kernel, and keeps no proof of it', async (_name, answer, code, last) => {
    const path = join(folder, 'run.json');
    await invoke(play, ['first-syn', '--plain', '--no-save', '--seed', '4', '--out', path], fakeShell(`S seq 1000\nskip\n${answer}\n`).shell);
    const levels = levelsWith('first-syn');
    const result = await run(fakeKernel(), [path], levels);
    expect({ code: result.code, last: result.out.trimEnd().endsWith(last) }).toEqual({ code, last: true });
    expect(() => readFileSync(proofIn(levels, 'first-syn'))).toThrow('ENOENT');
  });

  test('says of a level why it cannot be put to a kernel', async () => {
    const { code, out } = await run(fakeKernel(), ['survive-the-flood']);
    expect({ code, told: out.match(/cannot be proved segment by segment/g)?.length }).toEqual({ code: 0, told: 1 });
  });

  test('speaks Chinese', async () => {
    expect((await run(fakeKernel(), ['first-syn', '--seed', '1', '--lang', 'zh-Hans'])).out).toMatch(/关卡 1 个, 主机 2 台, 报文段 3 个: 在 Linux 6\.18\.44 上相同\n$/);
  });

  test.each<[string, AskedKernel | null, readonly string[], 1 | 2 | 3, string]>([
    ['no word', fakeKernel(), [], 2, '"prove" needs one more word.'],
    ['an unknown level', fakeKernel(), ['frist-syn'], 2, 'Did you mean first-syn?'],
    ['a file that is not there', fakeKernel(), ['nowhere.json'], 3, 'nowhere.json: cannot be read (ENOENT)'],
    ['another system', nobody('linux', 'darwin'), ['first-syn'], 1, 'prove asks the Linux kernel of this machine, and this is darwin.'],
    ['no koffi', nobody('koffi', ''), ['first-syn'], 1, 'npm install -g koffi@'],
    ['no unshare', nobody('unshare', ''), ['first-syn'], 1, 'the program unshare (package util-linux)'],
    ['no TUN device', nobody('tun', 'EACCES'), ['first-syn'], 1, 'prove needs to read and write /dev/net/tun: EACCES. As root it may'],
    ['no namespaces', nobody('namespace', 'unshare failed: Operation not permitted\nmore'), ['first-syn'], 1, 'could not make one: unshare failed: Operation not permitted. Run it as root'],
    ['no worker', null, ['first-syn'], 1, 'prove needs dist/live-worker.mjs'],
  ])('with %s says why on standard error alone', async (_name, kernel, args, code, sentence) => {
    const result = await run(kernel, args);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err).toContain(sentence);
  });
});

describe('a proof', () => {
  const level = levelAt('01-opening/01-first-syn');

  async function proved(): Promise<Level> {
    const levels = levelsWith('first-syn');
    expect((await run(fakeKernel(), ['first-syn'], levels)).out).toMatch(/\nkept: .*proof\.json\n$/);
    const { proof } = readProof('proof.json', readFileSync(proofIn(levels, 'first-syn'), 'utf8'));
    expect(proof).toMatchObject({ kernel: '6.18.44', seeds: ['1', '2', '3'], hosts: 6, segments: 9 });
    return { ...level, proof };
  }

  test('holds as long as the level is played as it was proved, and not longer', async () => {
    const kept = await proved();
    expect(isProofStale(kept)).toBe(false);
    // The texts and the par are nothing that a kernel sees.
    expect(isProofStale({ ...kept, par: 9, texts: { en: {}, 'zh-Hans': {} } })).toBe(false);
    expect(isProofStale({ ...kept, setup: { ...(kept.setup as WorldSetup), link: { delay: 77 } } })).toBe(true);
    expect(isProofStale({ ...kept, proof: { ...kept.proof!, seeds: ['1', '2', '4'] } })).toBe(true);
    expect(isProofStale({ ...kept, proof: null })).toBe(false);
  });

  test('is not kept with --seed or --no-save', async () => {
    for (const option of [['--seed', '1'], ['--no-save']]) {
      const levels = levelsWith('first-syn');
      await run(fakeKernel(), ['first-syn', ...option], levels);
      expect(() => readFileSync(proofIn(levels, 'first-syn'))).toThrow('ENOENT');
    }
  });

  test('is kept in the project, wherever the command is given, or nowhere', () => {
    expect(projectLevels()).toBe(join(import.meta.dirname, '..', '..', '..', 'levels'));
    const nothing = { kernel: '6', date: '2026-01-01', seeds: [], hosts: 0, segments: 0, hash: '' };
    expect(keepProof('first-syn', nothing, null)).toBeNull();
    expect(keepProof('first-syn', nothing, levelsWith('second-syn'))).toBeNull();
  });

  test('of the older format is read, and is stale: its hash says nothing of what was played', () => {
    const { proof, problems } = readProof('a/proof.json', '{"format":"ackademy-proof","version":1,"kernel":"6","date":"","hash":"ab","seeds":["1"],"hosts":1,"segments":1}');
    expect({ problems, stale: isProofStale({ ...level, proof }) }).toEqual({ problems: [], stale: true });
  });
});

const real = thisKernel();
const able = real === null ? { missing: 'worker' } : await real.probe();

test.skipIf('missing' in able)('the kernel of this machine, where it can be asked, opens as the simulated one does', async () => {
  const { code, out } = await run(real, ['first-syn', '--seed', '1']);
  expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: expect.stringMatching(/^levels: 1, hosts: 2, segments: 3; the same on Linux /) });
});
