import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/04-nobody-home');
/** Seeds by the order of arrivals that they draw. */
const SYN_FIRST = '6';
const RST_FIRST = '1';
const DATA_FIRST = '2';

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('all six orders of arrival are drawn', () => {
  const orders = new Set(Array.from({ length: 40 }, (_, seed) => playLevel(level, String(seed), []).session.drawn.numbers['order']));
  expect(orders).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});

test('three of the four get a RST, and a RST answered with a RST loses at once', () => {
  const { session } = playLevel(level, RST_FIRST, ['silent', 'R seq SEG.ACK', 'R. seq 0 ack SEG.SEQ+SEG.LEN', 'R. seq 0 ack SEG.SEQ+1']);
  expect(sessionView(session)).toMatchObject({ phase: 'won', movesMade: 4 });
  expect(session.predictions).toMatchObject([{ id: 'how-many', truth: 'b' }]);
  const lost = playLevel(level, RST_FIRST, ['R seq SEG.ACK']);
  expect(sessionView(lost.session)).toMatchObject({ phase: 'lost', loss: { rule: 'F1.27', why: { id: 'level.lose.answered-a-rst' } } });
});

test('a RST with the wrong number is no answer to the FIN: its goal wants the right one', () => {
  const goalAfter = (ack: string) => playLevel(level, RST_FIRST, ['silent', 'R seq SEG.ACK', `R. seq 0 ack ${ack}`]).session.goalsMet[2];
  expect([goalAfter('SEG.SEQ'), goalAfter('SEG.SEQ+SEG.LEN')]).toEqual([false, true]);
});

test('a RST that does not acknowledge the SYN refuses nobody: the client drops it and sends its SYN again almost at once', () => {
  const { session } = playLevel(level, SYN_FIRST, ['R. seq 0 ack SEG.SEQ', 'R seq SEG.ACK', 'silent', 'wait']);
  const syns = session.world.journal.segments.filter(({ from, segment }) => from === 'client' && segment.flags === 2);
  expect(syns.length).toBeGreaterThan(1);
  expect(syns[1]!.sentAt).toBeLessThan(200);
  expect(sessionView(session).goals[0]).toMatchObject({ met: false });
});

test('a SYN-ACK without a program behind it makes connect() succeed, and loses', () => {
  const { session } = playLevel(level, SYN_FIRST, ['S. seq 5000 ack SEG.SEQ+1']);
  expect(sessionView(session)).toMatchObject({ phase: 'lost', loss: { why: { id: 'level.lose.connected' } } });
});

test('a RST with another number than the expected one leaves the stale socket alive', () => {
  const { session } = playLevel(level, DATA_FIRST, ['R seq SEG.ACK+1000']);
  expect(sessionView(session).goals[1]).toMatchObject({ met: false });
  expect(hintAt(session).id).not.toBe('else');
});

test('who lets everything go by is told when the RST and the FIN have come for the last time', () => {
  const waits = (count: number): string[] => Array.from({ length: count }, () => 'wait');
  for (let count = 1; count < 60; count++) {
    const { session } = playLevel(level, '1', waits(count));
    if (session.phase === 'lost') return;
    const early = session.world.now < 14_000;
    expect([session.world.now, early && hintAt(session).deadEnd]).toEqual([session.world.now, false]);
    if (session.world.now > 14_600) expect(hintAt(session)).toMatchObject({ id: 'too-late', deadEnd: true });
  }
  expect.unreachable();
});
