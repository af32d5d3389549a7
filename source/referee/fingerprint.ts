import type { Predicate } from '../level/goal.ts';
import type { DrawnLevel } from '../level/level.ts';
import { progressOf, rememberingConditions } from '../level/progress.ts';
import { seedFrom } from '../random.ts';
import { inOrder, type Schedule } from '../time.ts';
import type { Happening, World } from '../world/world.ts';
import { facts, type Session } from './session.ts';

/**
 * Equal for two sessions that have the same future under the same moves: the whole world but for what only tells of the
 * past, and of that what the level's conditions still ask. Two different sessions have the same one by chance once in 2^53 pairs.
 */
export function fingerprint(session: Session): string {
  const { world, held, drawn, phase } = session;
  const walk = new Walk();
  walk.add([phase, world.now, progressOf(asked(drawn), facts(session)), held]);
  walk.add([world.hosts, world.linkCounts, world.random, world.programs, world.waiting, world.noticed, world.traffic]);
  walk.add(inOrder(world.agenda).map(({ at, item }) => [at, item, senderOf(item, world)]));
  if (world.pending) walk.add([world.pending.host, world.pending.at, world.pending.cause, world.pending.chosen]);
  return walk.text();
}

/** Who put a segment that is under way on the wire: conditions may ask when it arrives. */
function senderOf(item: Happening, { journal }: World): unknown {
  const record = item.kind === 'arrival' && item.n !== null ? journal.segments[item.n - 1] : undefined;
  return record ? [record.from, record.forged] : null;
}

const askedOf = new WeakMap<DrawnLevel, readonly Predicate[]>();

/** The conditions on which the rest of a play depends: goals, losses, the idea, and those of menu lines. */
function asked(drawn: DrawnLevel): readonly Predicate[] {
  const known = askedOf.get(drawn);
  if (known) return known;
  const { goals, lose, menu, idea } = drawn.level;
  const conditions = rememberingConditions([...goals.map(({ holds }) => holds), ...lose.map(({ holds }) => holds), ...menu.flatMap(({ when }) => when ?? []), ...(idea ? [idea] : [])]);
  askedOf.set(drawn, conditions);
  return conditions;
}

/** Fields that tell only what has been: counters and the log, and the running numbers of segments. */
const PAST: ReadonlySet<string> = new Set(['counters', 'dmesg', 'n', 'portSearch', 'nextOrder']);

const numbers = new Map<string, number>();

/** A number for each name of a field: the same few are met a thousand times. */
function numberOf(name: string): number {
  let number = numbers.get(name);
  if (number === undefined) {
    number = seedFrom(name);
    numbers.set(name, number);
  }
  return number;
}

/** Two 32-bit hashes of plain data, kept while it is walked through: no text of it is ever made. */
class Walk {
  private a = 0x811c9dc5;
  private b = 0x2f6b1e93;

  add(value: unknown): void {
    if (typeof value === 'number') this.number(value);
    else if (typeof value === 'string') this.string(value);
    else if (Array.isArray(value)) this.list('[', value);
    else if (value instanceof Map) for (const entry of value) this.list('{', entry);
    else if (value instanceof Set) this.list('<', [...value]);
    else if (typeof value === 'object' && value !== null) this.object(value);
    else this.string(String(value));
  }

  text(): string {
    return `${this.a >>> 0}-${this.b >>> 0}`;
  }

  private list(kind: string, items: Iterable<unknown>): void {
    this.string(kind);
    for (const item of items) this.add(item);
    this.string(']');
  }

  private object(value: object): void {
    this.string('{');
    for (const key in value) {
      if (PAST.has(key)) continue;
      this.stir(numberOf(key));
      const field = (value as Readonly<Record<string, unknown>>)[key];
      // Of a schedule the order counts, not how its heap stands.
      if (key === 'heap') this.list('[', inOrder(value as Schedule<unknown>).flatMap(({ at, item }) => [at, item]));
      else this.add(field);
    }
    this.string('}');
  }

  private string(text: string): void {
    for (let i = 0; i < text.length; i++) this.stir(text.charCodeAt(i));
    this.stir(0x10000 + text.length);
  }

  private number(value: number): void {
    if (Number.isInteger(value)) {
      this.stir(value >>> 0);
      this.stir(Math.floor(value / 4294967296) + 0x20000);
    } else this.string(String(value));
  }

  private stir(n: number): void {
    this.a = Math.imul(this.a ^ n, 0x01000193) ^ (this.a >>> 13);
    this.b = Math.imul(this.b ^ n, 0x85ebca6b) ^ (this.b >>> 15);
  }
}
