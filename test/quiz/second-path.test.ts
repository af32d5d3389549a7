import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../source/live/dialogue/dialogue.ts';
import { compareHost } from '../../source/live/proof/compare-host.ts';
import type { HostPlan } from '../../source/live/proof/plan-host.ts';
import type { WrittenAsk } from '../../source/quiz/template-schema.ts';
import type { Template } from '../../source/quiz/template.ts';
import { hostOf } from '../../source/world/world.ts';
import { resultOf } from '../packetdrill/run-on-twin.ts';
import { ASKED_SEEDS, readKernelAnswers, type KernelAnswer } from './kernel-answers.ts';
import { lived, planHash, plansOf, scriptsOf, type Lived } from './lived.ts';
import { shippedTemplates } from './templates.ts';

/** Where no real kernel of this release can be asked, and what shows the rule instead. */
const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  // Its flood is counted and not kept, segment by segment: test/conformance/queues/crowded-queue-forgets-sooner.pkt and syn-queue-full-without-cookies.pkt.
  'slow-flood': 'no single segments',
  // Another Linux, read and not measured: test/kernel/profiles.
  'nat-and-recycle': 'Linux 3.10',
};
/** Packetdrill scripts are made from more seeds than the real kernel was asked about. */
const SCRIPT_SEEDS: readonly string[] = [...ASKED_SEEDS, ...Array.from({ length: 17 }, (_, index) => `script ${index}`)];

const { release, answers } = readKernelAnswers();
const templates = shippedTemplates();

/** What Linux did with it; null: it was asked about something else. */
function recordedFor(card: string, seed: string, plan: HostPlan): KernelAnswer | null {
  return answers.find((one) => one.card === card && one.seed === seed && one.host === plan.host && one.hash === planHash(plan)) ?? null;
}

/** Results of calls and states on the way were not kept. */
function transcriptOf({ kernel }: KernelAnswer): Transcript {
  return { ...kernel, ended: 0, results: [], states: [] };
}

describe(`the truth of a quiz, as Linux ${release} was recorded to do it`, () => {
  it.each(templates.map((template) => [template.id, template] as const))('%s: each host sent the same segments at the same times, and ended in the same states', (id, template) => {
    const asked = ASKED_SEEDS.flatMap((seed) => plansOf(lived(template, seed)).map((plan) => ({ seed, plan })));
    if (id in SHOWN_ELSEWHERE) {
      expect(asked).toEqual([]);
      return;
    }
    expect(asked.length).toBeGreaterThan(0);
    const missing = asked.filter(({ seed, plan }) => recordedFor(id, seed, plan) === null).map(({ seed, plan }) => `${seed} ${plan.host}: npm run test:kernel -- --quizzes --record test/quiz/kernel-answers.jsonl`);
    expect(missing).toEqual([]);
    const different = asked.filter(({ seed, plan }) => !compareHost(plan, transcriptOf(recordedFor(id, seed, plan)!)).same);
    expect(different.map(({ seed, plan }) => `${seed} ${plan.host}`)).toEqual([]);
  });

  it.each(templates.filter(readsCounters).map((template) => [template.id, template] as const))('%s: the counters that it reads stood where Linux had them', (id, template) => {
    for (const seed of ASKED_SEEDS) {
      const one = lived(template, seed);
      for (const plan of plansOf(one)) {
        const { kernel } = recordedFor(id, seed, plan)!;
        for (const name of countersRead(template)) expect({ seed, host: plan.host, name, count: kernel.counters[name] ?? 0 }).toEqual({ seed, host: plan.host, name, count: counterOf(one, plan.host, name) });
      }
    }
  });

  it('would show another truth', () => {
    const template = templates.find(({ id }) => id === 'ack-of-a-syn')!;
    const plan = plansOf(lived(template, '1')).find(({ host }) => host === 'server')!;
    const heard = transcriptOf(recordedFor('ack-of-a-syn', '1', plan)!);
    expect(compareHost(plan, heard).same).toBe(true);
    expect(compareHost(plan, { ...heard, sent: heard.sent.map((sent) => ({ ...sent, text: sent.text.replace(/ack \d+/, 'ack 7') })) }).same).toBe(false);
    expect(compareHost(plan, { ...heard, endStates: [] }).same).toBe(false);
  });

  it('was asked about nothing that is no question any more', () => {
    const ids = new Set(templates.map(({ id }) => id));
    expect(answers.filter(({ card }) => !ids.has(card))).toEqual([]);
  });
});

describe('questions as packetdrill scripts, read back and run', () => {
  it('pass on the simulated kernel for most templates: a script cannot say several connections, or bytes that wait', async () => {
    const passed = new Set<string>();
    const results: boolean[] = [];
    for (const template of templates) {
      for (const seed of SCRIPT_SEEDS) {
        for (const { text } of scriptsOf(lived(template, seed))) {
          const isPassed = (await resultOf(text)) === 'pass';
          results.push(isPassed);
          if (isPassed) passed.add(template.id);
        }
      }
    }
    expect(templates.map(({ id }) => id).filter((id) => !passed.has(id))).toEqual(NO_SCRIPT);
    // The others begin with a connection that has no past in a script: its first ACKs are quick ones.
    expect(results.filter(Boolean).length / results.length).toBeGreaterThan(0.7);
  }, 60_000);
});

/** Templates of which no host's part can be said in a script: it has one connection, the MTU of an Ethernet, and no bytes that wait. */
const NO_SCRIPT: readonly string[] = [
  'close-ladder', 'cookie-mss', 'slow-flood', 'bytes-in-a-segment', 'opening-ladder', 'listeners-in-ss', 'nat-and-recycle', 'overflow-in-nstat',
  'ports-run-out', 'restart-bind', 'what-is-full', 'accept-queue-holds', 'answer-or-silence', 'client-of-a-full-queue', 'full-accept-queue',
  'half-open-limit', 'the-last-quarter', 'half-open-order', 'left-in-ss',
];

/** Counters in an answer, in a list, or in the texts. */
function countersRead({ ask, also }: Template): readonly string[] {
  const names: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      if (key === 'counter' && typeof one === 'object' && one !== null && 'name' in one) names.push(String(one.name));
      walk(one);
    }
  };
  walk([ask, also]);
  const line = 'line' in (ask as WrittenAsk) ? (ask as Extract<WrittenAsk, { line: unknown }>).line : null;
  return [...names, ...(line !== null && 'counters' in line ? line.counters : [])];
}

function readsCounters(template: Template): boolean {
  return countersRead(template).length > 0 && !(template.id in SHOWN_ELSEWHERE);
}

function counterOf({ end }: Lived, host: string, name: string): number {
  return (hostOf(end, host).counters as Readonly<Record<string, number>>)[name] ?? 0;
}
