import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Answer, DialogueJob, Results } from '../../live/job.ts';
import { probe, runJobs, type WhyNot } from '../../live/launch.ts';
import { compareHost, type HostProof } from '../../live/proof/compare-host.ts';
import type { HostPlan } from '../../live/proof/plan-host.ts';
import type { ProvablePlay } from './prove-plans.ts';

/** A kernel that can be led through dialogues. */
export interface AskedKernel {
  /** What `uname -r` says there. */
  readonly release: string;
  /** What is missing to ask it, or its release. */
  readonly probe: () => Promise<{ readonly kernel: string } | WhyNot>;
  /** Asks for all, so many at once; `done` hears of each answer as it comes. */
  readonly ask: <T extends DialogueJob>(jobs: readonly T[], parallel: number, done: (job: T, answer: Answer<Results['dialogue']>) => void) => Promise<void>;
}

/** The worker beside the program as it is shipped, or where the build puts it when this runs from source. */
const WORKERS = ['./live-worker.mjs', '../../../dist/live-worker.mjs'];

/** This machine's kernel; null where the program that asks it was not built. */
export function thisKernel(entry = WORKERS.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path))): AskedKernel | null {
  if (entry === undefined) return null;
  return { release: release(), probe: () => probe(entry), ask: (jobs, parallel, done) => runJobs(entry, jobs, parallel, done) };
}

/** `6.18.44` of `6.18.44-generic`: what comes after is the builder's. */
export function shortRelease({ release: text }: AskedKernel): string {
  return /^\d+(?:\.\d+)*/.exec(text)?.[0] ?? text;
}

export interface Proved {
  readonly play: ProvablePlay;
  readonly proofs: readonly HostProof[];
  /** Hosts that differed at first and were asked once more. */
  readonly again: readonly string[];
  /** Hosts for which the kernel could not be asked, and what it said. */
  readonly failed: readonly { readonly host: string; readonly text: string }[];
}

/** Hosts that are asked at once: their time is mostly waiting. */
const PARALLEL = 6;

/** Puts plays to a kernel. What differs is asked once more, alone: a busy machine may miss a time, and whatever else differs, differs again. */
export async function proveAll(kernel: AskedKernel, plays: readonly ProvablePlay[]): Promise<readonly Proved[]> {
  const found = new Map<HostPlan, HostProof>();
  const failures = new Map<HostPlan, string>();
  const jobs = plays.flatMap(({ plans }) => plans.map((plan) => ({ kind: 'dialogue' as const, dialogue: plan.dialogue, plan })));
  const ask = (some: typeof jobs, parallel: number): Promise<void> =>
    kernel.ask(some, parallel, ({ plan }, answer) => {
      if ('failed' in answer) failures.set(plan, answer.failed.split('\n')[0] ?? '');
      else found.set(plan, compareHost(plan, answer.ok));
    });
  await ask(jobs, PARALLEL);
  const different = new Set(jobs.filter(({ plan }) => found.get(plan)?.same === false));
  await ask([...different], 1);
  const again = new Set([...different].map(({ plan }) => plan));
  return plays.map((play) => ({
    play,
    proofs: play.plans.flatMap((plan) => found.get(plan) ?? []),
    again: play.plans.filter((plan) => again.has(plan)).map(({ host }) => host),
    failed: play.plans.flatMap((plan) => (failures.has(plan) ? [{ host: plan.host, text: failures.get(plan)! }] : [])),
  }));
}
