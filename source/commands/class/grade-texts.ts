import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { gradeHandIn, type Graded, type GradeBook } from '../../classroom/grade.ts';

/** What comes of a text, without the moves: they are read again where two hand-ins must be compared. */
export type TextGraded = Omit<Extract<Graded, { ok: true }>, 'handIn'> | Extract<Graded, { ok: false }>;

/** MiB for what a thread makes and drops again: worlds that are played are dropped by the thousand, and what lives on must be small for memory to stay flat. */
const YOUNG = 32;

/** Hand-ins that a thread has before it at once: enough that it never waits. */
const AT_ONCE = 8;

export function gradeText(text: string, book: GradeBook): TextGraded {
  const graded = gradeHandIn(text, book);
  return graded.ok ? { ok: true, grade: graded.grade } : graded;
}

/** Marks texts as they are given, in as many threads as there are processors; run from source, here. `close` ends the threads. */
export function textGrader(book: GradeBook): { readonly grade: (text: string) => Promise<TextGraded>; readonly most: number; readonly close: () => Promise<void> } {
  const file = fileURLToPath(new URL('./grade-worker.mjs', import.meta.url));
  if (!existsSync(file)) return { grade: async (text) => gradeText(text, book), most: 1, close: async () => {} };
  const threads = Array.from({ length: Math.max(1, availableParallelism()) }, () => {
    const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG }, workerData: { pack: book.pack, codes: [...book.codes] } });
    const waiting: { readonly resolve: (graded: TextGraded) => void; readonly reject: (error: unknown) => void }[] = [];
    worker.on('message', (graded: TextGraded) => waiting.shift()?.resolve(graded));
    worker.on('error', (error) => {
      for (const one of waiting.splice(0)) one.reject(error);
    });
    return { worker, waiting };
  });
  return {
    most: threads.length * AT_ONCE,
    grade: (text) => {
      const thread = threads.reduce((least, one) => (one.waiting.length < least.waiting.length ? one : least));
      return new Promise((resolve, reject) => {
        thread.waiting.push({ resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        thread.worker.postMessage(text);
      });
    },
    close: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  };
}
