import { createActor } from 'xstate';
import { CONNECTION_EVENTS, type ConnectionEventType } from '../../source/connection/connection-event.ts';
import { connectionMachine } from '../../source/connection/connection-machine.ts';
import { createRandom, nextInt } from '../../source/random.ts';
import type { TcpState } from '../../source/tcp/state.ts';

export interface Step {
  readonly state: TcpState;
  readonly event: ConnectionEventType;
  /** Where the actor was after the event. */
  readonly next: TcpState;
}

/** Drives actors of the machine through random events, each from CLOSED, and writes down every step. */
export function walkActors(walks: number, steps: number, seed: number): Step[] {
  const random = createRandom(seed);
  const walked: Step[] = [];
  for (let walk = 0; walk < walks; walk++) {
    const actor = createActor(connectionMachine).start();
    for (let step = 0; step < steps; step++) {
      const state = actor.getSnapshot().value;
      const event = CONNECTION_EVENTS[nextInt(random, 0, CONNECTION_EVENTS.length - 1)]!;
      actor.send({ type: event });
      walked.push({ state, event, next: actor.getSnapshot().value });
    }
    actor.stop();
  }
  return walked;
}

/** The steps at which a table of next states says something else than the actor did. */
export function differences(walked: readonly Step[], next: (state: TcpState, event: ConnectionEventType) => TcpState): Step[] {
  return walked.filter((step) => next(step.state, step.event) !== step.next);
}
