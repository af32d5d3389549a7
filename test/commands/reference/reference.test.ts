import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { play } from '../../../source/commands/play/play.ts';
import { readCourse } from '../../../source/commands/course/read-course.ts';
import { metBySolving } from '../../../source/commands/reference/reference-index.ts';
import { reference } from '../../../source/commands/reference/reference.ts';
import { foldersFor } from '../../../source/storage/folders.ts';
import { fakeShell } from '../fake-shell.ts';
import { invoke } from '../invoke.ts';

const homes: string[] = [];
afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true })));

/** A player with files of his own. */
function player() {
  const home = mkdtempSync(join(tmpdir(), 'ackademy-reference-'));
  homes.push(home);
  const env = { HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config') };
  const run = async (command: typeof play, args: readonly string[], input = '') => {
    const { shell, out, err } = fakeShell(input, env);
    return { code: await invoke(command, args, shell), out: out(), err: err() };
  };
  return { run, runs: join(foldersFor(env, process.platform).data, 'runs') };
}

const SOLVES = 'S seq 5000\nskip\n. seq SEG.ACK ack SEG.SEQ+1\n';
const ERRS = 'S seq 5000\nskip\n. seq SEG.ACK ack SEG.SEQ\nundo\n';

interface Json {
  readonly format: string;
  readonly version: number;
  readonly entries: readonly { readonly kind: string; readonly name: string; readonly text: string; readonly met: boolean; readonly levels: readonly string[]; readonly proofs: readonly object[] }[];
}

describe('ackademy reference', () => {
  test('who has played nothing is told so, and --all shows everything', async () => {
    const { run } = player();
    expect(await run(reference, [])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--all shows everything') });
    const { code, out } = await run(reference, ['--all']);
    expect(code).toBe(0);
    expect(out.split('\n').length).toBeGreaterThan(700);
    expect(out).toContain('state:TIME-WAIT: Both FINs are acknowledged.');
  });

  test('a level that is solved brings what it was about, and no other', async () => {
    const { run } = player();
    await run(play, ['first-syn', '--plain', '--seed', '1'], SOLVES);
    const { code, out } = await run(reference, ['request/final-ack']);
    expect(code).toBe(0);
    expect(out).toContain('rule:request/final-ack: The ACK number is our initial sequence number plus 1.');
    expect(out).toContain('  sources: F1.2, tcp_minisocks.c:tcp_check_req, RFC 9293 3.10.7.4\n  met in: first-syn\n  proof: ');
    expect(await run(reference, ['tcp_tw_reuse'])).toMatchObject({ code: 1, err: expect.stringContaining('Nothing that was met so far has "tcp_tw_reuse"') });
    expect((await run(reference, ['TIME-WAIT', '--all'])).out).toMatch(/^state:TIME-WAIT: .*\n {2}sources: .*\n {2}not met yet; it occurs in: /);
  });

  test('a wrong move that was taken back is remembered, with what its verdict said', async () => {
    const { run } = player();
    await run(play, ['first-syn', '--plain', '--seed', '1'], ERRS + SOLVES.split('\n').slice(2).join('\n'));
    const { out } = await run(reference, ['ack-without-the-syn', '--lang', 'zh-Hans']);
    expect(out).toMatch(/^verdict:ack-without-the-syn: /);
    expect(out).toContain('遇到过的关卡: first-syn');
    const other = player();
    await other.run(play, ['first-syn', '--plain', '--seed', '1'], SOLVES);
    expect((await other.run(reference, ['ack-without-the-syn'])).code).toBe(1);
  });

  test('a run that was kept counts, and a damaged one, or one of other rules, does no harm', async () => {
    const { run, runs } = player();
    mkdirSync(runs, { recursive: true });
    await run(play, ['four-waves', '--plain', '--seed', '1', '--no-save', '--out', join(runs, 'a.json')], 'skip\nwait\n');
    writeFileSync(join(runs, 'b.json'), 'x');
    writeFileSync(join(runs, 'c.json'), '{"format":"ackademy-run","version":1,"level":"first-syn","levelVersion":99,"engine":"0","kernel":"6.18","seed":"1","expert":false,"moves":[]}');
    const { entries } = JSON.parse((await run(reference, ['--json'])).out) as Json;
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.flatMap(({ levels }) => levels))).toEqual(new Set(['four-waves']));
  });

  test('its JSON has the shape that its help describes', async () => {
    const json = JSON.parse((await player().run(reference, ['request/final-ack', '--all', '--json'])).out) as Json;
    expect(json).toMatchObject({ format: 'ackademy-reference', version: 1 });
    expect(Object.keys(json.entries[0]!)).toEqual(['kind', 'name', 'text', 'sources', 'levels', 'met', 'proofs']);
    expect(json.entries[0]).toMatchObject({ kind: 'rule', name: 'request/final-ack', met: false });
    expect(json.entries[0]!.proofs.length).toBeGreaterThan(0);
  });

  test('what solving a level brings is what the build has found', () => {
    const level = readCourse().levels.find(({ id }) => id === 'nobody-home')!;
    expect(metBySolving(level)).toEqual(expect.arrayContaining(['rule:closed/syn-reset', 'kernel:tcp_ipv4.c:tcp_v4_send_reset', 'drop:NO_SOCKET', 'errno:ECONNREFUSED']));
  });
});
