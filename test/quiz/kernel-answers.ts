import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transcript } from '../../source/live/dialogue/dialogue.ts';

/** What a real kernel did when it was led through what a host of a question lived through. */
export interface KernelAnswer {
  readonly card: string;
  readonly seed: string;
  readonly host: string;
  /** planHash() of what it was led through. */
  readonly hash: string;
  readonly kernel: Pick<Transcript, 'made' | 'sent' | 'endStates' | 'counters'>;
}

/** Questions that are put to it. */
export const ASKED_SEEDS: readonly string[] = ['1', '2', '3'];

const FILE = join(import.meta.dirname, 'kernel-answers.jsonl');

/** The kernel's release, and all that was recorded; `npm run test:kernel -- --quizzes --record test/quiz/kernel-answers.jsonl` writes it. */
export function readKernelAnswers(file = FILE): { readonly release: string; readonly answers: readonly KernelAnswer[] } {
  const [head = '{}', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return { release: (JSON.parse(head) as { kernel: string }).kernel, answers: lines.map((line) => JSON.parse(line) as KernelAnswer) };
}

/** Puts answers in place of what the file had about the same cards. Times are rounded to 0.01 ms. */
export function keepKernelAnswers(file: string, release: string, answers: readonly KernelAnswer[]): void {
  const asked = new Set(answers.map(({ card }) => card));
  const others = existsSync(file) ? readKernelAnswers(file).answers.filter(({ card }) => !asked.has(card)) : [];
  const sorted = [...others, ...answers].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rounded = (_key: string, value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  writeFileSync(file, `${[JSON.stringify({ kernel: release }), ...sorted.map((one) => JSON.stringify(one, rounded))].join('\n')}\n`);
}

function keyOf({ card, seed, host }: KernelAnswer): string {
  return `${card} ${seed} ${host}`;
}
