import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/08-half-open-ghost');

function seedWith(order: number): string {
  return Array.from({ length: 40 }, (_, seed) => String(seed)).find((seed) => playLevel(level, seed, []).session.drawn.numbers['order'] === order)!;
}

/** client-a comes first; so the numbers of its connection are known. */
const A_FIRST = seedWith(0);
const { mineA, theirsA } = playLevel(level, A_FIRST, []).session.drawn.numbers as Record<string, number>;

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('the challenge ACK draws a RST with exactly the expected number, and the SYN comes again almost at once', () => {
  const { session, verdicts } = playLevel(level, A_FIRST, [`. seq ${mineA} ack ${theirsA}`, 'silent', 'S. seq 5 ack SEG.SEQ+1', 'silent']);
  expect(verdicts.map((verdict) => verdict?.name)).toEqual(['segment/syn-challenged', 'segment/rst-exact', 'listen/syn-queued', 'request/final-ack']);
  const call = session.world.journal.calls.find(({ name }) => name === 'connect')!;
  expect((call.returnedAt ?? Infinity) - call.at).toBeLessThan(200);
  expect(session.predictions).toMatchObject([{ id: 'what-ends-it', truth: 'b' }]);
});

test('data to a host that knows of nothing brings a RST that ends the ghost', () => {
  const { session, verdicts } = playLevel(level, seedWith(1), [`P. seq SND.NXT ack RCV.NXT len ${playLevel(level, seedWith(1), []).session.drawn.numbers['bytes']}`, 'silent']);
  expect(verdicts.map((verdict) => verdict?.name)).toEqual(['call/write', 'segment/rst-exact']);
  expect(sessionView(session).goals[2]).toMatchObject({ met: true });
});

test('who ends the old connection for a SYN alone loses', () => {
  expect(sessionView(playLevel(level, A_FIRST, [`R seq ${mineA}`]).session).loss?.why.id).toBe('level.lose.torn-down');
});
