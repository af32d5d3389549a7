import * as z from 'zod';
import type { HandInGrade, LevelGrade } from './grade.ts';
import { alikePairs, type AlikePair } from './similar.ts';

/** What grades.jsonl begins with: what was graded, by what. */
const labSchema = z.object({ v: z.literal(1), k: z.literal('lab'), pack: z.string(), hash: z.string(), title: z.string(), class: z.string(), engine: z.string(), levels: z.array(z.string()), students: z.int().min(0) });
export type GradedLab = z.infer<typeof labSchema>;

const count = z.number().min(0);
const gradeSchema = z.object({
  level: z.string(),
  state: z.enum(['solved', 'hints', 'not-solved', 'not-begun']),
  points: count,
  par: count,
  moves: count,
  undone: count,
  hints: count,
  wrong: count,
  asked: count,
  answered: count,
  answers: z.array(z.object({ id: z.string(), answer: z.string().nullable(), right: z.boolean().nullable() })),
  ended: count,
  won: count,
  ideas: z.array(z.object({ idea: z.string(), corrected: z.boolean() })),
  wrongMoves: z.record(z.string(), count),
  stuckAt: z.string().nullable(),
  shape: z.string(),
});
const handInSchema = z.object({ k: z.literal('hand-in'), late: z.boolean().nullable(), handle: z.string(), receipt: z.string(), total: count, levels: z.array(gradeSchema) });

export interface GradedClass {
  readonly lab: GradedLab;
  readonly grades: readonly (HandInGrade & { readonly late: boolean | null })[];
}

/** Reads grades.jsonl; the number of the line that is wrong otherwise. */
export function readGraded(text: string): GradedClass | { readonly line: number } {
  const lines = text.split('\n').filter((line) => line !== '');
  const values = lines.map((line): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      return null;
    }
  });
  const lab = labSchema.safeParse(values[0]);
  if (!lab.success) return { line: 1 };
  const grades = values.slice(1).map((value) => handInSchema.safeParse(value));
  const wrong = grades.findIndex((grade) => !grade.success);
  return wrong >= 0 ? { line: wrong + 2 } : { lab: lab.data, grades: grades.map((grade) => grade.data!) };
}

/** A wrong idea in the class: by how many it was shown, and how many of them solved a level after it. */
export interface IdeaReport {
  readonly idea: string;
  readonly seen: number;
  readonly corrected: number;
  readonly kept: number;
  readonly levels: readonly string[];
}

/** One level as an item of a test. */
export interface LevelReport {
  readonly level: string;
  readonly par: number;
  readonly begun: number;
  readonly solved: number;
  readonly withHints: number;
  readonly meanPoints: number;
  /** Share of all hand-ins that solved it. */
  readonly difficulty: number;
  /** Correlation of its points with the points of all other levels; null where there is nothing to compare. */
  readonly discrimination: number | null;
  readonly medianMoves: number | null;
  readonly meanHints: number;
  readonly meanUndone: number;
  /** Moves of those who solved it, by how many took so many. */
  readonly moves: readonly { readonly moves: number; readonly count: number }[];
  /** The last wrong verdict of those who did not solve it. */
  readonly stuck: readonly { readonly name: string; readonly count: number }[];
  /** Wrong verdicts, by how many students got them. */
  readonly wrong: readonly { readonly name: string; readonly count: number }[];
  readonly questions: readonly { readonly id: string; readonly answers: readonly { readonly answer: string | null; readonly right: boolean | null; readonly count: number }[] }[];
}

export interface ClassReport {
  readonly lab: GradedLab;
  readonly handedIn: number;
  readonly late: number;
  readonly meanTotal: number;
  /** Hand-ins by total: 0 to 9, 10 to 19, ... 90 to 100. */
  readonly totals: readonly number[];
  readonly levels: readonly LevelReport[];
  readonly ideas: readonly IdeaReport[];
  readonly alike: readonly AlikePair[];
}

/** What a class has understood, and what not. By handles only; the same grades give the same report. */
export function classReport({ lab, grades }: GradedClass): ClassReport {
  const totals = Array.from({ length: 10 }, () => 0);
  for (const { total } of grades) totals[Math.min(9, Math.floor(total / 10))]!++;
  const levels = lab.levels.map((id) => levelReport(id, grades));
  // Where two moves are enough, all that is right looks alike.
  const chosen = new Set(levels.filter(({ par }) => par > 2).map(({ level }) => level));
  return {
    lab,
    handedIn: grades.length,
    late: grades.filter(({ late }) => late === true).length,
    meanTotal: mean(grades.map(({ total }) => total)),
    totals,
    levels,
    ideas: ideaReports(grades),
    alike: alikePairs(grades.flatMap(({ handle, levels: own }) => own.filter(({ level, state }) => state !== 'not-begun' && chosen.has(level)).map(({ level, shape }) => ({ handle, level, shape })))),
  };
}

function levelReport(level: string, grades: readonly HandInGrade[]): LevelReport {
  const pairs = grades.flatMap((grade) => {
    const own = grade.levels.find((one) => one.level === level);
    return own === undefined ? [] : [{ own, rest: grade.levels.filter((one) => one !== own).reduce((sum, { points }) => sum + points, 0) }];
  });
  const all = pairs.map(({ own }) => own);
  const begun = all.filter(({ state }) => state !== 'not-begun');
  const solved = all.filter(({ state }) => state === 'solved' || state === 'hints');
  const moves = solved.map((one) => one.moves).toSorted((a, b) => a - b);
  return {
    level,
    par: all[0]?.par ?? 0,
    begun: begun.length,
    solved: solved.length,
    withHints: all.filter(({ state }) => state === 'hints').length,
    meanPoints: mean(all.map(({ points }) => points)),
    difficulty: all.length === 0 ? 0 : round(solved.length / all.length),
    discrimination: correlation(pairs.map(({ own, rest }) => [own.points, rest])),
    medianMoves: moves.length === 0 ? null : (moves[Math.floor((moves.length - 1) / 2)]! + moves[Math.ceil((moves.length - 1) / 2)]!) / 2,
    meanHints: mean(begun.map(({ hints }) => hints)),
    meanUndone: mean(begun.map(({ undone }) => undone)),
    moves: [...new Set(moves)].map((number) => ({ moves: number, count: moves.filter((one) => one === number).length })),
    stuck: counted(begun.flatMap(({ stuckAt }) => stuckAt ?? [])),
    wrong: counted(begun.flatMap(({ wrongMoves }) => Object.keys(wrongMoves))).slice(0, 8),
    questions: questionsOf(begun),
  };
}

function questionsOf(begun: readonly LevelGrade[]): LevelReport['questions'] {
  const ids = [...new Set(begun.flatMap(({ answers }) => answers.map(({ id }) => id)))].toSorted();
  return ids.map((id) => {
    const given = begun.flatMap(({ answers }) => answers.filter((one) => one.id === id));
    const texts = counted(given.map(({ answer, right }) => JSON.stringify([answer, right])));
    return { id, answers: texts.map(({ name, count: times }) => {
      const [answer, right] = JSON.parse(name) as [string | null, boolean | null];
      return { answer, right, count: times };
    }) };
  });
}

function ideaReports(grades: readonly HandInGrade[]): readonly IdeaReport[] {
  const shown = grades.flatMap(({ handle, levels }) => levels.flatMap(({ level, ideas }) => ideas.map(({ idea, corrected }) => ({ handle, level, idea, corrected }))));
  return [...new Set(shown.map(({ idea }) => idea))].toSorted().map((idea) => {
    const own = shown.filter((one) => one.idea === idea);
    const handles = [...new Set(own.map(({ handle }) => handle))];
    // The last level in which a student showed it decides.
    const corrected = handles.filter((handle) => own.findLast((one) => one.handle === handle)!.corrected).length;
    return { idea, seen: handles.length, corrected, kept: handles.length - corrected, levels: [...new Set(own.map(({ level }) => level))] };
  });
}

function counted(names: readonly string[]): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, times]) => ({ name, count: times })).toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : round(numbers.reduce((sum, one) => sum + one, 0) / numbers.length);
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}

/** Pearson's; null where one side does not vary. */
function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const n = pairs.length;
  if (n < 3) return null;
  const [a, b] = [pairs.reduce((sum, [x]) => sum + x, 0) / n, pairs.reduce((sum, [, y]) => sum + y, 0) / n];
  const [xy, xx, yy] = pairs.reduce(([p, q, r], [x, y]) => [p + (x - a) * (y - b), q + (x - a) ** 2, r + (y - b) ** 2], [0, 0, 0]);
  return xx < 1e-9 || yy < 1e-9 ? null : round(xy / Math.sqrt(xx * yy));
}
