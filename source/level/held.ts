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
  return new FactsWithHeld(facts, track);
}

/** Made after each happening of a world, of which a live level has thousands: one object, and no closure. */
class FactsWithHeld implements WorldFacts {
  private readonly facts: WorldFacts;
  private readonly track: HeldTrack;

  constructor(facts: WorldFacts, track: HeldTrack) {
    this.facts = facts;
    this.track = track;
  }

  get now(): Ms {
    return this.facts.now;
  }

  states(host: string): ReturnType<WorldFacts['states']> {
    return this.facts.states(host);
  }

  queueLength(host: string, name: Parameters<WorldFacts['queueLength']>[1]): number {
    return this.facts.queueLength(host, name);
  }

  counter(host: string, name: string): number {
    return this.facts.counter(host, name);
  }

  returned(host: string): ReturnType<WorldFacts['returned']> {
    return this.facts.returned(host);
  }

  received(host: string): ReturnType<WorldFacts['received']> {
    return this.facts.received(host);
  }

  segments(): ReturnType<WorldFacts['segments']> {
    return this.facts.segments();
  }

  decisions(host: string, decision: string): number {
    return this.facts.decisions(host, decision);
  }

  sysctl(host: string, name: string): string | null {
    return this.facts.sysctl(host, name);
  }

  stage(): string | null {
    return this.facts.stage();
  }

  service(over: Ms): number | null {
    return this.facts.service(over);
  }

  tries(such: Parameters<WorldFacts['tries']>[0]): number {
    return this.facts.tries(such);
  }

  pending(): ReturnType<WorldFacts['pending']> {
    return this.facts.pending();
  }

  accepted(host: string): number {
    return this.facts.accepted(host);
  }

  heldSince(what: Predicate): Ms | null {
    return this.track[key(what)] ?? null;
  }
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
