import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MEASURED_PROFILE } from '../kernel/profile.ts';
import type { Lang } from '../language.ts';
import { probe, runJobs, type WhyNot } from '../live/launch.ts';
import { compareHost, type HostProof } from '../live/proof/compare-host.ts';
import type { HostPlan } from '../live/proof/plan-host.ts';
import { message, say } from '../message/say.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Command, ExitCode, Invocation } from './command.ts';
import { languageFor } from './language-choice.ts';
import { openRun } from './open-run.ts';
import { keepProof } from './prove-keep.ts';
import { lateness, proofLines } from './prove-lines.ts';
import { planRun, planSolution, type ProvablePlay } from './prove-plans.ts';
import { findLevel, isLevel, readCourse } from './read-course.ts';
import { complain, print, printJson } from './shell.ts';
import { wordsAreWrong } from './usage.ts';

/** What `ackademy prove --json` prints. */
export interface ProveJson {
  readonly format: 'ackademy-prove';
  readonly version: 1;
  readonly kernel: string;
  /** Nothing differed. */
  readonly ok: boolean;
  readonly levels: readonly {
    readonly level: string;
    readonly seed: string;
    readonly why: ProvablePlay['why'];
    readonly hosts: readonly {
      readonly host: string;
      readonly same: boolean;
      readonly segments: readonly { readonly at: number; readonly twin: string | null; readonly kernel: string | null; readonly late: string | null; readonly difference: string | null }[];
      readonly states: HostProof['states'];
    }[];
  }[];
}

/** Variants that are proved when no seed is named. */
const SEEDS = ['1', '2', '3'];
/** Hosts that are asked at once: their time is mostly waiting. */
const PARALLEL = 6;
/** The worker beside the program as it is shipped, or where the build puts it when this runs from source. */
const WORKERS = ['./live-worker.mjs', '../../dist/live-worker.mjs'];

interface Proved {
  readonly play: ProvablePlay;
  readonly proofs: readonly HostProof[];
}

/** `ackademy prove LEVEL...`: the model solution, or a run file, on the real kernel. 0 when nothing differs, 1 when something does or it cannot be asked. */
export const prove: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'prove', { least: 1, most: 1000 })) return 2;
  const lang = languageFor(invocation);
  const plays = playsOf(invocation, lang);
  if (typeof plays === 'number') return plays;
  const entry = WORKERS.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
  if (entry === undefined) {
    complain(shell, message(lang, 'prove.missing.worker'));
    return 1;
  }
  const able = await probe(entry);
  if ('missing' in able) {
    complain(shell, missingText(able, lang));
    return 1;
  }
  const kernel = shortRelease();
  const failures: string[] = [];
  const proved = await proveAll(entry, plays, (level, host, text) => failures.push(message(lang, 'prove.failed', { level, host, text: visible(text) })));
  const ok = failures.length === 0 && proved.every(({ play, proofs }) => play.why !== 'not-won' && proofs.every(({ same }) => same));
  if (options.json) printJson(shell, asJson(kernel, ok, proved));
  else tell(invocation, proved, kernel, lang);
  complain(shell, ...failures);
  if (options.save && options.seed === null && words.every((word) => !isRun(word))) keepAll(invocation, proved, failures.length === 0, kernel, lang);
  return ok ? 0 : 1;
};

function isRun(word: string): boolean {
  return word.endsWith('.json') || word.includes('/') || existsSync(word);
}

function playsOf({ words, options, shell }: Invocation, lang: Lang): readonly ProvablePlay[] | ExitCode {
  const plays: ProvablePlay[] = [];
  for (const word of words) {
    if (isRun(word)) {
      const opened = openRun(word, lang);
      if (!opened.ok) {
        complain(shell, opened.text);
        return 3;
      }
      plays.push(planRun(opened.run, opened.drawn));
      continue;
    }
    const level = findLevel(readCourse(), word);
    if (!isLevel(level)) {
      complain(shell, say(lang, level));
      return 2;
    }
    plays.push(...(options.seed === null ? SEEDS : [options.seed]).map((seed) => planSolution(level, seed)));
  }
  return plays;
}

function missingText({ missing, detail }: WhyNot, lang: Lang): string {
  return message(lang, `prove.missing.${missing}`, { detail: visible(detail.split('\n')[0] ?? '') });
}

/** `6.18.44` of `6.18.44-generic`: what comes after is the builder's. */
function shortRelease(): string {
  return /^\d+(?:\.\d+)*/.exec(release())?.[0] ?? release();
}

async function proveAll(entry: string, plays: readonly ProvablePlay[], failed: (level: string, host: string, text: string) => void): Promise<readonly Proved[]> {
  const found = new Map<HostPlan, HostProof>();
  const jobs = plays.flatMap((play) => play.plans.map((plan) => ({ kind: 'dialogue' as const, dialogue: plan.dialogue, plan, play })));
  const ask = async (some: typeof jobs, parallel: number): Promise<void> => {
    await runJobs(entry, some, parallel, ({ plan, play }, answer) => {
      if ('failed' in answer) failed(play.level.id, plan.host, answer.failed.split('\n')[0] ?? '');
      else found.set(plan, compareHost(plan, answer.ok));
    });
  };
  await ask(jobs, PARALLEL);
  // A busy machine may miss a time: once more, one at a time.
  await ask(jobs.filter(({ plan }) => found.get(plan)?.same === false), 1);
  return plays.map((play) => ({ play, proofs: play.plans.flatMap((plan) => found.get(plan) ?? []) }));
}

function tell({ shell }: Invocation, proved: readonly Proved[], kernel: string, lang: Lang): void {
  print(shell, message(lang, 'prove.kernel', { release: kernel, profile: MEASURED_PROFILE }));
  const said = new Set<string>();
  for (const { play, proofs } of proved) {
    const { level, seed, why } = play;
    if (why !== null) {
      const text = message(lang, `prove.why.${why}`, { level: level.id, seed, profile: level.kernel });
      if (!said.has(text)) print(shell, text);
      said.add(text);
    }
    for (const proof of proofs) print(shell, ...proofLines({ level: level.id, seed, proof }, kernel, lang));
  }
  const all = proved.flatMap(({ proofs }) => proofs);
  if (all.length === 0) return;
  const counts = {
    levels: new Set(proved.filter(({ proofs }) => proofs.length > 0).map(({ play }) => play.level.id)).size,
    hosts: all.length,
    segments: all.reduce((sum, { rungs }) => sum + rungs.length, 0),
    release: kernel,
    different: all.filter(({ same }) => !same).length,
  };
  print(shell, message(lang, counts.different === 0 ? 'prove.summary' : 'prove.summary-differs', counts));
}

/** A proof of all variants that are proved without being asked for one. */
function keepAll({ shell, options }: Invocation, proved: readonly Proved[], complete: boolean, kernel: string, lang: Lang): void {
  const ids = new Set(proved.map(({ play }) => play.level.id));
  for (const id of ids) {
    const own = proved.filter(({ play }) => play.level.id === id);
    const proofs = own.flatMap((one) => one.proofs);
    if (!complete || proofs.length === 0 || own.some(({ play }) => play.why !== null) || proofs.some(({ same }) => !same)) continue;
    const today = new Date().toISOString().slice(0, 10);
    const file = keepProof(id, { kernel, date: today, seeds: own.map(({ play }) => play.seed), hosts: proofs.length, segments: proofs.reduce((sum, { rungs }) => sum + rungs.length, 0) });
    if (file !== null && !options.json) print(shell, message(lang, 'prove.kept', { file }));
  }
}

function asJson(kernel: string, ok: boolean, proved: readonly Proved[]): ProveJson {
  return {
    format: 'ackademy-prove',
    version: 1,
    kernel,
    ok,
    levels: proved.map(({ play, proofs }) => ({
      level: play.level.id,
      seed: play.seed,
      why: play.why,
      hosts: proofs.map(({ host, same, rungs, states }) => ({
        host,
        same,
        segments: rungs.map((rung) => ({ at: rung.at, twin: rung.twin?.text ?? null, kernel: rung.kernel?.text ?? null, late: lateness(rung), difference: rung.difference })),
        states,
      })),
    })),
  };
}
