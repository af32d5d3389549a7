import { parentPort } from 'node:worker_threads';
import { checkLevel } from '../level/check.ts';
import type { Level } from '../level/level.ts';
import { sessionEngine } from '../referee/session-engine.ts';
import { verdictNames } from '../referee/verdict-names.ts';

/** A thread that proves one level after the other: a level comes in, its report goes out. See check-in-threads.ts. */
const options = { verdictNames: verdictNames() };
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.on('message', (level: Level) => parentPort?.postMessage(checkLevel(level, sessionEngine, options)));
