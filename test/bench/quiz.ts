import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTool } from '../../source/formats/quiz/print-tool.ts';
import { drawQuestion } from '../../source/quiz/draw-question.ts';
import { NO_HISTORY } from '../../source/quiz/history.ts';
import { factsIn, factsVersion, type QuizSet } from '../../source/quiz/quiz-set-format.ts';
import type { Course } from '../../source/quiz/sitting.ts';
import { QUIZ_KEYS } from '../../source/screens/quiz/quiz-keys.ts';
import { quizRows } from '../../source/screens/quiz/quiz-rows.ts';
import { openQuiz, withTold, goneOn } from '../../source/screens/quiz/quiz-state.ts';
import { REVIEWS_FILE } from '../../source/storage/ideas-met.ts';
import { nodeFileSystem } from '../../source/storage/node-file-system.ts';
import { openReviewLog } from '../../source/storage/review-log.ts';
import { reviewLine } from '../../source/storage/review-line.ts';
import { createTheme } from '../../source/theme.tsx';
import { median, percentile, rounded, rounds, type Measure } from './measure.ts';

const NOW = Date.UTC(2026, 0, 5, 9);
const ROUNDS = 200;
const REVIEWS = 100_000;

/** Questions drawn a second over all templates; how long one takes from the key to its rows; how long a long history takes to open. */
export function quizzes(effort: number): Measure[] {
  const set = JSON.parse(readFileSync(join(process.cwd(), 'dist', 'quiz.json'), 'utf8')) as QuizSet;
  return [...drawing(set, effort), ...asking(set, effort), ...opening(set, effort)];
}

function drawing({ templates }: QuizSet, effort: number): Measure[] {
  const draw = (round: string): void => templates.forEach((template) => void drawQuestion(template, round, printTool));
  for (let i = 0; i < rounds(ROUNDS / 4, effort); i++) draw(`w${i}`);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const all = rounds(ROUNDS, effort);
  for (let i = 0; i < all; i++) draw(`s${i}`);
  const { user, system } = process.cpuUsage(cpu);
  const perSecond = (seconds: number): number => Math.round((all * templates.length) / seconds);
  return [
    { name: 'questions drawn', value: perSecond((performance.now() - start) / 1000), unit: 'questions/s', goal: '10000 or more' },
    { name: 'questions drawn, by processor time', value: perSecond((user + system) / 1e6), unit: 'questions/s' },
  ];
}

/** From the key that goes on to the rows of the next question, and from the key that answers to the rows with the model. */
function asking(set: QuizSet, effort: number): Measure[] {
  const course: Course = { set, print: printTool, played: new Set(), skill: null, count: Infinity, engine: '1', dayOf: null, seed: '7' };
  const world = { course, history: () => NO_HISTORY, keep: () => [], now: () => NOW, factsOf: factsIn(set), notices: [] };
  const { glyphs } = createTheme({ name: 'terminal', ascii: false, color: true, reduceMotion: true });
  const view = { course, history: NO_HISTORY, factsOf: factsIn(set), now: NOW, lang: 'en', size: { columns: 120, rows: 40 }, glyphs, keys: QUIZ_KEYS } as const;
  const next: number[] = [];
  const told: number[] = [];
  for (let round = 0; round < rounds(10, effort); round++) {
    let state = openQuiz(world);
    while (state.open !== null) {
      const answered = performance.now();
      state = withTold(state, world, null, null);
      quizRows(state, view);
      const gone = performance.now();
      told.push(gone - answered);
      state = goneOn(state, world);
      quizRows(state, view);
      next.push(performance.now() - gone);
    }
  }
  return [
    { name: 'question after the key, median', value: rounded(median(next)), unit: 'ms', goal: '50 or less' },
    { name: 'question after the key, 99 of 100', value: rounded(percentile(next, 0.99)), unit: 'ms', goal: '50 or less' },
    { name: 'what is told after the key, 99 of 100', value: rounded(percentile(told, 0.99)), unit: 'ms', goal: '50 or less' },
  ];
}

function opening(set: QuizSet, effort: number): Measure[] {
  const folder = mkdtempSync(join(tmpdir(), 'ackademy-bench-'));
  try {
    const count = rounds(REVIEWS, effort);
    const lines = Array.from({ length: count }, (_, n) => reviewLine({ do: 'answer', review: { card: set.templates[n % set.templates.length]!.id, version: 1, seed: n.toString(16).padStart(8, '0'), answer: String(n), right: n % 5 !== 0, idea: n % 5 === 0 ? 'M01' : null, confidence: 'think', hint: false, rating: n % 5 === 0 ? 'again' : 'good', at: NOW - (count - n) * 600_000, took: 20_000, engine: '0.1.0' } }));
    writeFileSync(join(folder, REVIEWS_FILE), lines.join(''));
    const open = (): number => {
      const start = performance.now();
      openReviewLog({ fs: nodeFileSystem, folder, save: true, factsOf: factsIn(set), factsVersion: factsVersion(set) });
      return performance.now() - start;
    };
    const first = open();
    return [
      { name: `history of ${count} answers, opened`, value: rounded(median([open(), open(), open()])), unit: 'ms', goal: '200 or less' },
      { name: 'the same, summed up for the first time', value: rounded(first), unit: 'ms' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
