import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/02-the-listener');
const TWO_REQUESTS = ['queue syn', 'S. seq 5 ack SEG.SEQ+1', 'queue syn', 'S. seq 77 ack SEG.SEQ+1'];

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('the client is ESTABLISHED before the server, and the program accepts later than both', () => {
  const lines = [...TWO_REQUESTS, 'queue accept', 'silent', 'queue accept', '. seq SEG.ACK ack SEG.SEQ+SEG.LEN'];
  const { session } = playLevel(level, '3', lines);
  expect(session.predictions).toMatchObject([{ id: 'who-first', truth: 'b' }]);
  expect(sessionView(session)).toMatchObject({ phase: 'awaiting-move', goals: [{ met: true }, { met: true }, { met: false }] });
  expect(hintAt(session).id).toBe('waiting');
  const later = playLevel(level, '3', [...lines, 'wait', 'wait']).session;
  expect(sessionView(later).phase).toBe('won');
  expect(later.world.now).toBeGreaterThanOrEqual(Number(later.drawn.numbers['acceptAt']));
});

test('a SYN in the accept queue loses at once, and the loss says why', () => {
  const { session } = playLevel(level, '3', ['queue accept', 'S. seq 5 ack SEG.SEQ+1']);
  expect(sessionView(session)).toMatchObject({ phase: 'lost', loss: { rule: 'F1.2', why: { id: 'level.lose.unconfirmed' } } });
});

test('a request left half-open is not lost: the SYN-ACK goes out again and its answer completes it', () => {
  const { session } = playLevel(level, '3', [...TWO_REQUESTS, 'queue syn', 'silent', 'queue accept', '. seq SEG.ACK ack SEG.SEQ+SEG.LEN', 'wait 2s', 'queue accept', 'silent']);
  expect(sessionView(session)).toMatchObject({ phase: 'won', movesMade: 10 });
});

test('a SYN-ACK for a SYN that was not kept is a dead end, and the hint says so', () => {
  const { session } = playLevel(level, '3', ['queue none', 'S. seq 5 ack SEG.SEQ+1', 'queue syn', 'S. seq 77 ack SEG.SEQ+1']);
  expect(hintAt(session)).toMatchObject({ id: 'nobody-there', deadEnd: true });
});
