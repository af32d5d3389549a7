import type { WorldFacts } from '../../source/level/world-facts.ts';

/** An empty world at time 0, changed by what a test gives. */
export function fakeFacts(changes: Partial<WorldFacts> = {}): WorldFacts {
  return {
    now: 0,
    states: () => [],
    queueLength: () => 0,
    counter: () => 0,
    returned: () => [],
    received: () => [],
    segments: () => [],
    decisions: () => 0,
    sysctl: () => null,
    service: () => null,
    stage: () => null,
    tries: () => 0,
    pending: () => [],
    accepted: () => 0,
    heldSince: () => null,
    ...changes,
  };
}
