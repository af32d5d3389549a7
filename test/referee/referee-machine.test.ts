import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refereeMachine } from '../../source/referee/referee-machine.ts';
import { nextPhase, REFEREE_EVENTS, REFEREE_STATES, type RefereeEventType, type RefereeState } from '../../source/referee/referee-phase.ts';

/** Every move that has a meaning; all others are faults of the program. */
const EXPECTED: Readonly<Record<RefereeState, Partial<Record<RefereeEventType, RefereeState>>>> = {
  briefing: { 'level.opened': 'observing' },
  observing: { 'prediction.due': 'predicting', 'decision.due': 'awaiting-move', 'time.settled': 'awaiting-move', 'goal.reached': 'won', 'level.failed': 'lost' },
  predicting: { 'prediction.given': 'observing' },
  'awaiting-move': { 'move.made': 'running', 'time.passes': 'running' },
  running: { 'time.settled': 'observing', 'goal.reached': 'won', 'level.failed': 'lost' },
  won: {},
  lost: {},
};

const cells = REFEREE_STATES.flatMap((state) => REFEREE_EVENTS.map((event) => [state, event, EXPECTED[state][event]] as const));

describe('the referee', () => {
  it.each(cells.filter(([, , next]) => next !== undefined))('goes from %s by %s to %s', (state, event, next) => {
    expect(nextPhase(state, event)).toBe(next);
  });

  it.each(cells.filter(([, , next]) => next === undefined))('knows no %s by %s: that is a fault and throws', (state, event) => {
    expect(() => nextPhase(state, event)).toThrow(`${event} has no meaning in ${state}`);
  });

  it('has a list of its states and events that leaves none out', () => {
    expect(Object.keys(refereeMachine.states).toSorted()).toEqual([...REFEREE_STATES].toSorted());
    expect([...new Set(Object.values(refereeMachine.states).flatMap(({ ownEvents }) => ownEvents))].toSorted()).toEqual([...REFEREE_EVENTS].toSorted());
  });

  it('is sent every one of its events, and no phase is set past it', () => {
    const folder = join(import.meta.dirname, '../../source/referee');
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.startsWith('referee-')).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    expect(REFEREE_EVENTS.filter((event) => !code.includes(`'${event}'`))).toEqual([]);
    expect(code.match(/\bphase: '|\bphase = '/)).toBeNull();
  });
});
