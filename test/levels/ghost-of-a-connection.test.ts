import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/03-ghost-of-a-connection');
const SEEDS = ['1', '2', '3', '4', '5', '6'];
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const linesOf = (seed: string) => sessionView(playLevel(level, seed, ['skip']).session).choices.flatMap(({ move }) => (move.do === 'send' ? [move] : []));

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test.each(SEEDS)('of five duplicates one poisons the program, whose own bytes are then taken for a repetition (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, solutionOf(seed).slice(0, 2));
  const { port, size } = session.drawn.numbers;
  const server = session.world.hosts.get('server')!;
  const socket = [...server.sockets.values()].find(({ remotePort }) => remotePort === port)!;
  expect([socket.receivedBytes, session.goalsMet]).toEqual([size, [true, false]]);
  expect(session.world.journal.segments.find(({ from, segment }) => from === 'client' && segment.length > 0)?.decisions).toContain('data/duplicate');
});

test.each(SEEDS)('the new connection on the tuple that was in TIME-WAIT begins above the duplicate (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, solutionOf(seed));
  expect([session.phase, session.predictions.map(({ truth }) => truth)]).toEqual(['won', ['b']]);
});

test('the menu holds the five in an order of its own', () => {
  const places = SEEDS.map((seed) => {
    const { rcv, seen } = playLevel(level, seed, []).session.drawn.numbers;
    return linesOf(seed).findIndex(({ segment }) => segment.seq === rcv && segment.ack === seen);
  });
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(new Set(places).size).toBeGreaterThan(1);
});

test('an old FIN at RCV.NXT ends the stream of the new connection', () => {
  const { rcv, seen, port } = playLevel(level, '1', []).session.drawn.numbers;
  const { session } = playLevel(level, '1', [`F. seq ${rcv} ack ${seen} src 10.0.0.5:${port} dst 10.0.0.9:80`]);
  expect(session.goalsMet[0]).toBe(true);
});

test('who waits for the client\'s own bytes is too late', () => {
  const { session } = playLevel(level, '1', ['wait 3s']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F12.5']);
});

test('a duplicate in TIME-WAIT is swallowed, and the RST that its answer draws ends TIME-WAIT', () => {
  const [poison, , ghost] = solutionOf('1');
  expect(hintAt(playLevel(level, '1', [poison!]).session).id).toBe('early');
  const { session, verdicts } = playLevel(level, '1', [poison!, ghost!]);
  expect(verdicts.at(-1)?.name).toBe('time-wait/data-acked');
  expect(session.world.hosts.get('server')!.timeWaitCount).toBe(0);
});

test('the one try that fails does harm: it loses the level', () => {
  const { moves } = playLevel(level, '1', []).session.drawn.level.mistakes.find(({ id }) => id === 'before-the-window')!;
  expect(playLevel(level, '1', moves).verdicts.at(-1)).toMatchObject({ outcome: 'harmful' });
});
