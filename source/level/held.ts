import type { Ms } from '../time.ts';
import type { Predicate } from './goal.ts';
import { holds } from './holds.ts';
import type { WorldFacts } from './world-facts.ts';

/** Since when each condition that some `held` watches has been true, by its text. Plain data, part of a session. */
export type HeldTrack = Readonly<Record<string, Ms>>;

export const NOTHING_HELD: HeldTrack = {};

/** The conditions inside every `held` of these, inner ones first, each once. */
export function heldConditions(predicates: Iterable<Predicate>): readonly Predicate[] {
  const found = new Map<string, Predicate>();
  const visit = (predicate: Predicate): void => {
    if ('all' in predicate) predicate.all.forEach(visit);
    else if ('any' in predicate) predicate.any.forEach(visit);
    else if ('not' in predicate) visit(predicate.not);
    else if ('held' in predicate) {
      visit(predicate.held.what);
      found.set(key(predicate.held.what), predicate.held.what);
    }
  };
  for (const predicate of predicates) visit(predicate);
  return [...found.values()];
}

/**
 * The track after one more look at the world: call it at every step of virtual time that can change something.
 * A condition that was true keeps its time, one that has become true gets `facts.now`, one that is false is forgotten.
 */
export function trackHeld(track: HeldTrack, watched: readonly Predicate[], facts: WorldFacts): HeldTrack {
  let next: Record<string, Ms> = {};
  for (const what of watched) {
    const name = key(what);
    if (holds(what, withHeld(facts, next))) next = { ...next, [name]: track[name] ?? facts.now };
  }
  return next;
}

/** The same facts, answering `heldSince` from a track. */
export function withHeld(facts: WorldFacts, track: HeldTrack): WorldFacts {
  return {
    now: facts.now,
    states: (host) => facts.states(host),
    queueLength: (host, name) => facts.queueLength(host, name),
    counter: (host, name) => facts.counter(host, name),
    returned: (host) => facts.returned(host),
    received: (host) => facts.received(host),
    segments: () => facts.segments(),
    decisions: (host, decision) => facts.decisions(host, decision),
    sysctl: (host, name) => facts.sysctl(host, name),
    stage: () => facts.stage(),
    service: (over) => facts.service(over),
    tries: (such) => facts.tries(such),
    pending: () => facts.pending(),
    accepted: (host) => facts.accepted(host),
    heldSince: (what) => track[key(what)] ?? null,
  };
}

const keys = new WeakMap<Predicate, string>();

/** The condition's text; asked for after each happening, so it is made once. */
function key(predicate: Predicate): string {
  const known = keys.get(predicate);
  if (known !== undefined) return known;
  const text = JSON.stringify(predicate);
  keys.set(predicate, text);
  return text;
}
