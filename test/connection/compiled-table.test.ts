import { describe, expect, it } from 'vitest';
import { compileTable } from '../../source/connection/compile-table.ts';
import { nextState } from '../../source/connection/compiled-table.ts';
import { CONNECTION_EVENTS } from '../../source/connection/connection-event.ts';
import { connectionMachine } from '../../source/connection/connection-machine.ts';
import { TCP_STATES } from '../../source/tcp/state.ts';
import { EXPECTED_CELLS } from './expected-table.ts';
import { differences, walkActors } from './walk.ts';

const moves = EXPECTED_CELLS.filter((cell) => cell.next !== cell.state);
const stays = EXPECTED_CELLS.filter((cell) => cell.next === cell.state);

describe('the compiled table', () => {
  it('is judged in every state on every event', () => {
    const judged = new Set(EXPECTED_CELLS.map(({ state, event }) => `${state} ${event}`));
    const all = TCP_STATES.flatMap((state) => CONNECTION_EVENTS.map((event) => `${state} ${event}`));
    expect(judged).toEqual(new Set(all));
    expect(EXPECTED_CELLS).toHaveLength(all.length);
  });

  it.each(moves)('moves from $state on $event to $next', ({ state, event, next }) => {
    expect(nextState(state, event)).toBe(next);
  });

  it.each(stays)('does not move from $state on $event', ({ state, event }) => {
    expect(nextState(state, event)).toBe(state);
  });

  it('holds nothing but the moves of the diagram: no other state, no other event', () => {
    const compiled = Object.entries(compileTable(connectionMachine)).flatMap(([state, row]) =>
      Object.entries(row).map(([event, next]) => `${state} ${event} ${next}`),
    );
    expect(compiled.toSorted()).toEqual(moves.map(({ state, event, next }) => `${state} ${event} ${next}`).toSorted());
  });
});

describe('an actor of the machine and the compiled table', () => {
  const walked = walkActors(2_000, 60, 7);

  it('never part on 2000 random walks', () => {
    expect(differences(walked, nextState)).toEqual([]);
  });

  it('are compared in every state on every event', () => {
    expect(new Set(walked.map(({ state, event }) => `${state} ${event}`)).size).toBe(TCP_STATES.length * CONNECTION_EVENTS.length);
  });

  it('are seen to part wherever one entry of the table is wrong', () => {
    const unseen = EXPECTED_CELLS.filter(({ state, event, next }) => {
      const wrong = next === 'CLOSED' ? 'LISTEN' : 'CLOSED';
      return differences(walked, (from, what) => (from === state && what === event ? wrong : nextState(from, what))).length === 0;
    });
    expect(unseen).toEqual([]);
  });
});
