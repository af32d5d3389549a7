import { parentPort } from 'node:worker_threads';
import type { Level } from '../../level/level.ts';
import { checkOne } from './check-one.ts';

/** A thread that proves one level after the other: a level comes in, its report goes out. See check-in-threads.ts. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.on('message', (level: Level) => parentPort?.postMessage(checkOne(level)));
