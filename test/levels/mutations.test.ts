import { describe, expect, it } from 'vitest';
import { checkLevel } from '../../source/level/check.ts';
import { levelById } from '../../source/level/load.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { startSession } from '../../source/referee/session.ts';
import { BELIEFS, type Belief } from '../../source/quiz/belief.ts';
import { builtCourse } from '../terminal/course-files.ts';

/** For each of these rules, a belief of BELIEFS and a level whose proof must fail when the simulated kernels follow it. */
const RED: readonly (readonly [rule: Belief['rule'], belief: string, level: string])[] = [
  ['F1.3 SYN takes one', 'a SYN takes no sequence number', 'first-syn'],
  ['F1.3 final ACK', 'the final ACK repeats the ISN', 'the-listener'],
  ['F1.27 reset numbers', 'the RST acknowledges the number itself, not what it carried', 'nobody-home'],
  ['F1.27 no RST for RST', 'a RST is answered like anything else', 'nobody-home'],
  ['F3.6 last quarter', 'the whole tcp_max_syn_backlog is for everybody', 'survive-the-flood'],
  ['F3.11 full accept queue drops SYN', 'a full accept queue does not concern SYNs', 'two-queues'],
  ['F4.3 accept queue full', 'a backlog of N holds N connections', 'two-queues'],
  ['F4.10 abort on overflow', 'a full accept queue answers with a RST', 'two-queues'],
  ['F5.2 active closer waits', 'whoever closes first is done after the last ACK', 'four-waves'],
  ['F5.3 FIN is acknowledged late', 'a FIN is acknowledged at once always', 'four-waves'],
  ['F6.1 FIN in order', 'a FIN counts when it comes, whatever is missing before it', 'fin-before-data'],
  ['F7.8 SYN reopens TIME-WAIT', 'TIME-WAIT refuses every SYN', 'syn-meets-time-wait'],
  ['F7.10 reopened ISN', 'the reopened connection goes on from SND.NXT', 'syn-meets-time-wait'],
  ['F7.13 RST ends TIME-WAIT', 'no RST ends TIME-WAIT', 'reset-from-outside'],
];

const course = builtCourse();
/** A flood on a busy machine. */
const LONG = 120_000;
/** How a finding begins when nothing was judged, because something threw: no proof that the level knows better. */
const CRASH = 'the simulation failed';
const OPTIONS = { seeds: ['1', '2'], budget: { plays: 0, games: 0 } };

function levelOf(id: string): NonNullable<ReturnType<typeof levelById>> {
  const level = levelById(course, id);
  if (!level) throw new Error(`the course has no level ${id}`);
  return level;
}

function engineFollowing({ rules }: Belief): typeof sessionEngine {
  return { ...sessionEngine, startSession: (drawn, options) => startSession(drawn, { ...options, rules }) };
}

describe('a kernel that follows a wrong belief turns a level red', () => {
  for (const id of new Set(RED.map(([, , level]) => level))) {
    it(`${id} passes with the rules of Linux`, () => {
      expect(checkLevel(levelOf(id), sessionEngine, OPTIONS).findings).toEqual([]);
    }, LONG);
  }

  for (const [rule, belief, id] of RED) {
    it(`${id} fails when ${belief} (${rule})`, () => {
      const mutation = BELIEFS.find((one) => one.rule === rule && one.name === belief);
      if (!mutation) throw new Error(`no such belief about ${rule}: ${belief}`);
      const { findings } = checkLevel(levelOf(id), engineFollowing(mutation), OPTIONS);
      expect(findings).not.toEqual([]);
      expect(findings.filter(({ message }) => message.startsWith(CRASH))).toEqual([]);
    }, LONG);
  }
});
