/**
 * Runs in a process of its own below `unshare -n` (launch.ts): does one job after the other on the real kernel, each in
 * a fresh network namespace. As a worker thread of that process it serves the calls that block.
 */
import { release } from 'node:os';
import { isMainThread, workerData } from 'node:worker_threads';
import { ip } from '../tcp/address.ts';
import { openBench } from './bench.ts';
import { type BlockingCaller, startBlockingCaller } from './blocking-caller.ts';
import { serveBlockingCalls } from './blocking-thread.ts';
import { runOnKernel } from './dialogue/on-kernel.ts';
import type { Answer, Job, JobResult } from './job.ts';
import { type Libc, loadLibc } from './libc.ts';

function perform(job: Job, libc: Libc, blocking: BlockingCaller): JobResult {
  switch (job.kind) {
    case 'probe':
      openBench(libc, blocking, { addresses: [ip('192.168.0.1')] }).close();
      return { kind: 'probe', kernel: release() };
    case 'dialogue':
      return { kind: 'dialogue', transcript: runOnKernel(libc, blocking, job.dialogue) };
  }
}

async function serveJobs(): Promise<void> {
  const libc = await loadLibc();
  const blocking = await startBlockingCaller(libc, new URL(import.meta.url));
  process.on('message', (job: Job) => {
    let answer: Answer;
    try {
      answer = { ok: perform(job, libc, blocking) };
    } catch (error) {
      answer = { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    // A thread that is still blocked would keep this process for ever: whoever asked starts another one.
    process.send?.(answer, () => {
      if (blocking.busy()) process.kill(process.pid, 'SIGKILL');
    });
  });
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.send?.({ ready: true });
}

if (isMainThread) await serveJobs();
else await serveBlockingCalls((workerData as { readonly blockingCalls: SharedArrayBuffer }).blockingCalls);
