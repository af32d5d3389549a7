import { describe, expect, it } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { CONNECTION_EVENTS } from '../../source/connection/connection-event.ts';
import { connectionMachine } from '../../source/connection/connection-machine.ts';
import { TCP_STATES } from '../../source/tcp/state.ts';

/** The shortest way from CLOSED to each state, as the events that lead there. */
function shortestWays(): Map<string, string[]> {
  const paths = getShortestPaths(connectionMachine, { events: CONNECTION_EVENTS.map((type) => ({ type })) });
  return new Map(paths.map((path) => [path.state.value, path.steps.map((step): string => step.event.type).filter((type) => type !== 'xstate.init')]));
}

describe('the connection machine', () => {
  it('knows the eleven states of RFC 9293 and no other', () => {
    expect(Object.keys(connectionMachine.states).toSorted()).toEqual([...TCP_STATES].toSorted());
  });

  it('begins in CLOSED', () => {
    expect(connectionMachine.config.initial).toBe('CLOSED');
  });

  it('reaches every state from CLOSED', () => {
    expect([...shortestWays().keys()].toSorted()).toEqual([...TCP_STATES].toSorted());
  });

  it('reaches TIME-WAIT only by way of our own close: no shorter way than connect, SYN-ACK, close, ACK of the FIN, FIN', () => {
    expect(shortestWays().get('TIME-WAIT')).toHaveLength(5);
    expect(shortestWays().get('TIME-WAIT')).toContain('call.close');
  });

  it('reaches CLOSE-WAIT without any call to close', () => {
    expect(shortestWays().get('CLOSE-WAIT')).not.toContain('call.close');
  });

  it('leads back to CLOSED from every state: none is a trap', () => {
    const traps = TCP_STATES.filter((state) => {
      const paths = getShortestPaths(connectionMachine, {
        events: CONNECTION_EVENTS.map((type) => ({ type })),
        fromState: connectionMachine.resolveState({ value: state }),
      });
      return !paths.some((path) => path.state.value === 'CLOSED');
    });
    expect(traps).toEqual([]);
  });

  it('takes no event that is not in the list of events', () => {
    const named = new Set<string>(CONNECTION_EVENTS);
    const taken = Object.values(connectionMachine.states).flatMap((node) => [...node.transitions.keys()]);
    expect(taken.filter((event) => !named.has(event))).toEqual([]);
  });

  it('moves on every event of the list in some state', () => {
    const taken = new Set<string>(Object.values(connectionMachine.states).flatMap((node) => [...node.transitions.keys()]));
    expect(CONNECTION_EVENTS.filter((event) => !taken.has(event))).toEqual([]);
  });
});
