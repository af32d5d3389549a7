import type { ClassReport, LevelReport } from '../../classroom/report.ts';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';

/** A part of a report, for every form of it: a table, and in a page bars beside it. */
export interface ReportSection {
  readonly title: string;
  readonly note: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** The column whose numbers are drawn as bars; null: none. */
  readonly bars: number | null;
}

/** What the levels are called, and what their questions and answers say, in the reader's language. */
export interface LevelWords {
  readonly title: (level: string) => string;
  readonly question: (level: string, id: string) => string;
  /** What a verdict says, by its name; empty where there is no such text. */
  readonly verdict: (name: string) => string;
  readonly answer: (level: string, id: string, key: string) => string;
}

export function reportTitle({ lab }: ClassReport, lang: Lang): string {
  return message(lang, 'class.report.title', { title: lab.title, name: lab.class });
}

/** One line on what the report is of. */
export function reportSummary({ lab, handedIn, late, meanTotal }: ClassReport, lang: Lang): string {
  return message(lang, 'class.report.summary', { handed: handedIn, of: lab.students, late, mean: meanTotal, engine: lab.engine, pack: lab.pack, hash: lab.hash });
}

/** All parts of a report; those without rows are left out. */
export function reportSections(report: ClassReport, words: LevelWords, lang: Lang): readonly ReportSection[] {
  const say = (id: Parameters<typeof message>[1]): string => message(lang, id);
  const section = (name: 'ideas' | 'items' | 'stuck' | 'wrong' | 'questions' | 'totals' | 'moves' | 'alike', header: readonly string[], rows: ReportSection['rows'], bars: number | null = null): ReportSection => ({ title: say(`class.report.${name}`), note: say(`class.report.${name}-note`), header, rows, bars });
  const named = (level: string): string => `${level}: ${words.title(level)}`;
  const each = <T>(pick: (level: LevelReport) => readonly T[], row: (level: LevelReport, one: T) => readonly (string | number)[]): ReportSection['rows'] => report.levels.flatMap((level) => pick(level).map((one) => row(level, one)));
  const [level, n] = [say('class.report.level'), say('class.report.n')];
  return [
    section('ideas', [say('class.report.idea'), say('class.report.says'), say('class.report.seen'), say('class.report.corrected'), say('class.report.kept'), say('class.report.where')],
      report.ideas.toSorted((a, b) => b.kept - a.kept || b.seen - a.seen).map(({ idea, seen, corrected, kept, levels }) => [idea, ideaText(idea, lang), seen, corrected, kept, levels.join(', ')]), 4),
    section('items', [level, say('class.report.begun'), say('class.report.solved'), say('class.report.hinted'), say('class.report.points'), say('class.report.difficulty'), say('class.report.discrimination'), say('class.report.median'), say('class.report.par'), say('class.report.hints'), say('class.report.undone')],
      report.levels.map((one) => [named(one.level), one.begun, one.solved, one.withHints, one.meanPoints, one.difficulty, one.discrimination ?? '-', one.medianMoves ?? '-', one.par, one.meanHints, one.meanUndone]), 2),
    section('stuck', [level, say('class.report.verdict'), say('class.report.means'), n], each((one) => one.stuck, (one, { name, count }) => [named(one.level), name === '-' ? say('class.report.no-verdict') : name, words.verdict(name), count]), 3),
    section('wrong', [level, say('class.report.verdict'), say('class.report.means'), n], each((one) => one.wrong, (one, { name, count }) => [named(one.level), name, words.verdict(name), count]), 3),
    section('questions', [level, say('class.report.question'), say('class.report.answer'), say('class.report.right'), n],
      each((one) => one.questions.flatMap(({ id, answers }) => answers.map((answer) => ({ id, ...answer }))), (one, { id, answer, right, count }) => [named(one.level), words.question(one.level, id), answer === null ? say('class.report.skipped') : words.answer(one.level, id, answer), right === null ? '-' : say(right ? 'class.report.yes' : 'class.report.no'), count]), 4),
    section('totals', [say('class.report.total'), n], report.totals.flatMap((count, index) => (count === 0 ? [] : [[index === 9 ? '90-100' : `${index * 10}-${index * 10 + 9}`, count]])), 1),
    section('moves', [level, say('class.report.moves-of'), n], each((one) => one.moves, (one, { moves, count }) => [named(one.level), moves <= one.par ? message(lang, 'class.report.at-par', { moves }) : moves, count]), 2),
    section('alike', [say('class.report.handles'), say('class.report.levels'), say('class.report.chance')],
      report.alike.map(({ handles, levels, chance }) => [handles.join(', '), levels.map(({ level: id, same, of }) => `${id} (${same}/${of})`).join(', '), chance < 0.001 ? '< 0.001' : Math.round(chance * 1000) / 1000])),
  ].filter(({ rows }) => rows.length > 0);
}

/** What such a person thinks, as the game says it; only the name where there is no such text. */
function ideaText(idea: string, lang: Lang): string {
  const text = say(lang, { id: `misconception.${idea}.think` });
  return text.startsWith('<') ? idea : text;
}
