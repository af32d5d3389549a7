/**
 * Runs in a process of its own below `unshare -n` (launch.ts): does one job after the other on the real kernel, each in
 * a fresh network namespace. As a worker thread of that process it serves the calls that block.
 */
import { release, setPriority } from 'node:os';
import { isMainThread, workerData } from 'node:worker_threads';
import { parseScript } from '../packetdrill/language/parse-script.ts';
import { runScript } from '../packetdrill/run/run-script.ts';
import { ip } from '../tcp/address.ts';
import { openBench } from './bench.ts';
import { type BlockingCaller, startBlockingCaller } from './blocking-caller.ts';
import { serveBlockingCalls } from './blocking-thread.ts';
import { runOnKernel } from './dialogue/on-kernel.ts';
import type { Answer, Job, Results } from './job.ts';
import { type Libc, loadLibc } from './libc.ts';
import { LiveTarget } from './packetdrill/live-target.ts';

async function perform(job: Job, libc: Libc, blocking: BlockingCaller): Promise<Results[Job['kind']]> {
  switch (job.kind) {
    case 'probe':
      openBench(libc, blocking, { addresses: [ip('192.168.0.1')] }).close();
      return { kernel: release() };
    case 'dialogue':
      return runOnKernel(libc, blocking, job.dialogue);
    case 'script': {
      const parsed = parseScript(job.text);
      return parsed.ok ? runScript(parsed.script, new LiveTarget(libc, blocking)) : { kind: 'unreadable', line: parsed.fault.place.line };
    }
  }
}

async function answerTo(job: Job, libc: Libc, blocking: BlockingCaller): Promise<Answer> {
  try {
    return { ok: await perform(job, libc, blocking) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Times are measured here: whoever may, goes before other programs. Others wait their turn, and some times are missed. */
function goFirst(): void {
  try {
    setPriority(-20);
  } catch {
    // Only root may.
  }
}

async function serveJobs(): Promise<void> {
  const libc = await loadLibc();
  const blocking = await startBlockingCaller(libc, new URL(import.meta.url));
  const serve = async (job: Job): Promise<void> => {
    const answer = await answerTo(job, libc, blocking);
    // A thread that is still blocked would keep this process for ever: whoever asked starts another one.
    process.send?.(answer, () => {
      if (blocking.busy()) process.kill(process.pid, 'SIGKILL');
    });
  };
  process.on('message', (job: Job) => void serve(job));
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // Not before: starting up is what takes most of the processor.
  goFirst();
  process.send?.({ ready: true });
}

if (isMainThread) await serveJobs();
else await serveBlockingCalls((workerData as { readonly blockingCalls: SharedArrayBuffer }).blockingCalls);
