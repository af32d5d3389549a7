import { existsSync, openSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostHere } from '../../server/seat/host-here.ts';
import type { SeatHost } from '../../server/seat/seat.ts';
import type { LessonStore } from '../../server/store/lesson-store.ts';
import { hostForked } from '../../server/workers/host-forked.ts';
import type { ClassPackOpened } from '../class/open-class-pack.ts';
import { openLesson } from './open-lesson.ts';
import type { WorkerData } from './serve-worker.ts';

/** In the lesson's folder: what workers have to complain of. */
const LOG = 'log.txt';
/** Also on one processor a game that fails takes only some of the others with it. */
const FEWEST = 2;

/** The games of a lesson in as many processes as there are processors; run from source, here. */
export function openSeats(opened: Extract<ClassPackOpened, { ok: true }>, store: LessonStore, folder: string, data: WorkerData): SeatHost {
  const file = fileURLToPath(new URL('./serve-worker.mjs', import.meta.url));
  if (!existsSync(file)) return hostHere(openLesson(opened, store));
  return hostForked({ file, data, workers: Math.max(FEWEST, availableParallelism()), log: openSync(join(folder, LOG), 'a', 0o600) });
}
