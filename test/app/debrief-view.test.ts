import { beforeAll, expect, test } from 'vitest';
import { debriefView } from '../../source/app/debrief-view.ts';
import { openLevel } from '../../source/app/open-level.ts';
import type { Level } from '../../source/level/level.ts';
import { play } from '../../source/referee/play.ts';
import { toRun } from '../../source/referee/replay.ts';
import type { Session } from '../../source/referee/session.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { sessionView } from '../../source/referee/view.ts';
import { twoLevels } from './open-game.tsx';

let level: Level;
beforeAll(() => void (level = twoLevels().levels[0]!));
const options = { seed: '7', expert: false, kernel: null };

function made(session: Session, ...lines: readonly string[]): Session {
  return lines.reduce((so, line) => {
    const { decision } = sessionView(so);
    const read = parseMoveLine(line, decision === null ? {} : { scope: decision.scope, template: decision.template });
    if (!read.ok) throw new Error(line);
    return play(so, read.value).session;
  }, session);
}

test('each wrong idea that a move showed is refuted once, in the words of the level where it foresaw the mistake', () => {
  const start = openLevel(level, null, options).session;
  const bad = made(start, 'S seq 5000', '. seq SEG.ACK ack SEG.SEQ', 'wait', '. seq SEG.ACK ack SEG.SEQ', 'wait', '. seq SEG.ACK ack SEG.SEQ+1');
  const view = debriefView(bad, '1-1');
  expect(view.solved).toBe(true);
  expect(view.moves.filter(({ verdict }) => verdict.outcome === 'wrong')).toHaveLength(2);
  expect(view.refutations.map(({ id }) => id)).toEqual(['level.mistake.syn-not-counted']);
  expect(view.place).toBe('1-1');
});

test('a run without a wrong move refutes nothing', () => {
  const good = made(openLevel(level, null, options).session, 'S seq 5000', '. seq SEG.ACK ack SEG.SEQ+1');
  expect(debriefView(good, '').refutations).toEqual([]);
});

test('a run that was left goes on at the same move', () => {
  const left = made(openLevel(level, null, options).session, 'S seq 5000');
  const again = openLevel(level, toRun(left), { ...options, seed: 'another' });
  expect(again.isNew).toBe(false);
  expect(sessionView(again.session)).toEqual(sessionView(left));
});

test.each([
  ['another version of the level', { levelVersion: 99 }, 'app.other-engine'],
  ['other rules', { engine: '0' }, 'app.other-engine'],
  ['a move that is none', { moves: [{ at: 0, move: { do: 'send', segment: null } as never }] }, 'app.run-unreadable'],
])('a run made with %s cannot go on: that is said, and a new one begins', (_what, over, id) => {
  const left = toRun(made(openLevel(level, null, options).session, 'S seq 5000'));
  const opened = openLevel(level, { ...left, ...over }, options);
  expect(opened.isNew).toBe(true);
  expect(opened.notices.map((notice) => notice.id)).toEqual([id]);
  expect(sessionView(opened.session).movesMade).toBe(0);
});
