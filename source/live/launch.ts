import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type { Answer, Job, Results } from './job.ts';

/** What is missing where the real kernel cannot be asked. */
export type Missing = 'linux' | 'koffi' | 'unshare' | 'tun' | 'namespace';
export type WhyNot = { readonly missing: Missing; readonly detail: string };

/** A process in a network namespace of its own that does jobs one after the other. */
export interface LiveWorker {
  run<T extends Job>(job: T): Promise<Answer<Results[T['kind']]>>;
  stop(): void;
  /** False once the process has ended. */
  alive(): boolean;
}

/** Looks at what can be seen without starting anything; null when nothing is missing so far. */
export function whyNotLive(env: Readonly<Record<string, string | undefined>> = process.env): WhyNot | null {
  if (process.platform !== 'linux') return { missing: 'linux', detail: process.platform };
  try {
    createRequire(import.meta.url).resolve('koffi');
  } catch {
    return { missing: 'koffi', detail: '' };
  }
  if (!(env['PATH'] ?? '').split(delimiter).some((folder) => whyNot(join(folder, 'unshare'), constants.X_OK) === null)) return { missing: 'unshare', detail: env['PATH'] ?? '' };
  const refused = whyNot('/dev/net/tun', constants.R_OK | constants.W_OK);
  return refused === null ? null : { missing: 'tun', detail: refused };
}

/** What the system says to that access, `EACCES`; null when it allows it. */
function whyNot(path: string, mode: number): string | null {
  try {
    accessSync(path, mode);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/**
 * Starts a worker below `unshare -n`, or `unshare -rn` for who is not root: nothing that it sends can leave that
 * namespace. `entry` is the built file of worker.ts. Rejects with what the process said where it does not come up.
 */
export async function startWorker(entry: string): Promise<LiveWorker> {
  const rights = process.getuid?.() === 0 ? ['-n'] : ['-rn'];
  const child = spawn('unshare', [...rights, '--', process.execPath, entry], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
  await readiness(child, () => complaint);
  let alive = true;
  child.on('exit', () => (alive = false));
  return {
    run: (job) => answerOf<Results[(typeof job)['kind']]>(child, job, () => complaint),
    stop: () => child.kill('SIGKILL'),
    alive: () => alive,
  };
}

function readiness(child: ChildProcess, complaint: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(complaint().trim() || `the worker ended with ${code}`)));
  });
}

function answerOf<R>(child: ChildProcess, job: Job, complaint: () => string): Promise<Answer<R>> {
  return new Promise((resolve) => {
    const onMessage = (answer: Answer<R>): void => settle(answer);
    const onExit = (code: number | null): void => settle({ failed: complaint().trim() || `the worker ended with ${code}` });
    const settle = (answer: Answer<R>): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer);
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(job);
  });
}

/**
 * Does all jobs with so many workers at once; `done` hears of each answer as it comes. A worker that ended is replaced.
 * Resolves when all are done.
 */
export async function runJobs<T extends Job>(entry: string, jobs: readonly T[], parallel: number, done: (job: T, answer: Answer<Results[T['kind']]>) => void): Promise<void> {
  const left = [...jobs];
  await Promise.all(Array.from({ length: Math.min(parallel, jobs.length) }, async () => {
    const workers: LiveWorker[] = [];
    for (let job = left.shift(); job; job = left.shift()) {
      if (!workers.at(-1)?.alive()) workers.push(await startWorker(entry));
      done(job, await workers.at(-1)!.run(job));
    }
    workers.at(-1)?.stop();
  }));
}

/** Starts one worker and opens one bench with it: what is missing, or the kernel's release. */
export async function probe(entry: string): Promise<{ readonly kernel: string } | WhyNot> {
  const missing = whyNotLive();
  if (missing) return missing;
  try {
    const worker = await startWorker(entry);
    const answer = await worker.run({ kind: 'probe' });
    worker.stop();
    if ('failed' in answer) return { missing: /tun|TUN/.test(answer.failed) ? 'tun' : 'namespace', detail: answer.failed };
    return answer.ok;
  } catch (error) {
    return { missing: 'namespace', detail: error instanceof Error ? error.message : String(error) };
  }
}
