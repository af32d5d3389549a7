import type { CounterName } from '../kernel/counter.ts';
import type { World } from '../world/world.ts';
import { composedText } from './answer-of.ts';
import type { LadderField, Listing } from './template.ts';

export type Row = readonly string[];

/** Rows laid out: as a tool prints them, its heading apart. */
export interface LaidOut {
  readonly heading: string | null;
  readonly lines: readonly string[];
}

/** What is shown of a world, as rows of cells: one of them may be replaced before they are laid out. */
export interface Sheet {
  readonly rows: readonly Row[];
  /** What a row is about, so that two worlds' rows are found to be the same one; null: rows follow each other in time. */
  readonly keyOf: ((row: Row) => string) | null;
  readonly layOut: (rows: readonly Row[]) => LaidOut;
}

/** What a tool prints of a host: given by who may know the formats. `counters`: those that nstat is asked for, zeros with them. */
export type Printer = (world: World, host: string, what: Exclude<Listing, 'ladder'>, counters: readonly CounterName[]) => Sheet;

/** When, between whom, what: every segment of the world in the order in which they left. */
export function ladderSheet(world: World, fields: readonly LadderField[]): Sheet {
  const rows = world.journal.segments.map(({ sentAt, from, to, segment, fate }): Row => {
    const port = (name: string, number: number): string => (fields.includes('port') ? `${name}:${number}` : name);
    const { options } = segment;
    const told = [
      composedText(segment, ['flags', 'seq', 'ack', ...(segment.length > 0 ? ['length' as const] : [])]),
      ...(fields.includes('win') ? [`win ${segment.win}`] : []),
      ...(fields.includes('mss') && options.mss !== undefined ? [`mss ${options.mss}`] : []),
      ...(fields.includes('wscale') && options.wscale !== undefined ? [`wscale ${options.wscale}`] : []),
      ...(fate === 'lost' ? ['x'] : []),
    ];
    return [(sentAt / 1000).toFixed(3), `${port(from, segment.srcPort)} > ${port(to ?? '?', segment.dstPort)}`, told.join(' ')];
  });
  return { rows, keyOf: null, layOut: (laid) => ({ heading: null, lines: inColumns(laid) }) };
}

/** The time flush right, the rest flush left. */
function inColumns(rows: readonly Row[]): readonly string[] {
  const width = (column: number): number => Math.max(0, ...rows.map((row) => row[column]!.length));
  const [time, path] = [width(0), width(1)];
  return rows.map((row) => `${row[0]!.padStart(time)}  ${row[1]!.padEnd(path)}  ${row[2]}`);
}

/** Of another world: a row that stands in place of `place`, or before it where this world has none. */
export interface OddRow {
  readonly place: number;
  readonly row: Row;
  readonly isExtra: boolean;
}

/**
 * The rows that another world has otherwise: of a ladder, the first in which they part, since all that follows answers it; of
 * a table, each that differs, or that is not in this one where none differs.
 */
export function oddRows(truth: Sheet, other: Sheet): readonly OddRow[] {
  return truth.keyOf === null ? firstParting(truth.rows, other.rows) : different(truth.rows, other.rows, truth.keyOf);
}

/** The rows with that one in its place. */
export function withOdd(rows: readonly Row[], { place, row, isExtra }: OddRow): readonly Row[] {
  return rows.toSpliced(place, isExtra ? 0 : 1, row);
}

function firstParting(truth: readonly Row[], other: readonly Row[]): readonly OddRow[] {
  const place = truth.findIndex((row, index) => !sameRow(row, other[index]));
  const row = other[place];
  if (row === undefined) return [];
  // One that came later than what follows here would give itself away, and so would one that stands here twice.
  const next = truth[place + 1];
  const isEarlier = next === undefined || Number(row[0]) <= Number(next[0]);
  return isEarlier && !truth.some((one) => sameRow(one, row)) ? [{ place, row, isExtra: false }] : [];
}

function different(truth: readonly Row[], other: readonly Row[], keyOf: (row: Row) => string): readonly OddRow[] {
  const places = new Map(truth.map((row, place) => [keyOf(row), place]));
  const odd = other.flatMap((row, index) => {
    const place = places.get(keyOf(row));
    if (place === undefined) return [{ place: Math.min(index, truth.length), row, isExtra: true }];
    return sameRow(row, truth[place]) ? [] : [{ place, row, isExtra: false }];
  });
  const changed = odd.filter(({ isExtra }) => !isExtra);
  return changed.length > 0 ? changed : odd;
}

function sameRow(a: Row, b: Row | undefined): boolean {
  return b !== undefined && a.join('\t') === b.join('\t');
}
