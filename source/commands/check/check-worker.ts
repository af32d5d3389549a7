import { parentPort } from 'node:worker_threads';
import { doJob, type CheckJob } from './check-job.ts';

/** A thread that does one job after the other: a level comes in, what is found of it goes out. See check-in-threads.ts. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.on('message', (job: CheckJob) => parentPort?.postMessage(doJob(job)));
