import type { ClassPack } from '../../classroom/class-pack.ts';
import { levelsOfPack } from '../../classroom/grade.ts';
import { hostHere } from '../../server/seat/host-here.ts';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { serveSeats } from '../../server/workers/serve-seats.ts';
import type { ToWorker } from '../../server/workers/worker-messages.ts';
import { courseOf } from '../class/open-class-pack.ts';
import { readCourse } from '../course/read-course.ts';
import { openLesson } from './open-lesson.ts';

/** What a worker is told when it is started. */
export interface WorkerData {
  readonly pack: ClassPack;
  readonly database: string;
  readonly lesson: string;
}

/** A process in which some of a lesson's games are played: see server/workers/host-forked.ts. It ends with the process that has started it. */
const { pack, database, lesson } = JSON.parse(process.argv[2]!) as WorkerData;
const { levels } = levelsOfPack(pack, readCourse().levels);
const store = openSqliteStore(database, lesson);
const seats = hostHere(openLesson({ pack, course: courseOf(pack, levels), levels }, store));
const hear = serveSeats(seats, (message) => void process.send?.(message));

// The terminal's Ctrl-C reaches this process, too, but the lesson's end is not its to begin. Ink adds listeners for each game.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});
process.setMaxListeners(0);
process.on('message', (message: ToWorker) => hear(message));
// Nobody is there to play for, and everything that was played is kept.
process.on('disconnect', () => void process.kill(process.pid, 'SIGKILL'));
