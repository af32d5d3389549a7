import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('03-closing/06-closed-not-shut');
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const seedOf = (order: number): string => Array.from({ length: 20 }, (_, i) => String(i + 1)).find((seed) => numbersOf(seed)['order'] === order)!;
const [A_FIRST, B_FIRST] = [seedOf(0), seedOf(1)];
const RESET = 'R seq SEG.ACK';

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test.each([A_FIRST, B_FIRST])('an early FIN and the bytes behind it are both reset, a FIN in order still gets its ACK (seed %s)', (seed) => {
  const { session, verdicts } = playLevel(level, seed, solutionOf(seed));
  expect(session.phase).toBe('won');
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['b', 'b']);
  const names = verdicts.filter((verdict) => verdict !== null).map(({ name }) => name);
  expect(names.toSorted()).toEqual(['closed/ack-reset', 'closed/ack-reset', 'fin-wait-2/orphan-data-reset', 'fin-wait-2/orphan-fin']);
});

test('tcp_fin_timeout ends FIN-WAIT-2 without a segment, at its second', () => {
  const { session } = playLevel(level, A_FIRST, solutionOf(A_FIRST));
  const { timeout, portC } = numbersOf(A_FIRST);
  const gone = session.world.journal.notes.find(({ host, event }) => host === 'client' && event.type === 'state' && event.local === `10.0.0.5:${portC}` && event.to === 'CLOSED');
  expect(gone?.at).toBe((timeout as number) * 1000);
  expect(session.world.journal.segments.some(({ sentAt }) => sentAt === gone?.at)).toBe(false);
});

test('A waits for nothing: what shutdown(SHUT_WR) would be answered with is wrong here, and the bytes still meet a RST', () => {
  const { theirsA } = numbersOf(A_FIRST);
  const { session, verdicts } = playLevel(level, A_FIRST, [`. seq SEG.ACK ack ${theirsA}`, RESET, 'wait 1s']);
  expect(verdicts[0]?.name).toBe('fin-wait-2/ack-where-the-connection-ends');
  expect(session.goalsMet[0]).toBe(true);
});

test('a RST on B is lost: its FIN could have ended in TIME-WAIT', () => {
  const { session } = playLevel(level, B_FIRST, [RESET]);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F6.3']);
});

test('a FIN of B that was not answered comes again, to TIME-WAIT', () => {
  const { session } = playLevel(level, B_FIRST, ['silent', 'wait 20s']);
  expect(hintAt(session).id).toBe('again');
});
