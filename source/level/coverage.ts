import type { Level } from './level.ts';

/** Which levels play each statement of the curriculum (S1 to S35) and show each misconception (M01 to M25), in course order. */
export interface Coverage {
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly misconceptions: Readonly<Record<string, readonly string[]>>;
  /** Those that no level has. */
  readonly missing: readonly string[];
}

const ROWS = Array.from({ length: 35 }, (_, index) => `S${index + 1}`);
const MISCONCEPTIONS = Array.from({ length: 25 }, (_, index) => `M${String(index + 1).padStart(2, '0')}`);

export function coverageOf(levels: readonly Pick<Level, 'id' | 'rows' | 'misconceptions'>[]): Coverage {
  const table = (names: readonly string[], of: (level: Pick<Level, 'rows' | 'misconceptions'>) => readonly string[]): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(names.map((name) => [name, levels.filter((level) => of(level).includes(name)).map(({ id }) => id)]));
  const rows = table(ROWS, (level) => level.rows);
  const misconceptions = table(MISCONCEPTIONS, (level) => level.misconceptions);
  return { rows, misconceptions, missing: Object.entries({ ...rows, ...misconceptions }).filter(([, ids]) => ids.length === 0).map(([name]) => name) };
}

/** The table as lines, one for each statement and misconception. */
export function coverageLines({ rows, misconceptions }: Coverage): readonly string[] {
  return Object.entries({ ...rows, ...misconceptions }).map(([name, ids]) => `${name.padEnd(4)}${ids.length === 0 ? '-' : ids.join(', ')}`);
}
