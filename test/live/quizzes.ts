import { readFileSync } from 'node:fs';
import type { AskedKernel } from '../../source/commands/prove/prove-ask.ts';
import { compareHost, type HostProof } from '../../source/live/proof/compare-host.ts';
import type { HostPlan } from '../../source/live/proof/plan-host.ts';
import type { ScriptJob } from '../../source/live/job.ts';
import { runJobs } from '../../source/live/launch.ts';
import type { QuizSet } from '../../source/quiz/quiz-set-format.ts';
import type { Template } from '../../source/quiz/template.ts';
import { ASKED_SEEDS, type KernelAnswer } from '../quiz/kernel-answers.ts';
import { lived, planHash, plansOf, scriptsOf } from '../quiz/lived.ts';
import { resultOf } from '../packetdrill/run-on-twin.ts';
import { resultLine } from './scripts.ts';

/** As the build compiled them: those of these ids, or all where none is named. */
export function builtTemplates(dist: string, cards: readonly string[]): readonly Template[] {
  const { templates } = JSON.parse(readFileSync(`${dist}/quiz.json`, 'utf8')) as QuizSet;
  return cards.length === 0 ? templates : templates.filter(({ id }) => cards.includes(id));
}

/** Longer waits of the runner are late by a thousandth, by 100 ms at most: poll(2) counts in such steps (fs/select.c). The dialogues look closer. */
const PATIENCE = '--tolerance_usecs=100000';

/** How often what did not pass is asked again, alone. */
const QUIET_TRIES = 3;

interface Put {
  readonly card: string;
  readonly seed: string;
  readonly plan: HostPlan;
}

export interface QuizzesTold {
  readonly lines: readonly string[];
  readonly wrong: number;
  /** To be kept, where nothing differs. */
  readonly recorded: readonly KernelAnswer[];
}

/** Puts questions of every template to a kernel, host by host. What differs is asked once more, alone: a busy machine may miss a time. */
export async function askQuizzes(kernel: AskedKernel, templates: readonly Template[], parallel: number): Promise<QuizzesTold> {
  const puts = templates.flatMap((template) => ASKED_SEEDS.flatMap((seed) => plansOf(lived(template, seed)).map((plan): Put => ({ card: template.id, seed, plan }))));
  const answers = new Map<Put, KernelAnswer>();
  const proofs = new Map<Put, HostProof>();
  const failed = new Map<Put, string>();
  const ask = (some: readonly Put[], atOnce: number): Promise<void> =>
    kernel.ask(some.map((put) => ({ kind: 'dialogue' as const, dialogue: put.plan.dialogue, put })), atOnce, ({ put }, answer) => {
      if ('failed' in answer) {
        failed.set(put, answer.failed.split('\n')[0] ?? '');
        return;
      }
      failed.delete(put);
      const { made, sent, endStates, counters } = answer.ok;
      proofs.set(put, compareHost(put.plan, answer.ok));
      answers.set(put, { card: put.card, seed: put.seed, host: put.plan.host, hash: planHash(put.plan), kernel: { made, sent, ...(endStates ? { endStates } : {}), counters } });
    });
  // The longest first: all others pass beside them.
  await ask(puts.toSorted((a, b) => b.plan.dialogue.until - a.plan.dialogue.until), parallel);
  await ask(puts.filter((put) => failed.has(put) || proofs.get(put)?.same === false), 1);
  const wrong = puts.filter((put) => proofs.get(put)?.same !== true);
  return {
    wrong: wrong.length,
    lines: [
      ...wrong.map((put) => `FAIL quiz ${put.card}, seed ${put.seed}, host ${put.plan.host}: ${failed.get(put) ?? differenceIn(proofs.get(put)!)}`),
      `quizzes ${new Set(puts.map(({ card }) => card)).size}  questions ${new Set(puts.map(({ card, seed }) => `${card} ${seed}`)).size}  hosts ${puts.length}  different or failed ${wrong.length}`,
    ],
    recorded: [...answers.values()],
  };
}

function differenceIn({ rungs, states }: HostProof): string {
  const rung = rungs.find(({ difference }) => difference !== null);
  if (!rung) return `states expected ${states.twin.join(', ')} got ${states.kernel.join(', ')}`;
  return `${rung.difference} at ${rung.at.toFixed(1)} ms: expected ${rung.twin?.text ?? 'nothing'} got ${rung.kernel?.text ?? 'nothing'}`;
}

/** The same questions as packetdrill scripts, where a script can say them, through the language, the runner and the real kernel. */
export async function runQuizScripts(entry: string, templates: readonly Template[], parallel: number): Promise<{ readonly lines: readonly string[]; readonly wrong: number }> {
  const jobs = await scriptJobs(templates);
  const results = new Map<string, string>();
  const run = (some: typeof jobs, atOnce: number): Promise<void> => runJobs(entry, some, atOnce, ({ name }, answer) => void results.set(name, resultLine({ answer })));
  await run(jobs, parallel);
  // A busy machine misses a time now and then.
  for (let tries = 0; tries < QUIET_TRIES; tries++) await run(jobs.filter(({ name }) => results.get(name) !== 'PASS'), 1);
  const bad = [...results].filter(([, line]) => line !== 'PASS');
  return { wrong: bad.length, lines: [...bad.map(([name, line]) => `${line}  quiz ${name}`), `quiz scripts ${jobs.length}  not passed ${bad.length}`] };
}

/** Scripts that the simulated kernel passes: as everywhere, one that it does not pass is no script of that conversation. */
async function scriptJobs(templates: readonly Template[]): Promise<readonly (ScriptJob & { readonly name: string })[]> {
  const jobs = templates.flatMap((template) => ASKED_SEEDS.flatMap((seed) => scriptsOf(lived(template, seed)).map(({ host, text }) => ({ kind: 'script' as const, text: `${PATIENCE}\n${text}`, name: `${template.id}, seed ${seed}, host ${host}` }))));
  const passed = await Promise.all(jobs.map(async ({ text }) => (await resultOf(text)) === 'pass'));
  return jobs.filter((_, index) => passed[index]);
}
