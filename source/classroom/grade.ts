import type { Level } from '../level/level.ts';
import { ENGINE_VERSION } from '../referee/run.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { seedOf } from './claim-code.ts';
import { classIdOf, type ClassPack, type ClassRules } from './class-pack.ts';
import { readHandIn, type HandIn, type PlayedLevel } from './hand-in.ts';
import type { JournalEntry } from './journal.ts';
import { levelHash } from './level-hash.ts';
import { playJournal, TooMuchError, type Ending } from './play-journal.ts';
import { receiptOfText } from './receipt.ts';

/** One level of a hand-in, marked. */
export interface LevelGrade {
  readonly level: string;
  readonly state: 'solved' | 'hints' | 'not-solved' | 'not-begun';
  /** Of 100, to two decimals. */
  readonly points: number;
  readonly par: number;
  /** Of the way that counts. */
  readonly moves: number;
  readonly undone: number;
  readonly hints: number;
  readonly wrong: number;
  readonly asked: number;
  readonly answered: number;
  readonly answers: Ending['answers'];
  /** Ways that came to an end, and how many of them solved the level. */
  readonly ended: number;
  readonly won: number;
  /** Wrong ideas that showed, each once. Corrected: the level was solved after it had shown for the last time. */
  readonly ideas: readonly { readonly idea: string; readonly corrected: boolean }[];
  readonly wrongMoves: Readonly<Record<string, number>>;
  readonly stuckAt: string | null;
  /** The moves without their numbers, those taken back with them: alike where two have gone the same way. */
  readonly shape: string;
}

/** A hand-in, marked. Who it is of only the handle says. */
export interface HandInGrade {
  readonly handle: string;
  readonly receipt: string;
  /** Of 100: the mean over all levels of the pack, to two decimals. */
  readonly total: number;
  readonly levels: readonly LevelGrade[];
}

/** Why a hand-in is not marked. */
export type Refusal =
  | Extract<ReturnType<typeof readHandIn>, { ok: false }>['why']
  | 'other-pack'
  | 'other-class'
  | 'foreign'
  | 'level'
  | 'level-version'
  | 'kernel'
  | 'seed'
  | 'endless';

export type Graded = { readonly ok: true; readonly grade: HandInGrade; readonly handIn: HandIn } | { readonly ok: false; readonly why: Refusal; readonly line: number; readonly got: string; readonly handle: string | null };

/** What grading knows: the pack, its levels, and the code of each handle. */
export interface GradeBook {
  readonly pack: ClassPack;
  readonly levels: ReadonlyMap<string, Level>;
  readonly codes: ReadonlyMap<string, string>;
}

/** Reads a hand-in, plays its moves again and marks what came of them. Never throws on what the text says; the same text gives the same grade. */
export function gradeHandIn(text: string, book: GradeBook): Graded {
  const read = readHandIn(text);
  if (!read.ok) return { ok: false, why: read.why, line: read.line, got: read.got ?? '', handle: null };
  const { handIn } = read;
  for (const played of handIn.levels) {
    const wrong = headProblem(played, book);
    if (wrong !== null) return { ok: false, ...wrong, line: 0, handle: handIn.handle };
  }
  const levels: LevelGrade[] = [];
  for (const { id } of book.pack.levels) {
    const played = handIn.levels.find(({ head }) => head.level === id);
    const level = book.levels.get(id)!;
    try {
      levels.push(played === undefined ? notBegun(level) : gradeLevel(level, played, book.pack.rules));
    } catch (error) {
      if (error instanceof TooMuchError) return { ok: false, why: 'too-many', line: 0, got: id, handle: handIn.handle };
      if (error instanceof Error && error.name === 'EndlessWorldError') return { ok: false, why: 'endless', line: 0, got: id, handle: handIn.handle };
      throw error;
    }
  }
  const total = rounded(levels.reduce((sum, { points }) => sum + points, 0) / levels.length);
  return { ok: true, handIn, grade: { handle: handIn.handle, receipt: receiptOfText(text), total, levels } };
}

function headProblem({ head }: PlayedLevel, { pack, levels, codes }: GradeBook): { readonly why: Refusal; readonly got: string } | null {
  const packed = pack.levels.find(({ id }) => id === head.level);
  const level = levels.get(head.level);
  const code = codes.get(head.handle);
  if (head.engine !== ENGINE_VERSION) return { why: 'engine', got: head.engine };
  if (head.class !== classIdOf(pack)) return { why: 'other-class', got: head.handle };
  if (head.pack !== pack.name) return { why: 'other-pack', got: head.pack };
  if (code === undefined) return { why: 'foreign', got: head.handle };
  if (head.seed !== seedOf(classIdOf(pack), pack.name, code)) return { why: 'seed', got: head.handle };
  if (packed === undefined || level === undefined) return { why: 'level', got: head.level };
  if (head.levelVersion !== level.version || head.levelHash !== packed.hash) return { why: 'level-version', got: `${head.level} ${head.levelVersion}` };
  return head.kernel === level.kernel ? null : { why: 'kernel', got: head.kernel };
}

/** The levels of a pack in this program, or the ids of those that it lacks or has otherwise. */
export function levelsOfPack(pack: ClassPack, all: readonly Level[]): { readonly levels: readonly Level[]; readonly missing: readonly string[] } {
  const found = pack.levels.map(({ id, version, hash }) => all.find((level) => level.id === id && level.version === version && levelHash(level) === hash) ?? id);
  return { levels: found.filter((level) => typeof level !== 'string'), missing: found.filter((level) => typeof level === 'string') };
}

/** How one level was played, marked. Throws as playJournal. */
export function gradeLevel(level: Level, played: PlayedLevel, rules: ClassRules): LevelGrade {
  const { endings, ideas, wrongMoves, stuckAt } = playJournal(level, played);
  const counted = countedEnding(endings, level, rules);
  const names = [...new Set(ideas.map(({ idea }) => idea))].toSorted();
  return {
    level: level.id,
    state: counted.solved ? (counted.hints > 0 ? 'hints' : 'solved') : 'not-solved',
    points: pointsOf(counted, level, rules),
    par: level.par,
    moves: counted.moves,
    undone: counted.undone,
    hints: counted.hints,
    wrong: counted.wrong,
    asked: counted.asked,
    answered: counted.answered,
    answers: counted.answers,
    ended: endings.filter(({ solved, lost }) => solved || lost).length,
    won: endings.filter(({ solved }) => solved).length,
    ideas: names.map((idea) => {
      const last = Math.max(...ideas.flatMap((shown) => (shown.idea === idea ? [shown.at] : [])));
      return { idea, corrected: endings.some(({ solved, at }) => solved && at >= last) };
    }),
    wrongMoves,
    stuckAt,
    shape: shapeOf(played.journal),
  };
}

/** The way that counts by the rules: the first or the last one that came to an end, or the best. Where none did, how far the student came. */
function countedEnding(endings: readonly Ending[], level: Level, rules: ClassRules): Ending {
  const ended = endings.filter(({ solved, lost }) => solved || lost);
  if (rules.attempts === 'first') return ended[0] ?? endings.at(-1)!;
  if (rules.attempts === 'last') return ended.at(-1) ?? endings.at(-1)!;
  return endings.reduce((best, one) => (pointsOf(one, level, rules) > pointsOf(best, level, rules) ? one : best));
}

/** Solved, at most par with what was taken back, and questions answered, right or wrong. With hints a level is solved with hints: no points for par. */
function pointsOf({ solved, moves, undone, hints, asked, answered }: Ending, level: Level, { points, par }: ClassRules): number {
  const needed = level.predictions.length > 0 ? Math.max(1, asked) : 0;
  const answers = needed === 0 ? (solved ? points.predictions : 0) : points.predictions * (answered / needed);
  const isShort = par === 'ignore' || (hints === 0 && moves + undone <= level.par);
  return rounded((solved ? points.solved + (isShort ? points.par : 0) : 0) + answers);
}

/** Why a solved level has not all points. */
export type Missing = 'hints' | 'par' | 'answers';

export function missingPoints({ state, hints, moves, undone, par, asked, answered }: LevelGrade, rules: ClassRules): readonly Missing[] {
  if (state !== 'solved' && state !== 'hints') return [];
  const isLong = moves + undone > par;
  return [
    ...(rules.par === 'bonus' && rules.points.par > 0 && (hints > 0 || isLong) ? [hints > 0 ? 'hints' as const : 'par' as const] : []),
    ...(answered < asked && rules.points.predictions > 0 ? ['answers' as const] : []),
  ];
}

function notBegun(level: Level): LevelGrade {
  return { level: level.id, state: 'not-begun', points: 0, par: level.par, moves: 0, undone: 0, hints: 0, wrong: 0, asked: 0, answered: 0, answers: [], ended: 0, won: 0, ideas: [], wrongMoves: {}, stuckAt: null, shape: '' };
}

function shapeOf(journal: readonly JournalEntry[]): string {
  return journal.map((entry) => (entry.kind === 'move' ? printMove(entry.timed.move).replaceAll(/\d+/g, '#') : entry.kind === 'back' ? '<' : '')).filter((token) => token !== '').join('\n');
}

export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Is one journal of each level the beginning of the other's: an earlier state of the same play? */
export function isEarlier(a: HandIn, b: HandIn): boolean {
  return a.levels.every(({ head, journal }) => {
    const later = b.levels.find((one) => one.head.level === head.level)?.journal;
    if (later === undefined) return false;
    // How long a live level had been looked at when the earlier one was handed in says nothing.
    const steps = (all: readonly JournalEntry[]): readonly string[] => all.filter(({ kind }) => kind !== 'until').map((entry) => JSON.stringify(entry));
    const [mine, theirs] = [steps(journal), steps(later)];
    return mine.every((step, index) => step === theirs[index]);
  });
}
