import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Level } from '../../level/level.ts';
import type { LevelReport } from '../../level/report.ts';
import { checkOne } from './check-one.ts';

/** MB for objects that live shortly. A search makes and drops whole worlds; with Node's usual size a fifth of its time goes into collecting them. */
const YOUNG_MB = 96;

/**
 * The reports of levels, in their order: the same as checkLevels, whose work is shared among as many threads as there
 * are processors. One level, or a program run from source, is checked here.
 */
export async function checkInThreads(levels: readonly Level[]): Promise<readonly LevelReport[]> {
  const file = fileURLToPath(new URL('./check-worker.mjs', import.meta.url));
  const threads = Math.min(levels.length, availableParallelism());
  if (threads < 2 || !existsSync(file)) return levels.map(checkOne);
  const reports: LevelReport[] = [];
  // Live levels first: one takes as long as twenty others, and must not be what everybody waits for at the end.
  const order = levels.map((_, index) => index).sort((a, b) => Number(levels[b]!.mode === 'live') - Number(levels[a]!.mode === 'live'));
  const thread = async (): Promise<void> => {
    const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    try {
      for (let index = order.shift(); index !== undefined; index = order.shift()) reports[index] = await answer(worker, levels[index]!);
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, thread));
  return reports;
}

function answer(worker: Worker, level: Level): Promise<LevelReport> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (report: LevelReport) => {
      worker.off('error', reject);
      resolve(report);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(level);
  });
}
