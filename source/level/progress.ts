import type { Predicate } from './goal.ts';
import { holds } from './holds.ts';
import type { WorldFacts } from './world-facts.ts';

/**
 * What conditions still remember of the past, as a text: how often something was sent, decided or returned, as far as it is
 * asked for. Two worlds that stand alike and have the same progress meet these conditions alike from now on.
 */
export function progressOf(conditions: readonly Predicate[], facts: WorldFacts): string {
  return conditions.map((condition) => one(condition, facts)).join(' ');
}

/** The conditions of these that look at the past, inside others too, each once. What the world itself shows now is left out. */
export function rememberingConditions(conditions: readonly Predicate[]): readonly Predicate[] {
  const found = new Map<string, Predicate>();
  const visit = (condition: Predicate): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else if ('held' in condition) visit(condition.held.what);
    else if (REMEMBERING.some((kind) => kind in condition)) found.set(JSON.stringify(condition), condition);
  };
  conditions.forEach(visit);
  return [...found.values()];
}

const REMEMBERING = ['sent', 'arrived', 'decided', 'returned', 'received', 'counter', 'accepted'] as const;

function one(condition: Predicate, facts: WorldFacts): string {
  if ('counter' in condition) return String(facts.counter(condition.counter.host, condition.counter.name));
  if ('accepted' in condition) return String(facts.accepted(condition.accepted.host));
  if ('received' in condition) return JSON.stringify([...facts.received(condition.received.host)]);
  if ('sent' in condition) return String(counted(condition.sent.atLeast, (atLeast) => holds({ sent: { ...condition.sent, atLeast } }, facts)));
  if ('arrived' in condition) return String(counted(condition.arrived.atLeast, (atLeast) => holds({ arrived: { ...condition.arrived, atLeast } }, facts)));
  if ('decided' in condition) return String(Math.min(facts.decisions(condition.decided.host, condition.decided.decision), condition.decided.atLeast ?? 1));
  return holds(condition, facts) ? '1' : '0';
}

/** The largest number up to the one asked for of which it holds. */
function counted(wanted: number | undefined, holdsOf: (atLeast: number) => boolean): number {
  let count = 0;
  while (count < (wanted ?? 1) && holdsOf(count + 1)) count++;
  return count;
}
