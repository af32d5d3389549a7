/** Of the tokens of the longer one, so many may differ. */
const DIFFERENCE = 0.1;

/** Are two lists of moves, without their numbers, nearly the same? */
function isNearlySame(a: readonly string[], b: readonly string[]): boolean {
  const most = Math.floor(Math.max(a.length, b.length) * DIFFERENCE);
  return Math.abs(a.length - b.length) <= most && distance(a, b, most) <= most;
}

/** Edits that lead from one to the other; more than `most` counts as one more. */
function distance(a: readonly string[], b: readonly string[], most: number): number {
  if (most === 0) return a.every((token, index) => token === b[index]) ? 0 : 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, token] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) next.push(Math.min(row[j]! + (token === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row.at(-1)!;
}

/** How one student went through one level. */
export interface Way {
  readonly handle: string;
  readonly level: string;
  readonly shape: string;
}

/** Two hand-ins that went nearly the same way in every level that both began and that leaves a choice. */
export interface AlikePair {
  readonly handles: readonly [string, string];
  /** For each such level: how many of those who began it went that way. */
  readonly levels: readonly { readonly level: string; readonly same: number; readonly of: number }[];
  /** The product of these shares: small where few would come to the same by themselves. */
  readonly chance: number;
}

/** Pairs at most: the rarest first. */
const MOST_PAIRS = 50;

/** Pairs that are nearly the same, the rarest first. Says nothing of why: many levels have one obvious way, which `chance` tells. */
export function alikePairs(ways: readonly Way[]): readonly AlikePair[] {
  const byHandle = new Map<string, Map<string, Shape>>();
  const shapes = new Shapes(ways);
  for (const { handle, level, shape } of ways) {
    const own = byHandle.get(handle) ?? new Map<string, Shape>();
    own.set(level, shapes.of(level, shape));
    byHandle.set(handle, own);
  }
  const all = [...byHandle].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const pairs: AlikePair[] = [];
  for (const [index, [handle, own]] of all.entries()) {
    for (const [other, theirs] of all.slice(index + 1)) {
      const common = [...own].flatMap(([level, shape]) => (theirs.has(level) ? [{ level, shape, their: theirs.get(level)! }] : []));
      if (common.length === 0 || !common.every(({ shape, their }) => shape.near.has(their))) continue;
      const levels = common.map(({ level, shape }) => ({ level, same: shape.same, of: shape.of }));
      pairs.push({ handles: [handle, other], levels, chance: levels.reduce((product, { same, of }) => (product * same) / of, 1) });
    }
  }
  return pairs.toSorted((a, b) => a.chance - b.chance || (a.handles.join() < b.handles.join() ? -1 : 1)).slice(0, MOST_PAIRS);
}

interface Shape {
  /** Itself, and those that are nearly the same. */
  readonly near: ReadonlySet<Shape>;
  readonly same: number;
  readonly of: number;
}

/** Each shape once, since most of a class go few ways. */
class Shapes {
  private readonly known = new Map<string, Map<string, Shape>>();

  constructor(ways: readonly Way[]) {
    for (const level of new Set(ways.map((way) => way.level))) {
      const inLevel = ways.filter((way) => way.level === level);
      const counts = new Map<string, number>();
      for (const { shape } of inLevel) counts.set(shape, (counts.get(shape) ?? 0) + 1);
      const made = [...counts].map(([text, count]) => ({ text, tokens: text.split('\n'), count, near: new Set<Shape>(), same: 0, of: inLevel.length }));
      for (const one of made) {
        for (const other of made) {
          if (one !== other && !isNearlySame(one.tokens, other.tokens)) continue;
          one.near.add(other);
          one.same += other.count;
        }
      }
      this.known.set(level, new Map(made.map((one) => [one.text, one])));
    }
  }

  of(level: string, shape: string): Shape {
    return this.known.get(level)!.get(shape)!;
  }
}
