import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { doJob, type CheckAnswer, type CheckJob } from './check-job.ts';

/** MB for objects that live shortly. A search makes and drops whole worlds; with Node's usual size a fifth of its time goes into collecting them. */
const YOUNG_MB = 96;

/**
 * The answers to jobs, in their order: the same as doJob for each, shared among as many threads as there are processors.
 * One job, or a program run from source, is done here. `done` hears of each answer as it comes.
 */
export async function doInThreads(jobs: readonly CheckJob[], done: (answer: CheckAnswer) => void = () => {}): Promise<readonly CheckAnswer[]> {
  const file = fileURLToPath(new URL('./check-worker.mjs', import.meta.url));
  const threads = Math.min(jobs.length, availableParallelism());
  const answers: CheckAnswer[] = [];
  const keep = (index: number, answer: CheckAnswer): void => {
    answers[index] = answer;
    done(answer);
  };
  if (threads < 2 || !existsSync(file)) {
    jobs.forEach((job, index) => keep(index, doJob(job)));
    return answers;
  }
  // Live levels first: one takes as long as twenty others, and must not be what everybody waits for at the end.
  const order = jobs.map((_, index) => index).sort((a, b) => Number(jobs[b]!.level.mode === 'live') - Number(jobs[a]!.level.mode === 'live'));
  const thread = async (): Promise<void> => {
    const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    try {
      for (let index = order.shift(); index !== undefined; index = order.shift()) keep(index, await answer(worker, jobs[index]!));
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, thread));
  return answers;
}

function answer(worker: Worker, job: CheckJob): Promise<CheckAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (found: CheckAnswer) => {
      worker.off('error', reject);
      resolve(found);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(job);
  });
}
