import { expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { modelSteps } from '../../source/referee/model-steps.ts';
import { advanceLive, passTo, play } from '../../source/referee/play.ts';
import { fromRun, toRun, undo } from '../../source/referee/replay.ts';
import { startSession, type Session } from '../../source/referee/session.ts';
import { fingerprint } from '../../source/referee/fingerprint.ts';
import { levelAt } from '../levels/play-level.ts';

const drawn = drawLevel(levelAt('06-incidents/01-black-friday'), '1');
const skipped = (session: Session): Session => play(session, { do: 'skip' }).session;

test('a long wait stops at the moment when a prediction is due', () => {
  const asked = advanceLive(startSession(drawn), 4000);
  expect([asked.phase, asked.world.now]).toEqual(['predicting', 1000]);
  expect(advanceLive(asked, 4000)).toBe(asked);
  const next = advanceLive(skipped(skipped(asked)), 4000);
  expect([next.phase, next.world.now]).toEqual(['awaiting-move', 4000]);
});

test('a run that was answered in time plays again to the same state', () => {
  const session = advanceLive(skipped(play(advanceLive(startSession(drawn), 4000), { do: 'predict', answer: 'b', confidence: 2 }).session), 5000);
  const again = fromRun(toRun(session), drawn);
  expect(fingerprint(again)).toBe(fingerprint(session));
  expect(again.predictions).toEqual(session.predictions);
});

test('a record that answers late, as older runs do, passes the moment by', () => {
  const late = passTo(startSession(drawn), 4000);
  expect([late.phase, late.world.now]).toEqual(['predicting', 4000]);
});

test('an answer of a way that was taken back counts at the moment when it is due', () => {
  const level = drawLevel(levelAt('02-queues/04-loud-reset'), '1');
  const answered = play(advanceLive(startSession(level), 9000), { do: 'predict', answer: 'a', confidence: null }).session;
  const set = play(advanceLive(answered, 3000), { do: 'sysctl', name: 'tcp_syncookies', value: '0' }).session;
  const back = undo(set.judged.length > 0 ? set : play(set, { do: 'sysctl', name: 'tcp_abort_on_overflow', value: '1' }).session);
  expect(back.predictions.map(({ id, answer }) => [id, answer])).toEqual(answered.predictions.map(({ id, answer }) => [id, answer]));
});

test('a worked example asks in time, and waits for the rest afterwards', () => {
  const steps = modelSteps(drawn);
  const firstWaits = steps.slice(0, 3).map(({ line, session }) => [session.world.now, line]);
  expect(firstWaits).toEqual([[0, 'wait 2s'], [1000, 'wait 1s'], [2000, 'wait 1400ms']]);
  expect(steps.at(-1)!.session.phase).toBe('won');
  const open = modelSteps(drawn, {}, {}).at(-1)!;
  expect([open.session.world.now, open.line, open.asks]).toEqual([1000, null, drawn.level.predictions[0]!.id]);
});
