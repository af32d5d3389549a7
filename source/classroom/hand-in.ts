import * as z from 'zod';
import { ENGINE_VERSION } from '../referee/run.ts';
import { checkMove } from '../world/move-notation/check-move.ts';
import { parseMoveLine } from '../world/move-notation/parse-move.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { isHandle } from './claim-code.ts';
import { isClassName } from './class-pack.ts';
import type { JournalEntry } from './journal.ts';

/** What a student hands in: of each level that was begun, how it was played. No score: whoever reads it plays the moves again. */
export interface HandIn {
  readonly handle: string;
  readonly levels: readonly PlayedLevel[];
}

export interface LevelHead {
  readonly game: string;
  readonly engine: string;
  /** Name of the lab. */
  readonly pack: string;
  /** Id of the class: classIdOf(). */
  readonly class: string;
  readonly level: string;
  readonly levelVersion: number;
  readonly levelHash: string;
  readonly kernel: string;
  readonly expert: boolean;
  readonly seed: string;
  readonly handle: string;
}

export interface PlayedLevel {
  readonly head: LevelHead;
  readonly journal: readonly JournalEntry[];
}

const HAND_IN_VERSION = 1;
export const HAND_IN_EXTENSION = '.ackrun';

/** Characters of a hand-in, and what may be done in a level: nobody plays so much. */
export const MAX_HAND_IN = 256 * 1024;
export const MAX_ENTRIES = 4000;
const MAX_LINE = 2000;
const MAX_LEVELS = 200;

/** The line that a level begins with. Keys are in one order, always. */
export function headLine(head: LevelHead): string {
  const { game, engine, pack, level, levelVersion, levelHash, kernel, expert, seed, handle } = head;
  return JSON.stringify({ v: HAND_IN_VERSION, k: 'head', game, engine, pack, class: head.class, level, levelVersion, levelHash, kernel, expert, mode: 'graded', seed, handle });
}

/** One entry of a journal as a line; `n` counts the moves of the level from 1. Moves are lines as the plain mode takes them. */
export function entryLine(entry: JournalEntry, n: number): string {
  if (entry.kind === 'back') return JSON.stringify({ k: 'back', to: entry.to });
  if (entry.kind === 'until') return JSON.stringify({ t: entry.at, k: 'until' });
  return JSON.stringify({ n, t: entry.timed.at, k: 'move', move: printMove(entry.timed.move) });
}

/** A hand-in as the text of a file: JSON Lines, the same for equal hand-ins. */
export function printHandIn({ levels }: HandIn): string {
  return levels.flatMap(({ head, journal }) => [headLine(head), ...journalLines(journal), JSON.stringify({ k: 'end', entries: journal.length })]).map((line) => `${line}\n`).join('');
}

function journalLines(journal: readonly JournalEntry[]): readonly string[] {
  let n = 0;
  return journal.map((entry) => entryLine(entry, entry.kind === 'move' ? ++n : n));
}

const time = z.number().min(0).max(1e9);
const headSchema = z.object({
  v: z.literal(HAND_IN_VERSION),
  k: z.literal('head'),
  game: z.string().max(40),
  engine: z.string().max(40),
  pack: z.string().refine(isClassName),
  class: z.string().regex(/^[0-9a-f]{16}$/),
  level: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/),
  levelVersion: z.int().min(1),
  levelHash: z.string().regex(/^[0-9a-f]{16}$/),
  kernel: z.string().max(20),
  expert: z.boolean(),
  seed: z.string().regex(/^[0-9a-f]{16}$/),
  handle: z.string().refine(isHandle),
});
const entrySchema = z.discriminatedUnion('k', [
  z.object({ k: z.literal('move'), n: z.int().min(1), t: time, move: z.string().max(MAX_LINE) }),
  z.object({ k: z.literal('back'), to: z.int().min(0).max(MAX_ENTRIES) }),
  z.object({ k: z.literal('until'), t: time }),
]);

/** One line of a journal, or null where it is none. */
export function readEntry(value: unknown): JournalEntry | null {
  const read = entrySchema.safeParse(value);
  if (!read.success) return null;
  const { data } = read;
  if (data.k === 'back') return { kind: 'back', to: data.to };
  if (data.k === 'until') return { kind: 'until', at: data.t };
  const move = parseMoveLine(data.move);
  // Only what printMove writes: each move has one line, and formulas, which mean something in a world only, are none.
  const checked = move.ok ? checkMove(move.value) : null;
  return checked === null || printMove(checked) !== data.move ? null : { kind: 'move', timed: { at: data.t, move: checked } };
}

/** The entries of a journal's lines. Lines that cannot be read, such as one that a power cut has left half, are passed over. */
export function journalOf(lines: readonly string[]): readonly JournalEntry[] {
  return lines.flatMap((line) => readEntry(parsed(line)) ?? []);
}

export function readHead(value: unknown): LevelHead | null {
  const read = headSchema.safeParse(value);
  if (!read.success) return null;
  const { v: _v, k: _k, ...head } = read.data;
  return head;
}

/** `line`: where it went wrong. */
export type HandInRead = { readonly ok: true; readonly handIn: HandIn } | { readonly ok: false; readonly why: 'size' | 'empty' | 'json' | 'future' | 'engine' | 'head' | 'entry' | 'too-many' | 'handles' | 'twice' | 'cut'; readonly line: number; readonly got?: string };

/** Reads a hand-in, which may come from anyone. Never throws, and never reads a score: what an end line claims is passed over. */
export function readHandIn(text: string): HandInRead {
  const refused = (why: Extract<HandInRead, { ok: false }>['why'], line: number, got?: string): HandInRead => ({ ok: false, why, line, ...(got !== undefined && { got }) });
  if (text.length > MAX_HAND_IN) return refused('size', 0, String(text.length));
  const levels: { head: LevelHead; journal: JournalEntry[]; ended: boolean }[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (const [index, written] of lines.entries()) {
    if (written.trim() === '') continue;
    const value = parsed(written);
    if (value === null) return refused('json', index + 1);
    const open = levels.at(-1);
    if (value['k'] === 'head') {
      if (typeof value['v'] === 'number' && value['v'] > HAND_IN_VERSION) return refused('future', index + 1, String(value['v']));
      if (typeof value['engine'] === 'string' && value['engine'] !== ENGINE_VERSION) return refused('engine', index + 1, value['engine']);
      const head = readHead(value);
      if (head === null) return refused('head', index + 1);
      if (open && !open.ended) return refused('cut', index + 1);
      if (levels.length === MAX_LEVELS) return refused('too-many', index + 1);
      if (levels.some((other) => other.head.level === head.level)) return refused('twice', index + 1, head.level);
      if (open && open.head.handle !== head.handle) return refused('handles', index + 1);
      levels.push({ head, journal: [], ended: false });
    } else if (value['k'] === 'end') {
      if (!open || open.ended || value['entries'] !== open.journal.length) return refused('cut', index + 1);
      open.ended = true;
    } else {
      if (!open || open.ended) return refused('head', index + 1);
      if (open.journal.length === MAX_ENTRIES) return refused('too-many', index + 1);
      const entry = readEntry(value);
      if (entry === null) return refused('entry', index + 1);
      open.journal.push(entry);
    }
  }
  if (levels.length === 0) return refused('empty', 1);
  if (levels.some(({ ended }) => !ended)) return refused('cut', lines.length);
  return { ok: true, handIn: { handle: levels[0]!.head.handle, levels: levels.map(({ head, journal }) => ({ head, journal })) } };
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  // Deep nesting would be refused anyway; a short line cannot nest deep enough to hurt.
  if (line.length > MAX_LINE * 2) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
