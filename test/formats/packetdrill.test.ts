import { describe, expect, test } from 'vitest';
import { writePacketdrill } from '../../source/commands/export/write-packetdrill.ts';
import { parseScript } from '../../source/packetdrill/language/parse-script.ts';
import { runScript } from '../../source/packetdrill/run/run-script.ts';
import { TwinTarget } from '../../source/packetdrill/twin/twin-target.ts';
import { allRuns, runOf } from './runs.ts';

const runs = allRuns({ live: false });

async function passes(text: string): Promise<string> {
  const parsed = parseScript(text);
  return parsed.ok ? (await runScript(parsed.script, new TwinTarget('6.18'))).kind : 'unreadable';
}

describe('a run as a packetdrill script', () => {
  test.each([
    ['first-syn', 'client'],
    ['first-syn', 'server'],
    ['crossed-syns', 'left'],
    ['crossed-syns', 'right'],
    ['nobody-home', 'peer'],
    ['four-waves', 'client'],
    // They begin in FIN-WAIT-2, FIN-WAIT-2, in ESTABLISHED accepted by a listener, in FIN-WAIT-2 again.
    ['fin-before-data', 'client'],
    ['the-lost-goodbye', 'bare'],
    ['reset-from-outside', 'server'],
    ['the-lost-goodbye', 'client'],
  ])('is there for the solution of %s as %s lived it, and passes', async (level, host) => {
    const made = await writePacketdrill(runOf(level, null, { seed: '1' }), host, 'en');
    expect(made).toMatchObject({ ok: true });
    expect(made.ok && (await passes(made.content))).toBe('pass');
    expect(made.ok && made.content).toMatch(new RegExp(`^// Level ${level}, seed 1, as the host ${host} lived it\\.\n// Passes on the simulated Linux 6\\.18`));
  });

  test('passes, or there is none and a reason, for every host of every run', async () => {
    const counts = { scripts: 0, refusals: 0 };
    for (const run of runs) {
      for (const { name } of run.drawn.setup.hosts) {
        const made = await writePacketdrill(run, name, 'en');
        if (made.ok) {
          counts.scripts++;
          expect(`${run.name}, ${name}: ${await passes(made.content)}`).toBe(`${run.name}, ${name}: pass`);
        } else {
          counts.refusals++;
          expect(made.text).toMatch(/^No script for [\w-]+: \S.*\.$/);
          expect(made.text).not.toMatch(/<export|\{\w/);
        }
      }
    }
    expect(counts.scripts).toBeGreaterThan(30);
  }, 60_000);

  test('tells by what was sent that a script can fail: another number in it does', async () => {
    const made = await writePacketdrill(runOf('first-syn', null, { seed: '1' }), 'server', 'en');
    expect(made.ok && (await passes(made.content.replace('ack 1 <mss', 'ack 2 <mss')))).toBe('fail');
  });

  test.each([
    ['first-syn', ['S seq 1000', 'R seq SEG.ACK'], 'client', 'No script for client: led by the script, the simulated kernel does otherwise at "'],
    ['two-queues', null, 'server', 'No script for server: server talks on more than one connection, and packetdrill plays one other end, with one address and one pair of ports.'],
    ['survive-the-flood', null, 'server', 'No script for server: a live level keeps no list of its segments.'],
  ] as const)('is refused for %s, %j, as %s: %s', async (level, lines, host, reason) => {
    const made = await writePacketdrill(runOf(level, lines), host, 'en');
    expect(made).toMatchObject({ ok: false, code: 1 });
    expect(!made.ok && made.text).toContain(reason);
  });

  test('is refused where a player who is not done cannot see', async () => {
    const made = await writePacketdrill(runOf('reset-from-outside', ['wait 30ms'], { toEnd: false }), 'server', 'zh-Hans');
    expect(!made.ok && made.text).toContain('没有脚本: 关卡尚未结束, 玩家看不到那里发生的事.');
  });

  test('is made for the first host that has one, machines of the simulation before those of the player', async () => {
    const made = await writePacketdrill(runOf('first-syn', null), null, 'en');
    expect(made.ok && made.content).toContain('as the host server lived it');
  });
});
