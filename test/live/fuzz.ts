import type { Dialogue, Step, Transcript } from '../../source/live/dialogue/dialogue.ts';
import { runJobs } from '../../source/live/launch.ts';
import { printPacketdrill } from '../../source/tcp/notation/print-packetdrill.ts';
import { callText } from '../../source/world/call-text.ts';
import { compare, type Difference } from './compare.ts';
import { generate } from './generate.ts';
import { knownDeviation } from './known-deviations.ts';

export interface Fuzzed {
  readonly seed: number;
  readonly dialogue: Dialogue;
  readonly kernel: Transcript;
  readonly difference: Difference | null;
}

/** What became of many dialogues. */
export interface FuzzReport {
  readonly same: number;
  /** Known deviations by id, how often each. */
  readonly known: ReadonlyMap<string, number>;
  /** Differences that went away when the dialogue was run again: a time was missed. */
  readonly flaky: number;
  readonly differences: readonly Fuzzed[];
  readonly failed: readonly string[];
}

/** How often a dialogue that differs is run again before the difference counts. */
const AGAIN = 3;

/** Runs `count` dialogues from seed `first` on kernel and twin. `tell` hears of each that is the same. */
export async function fuzz(entry: string, first: number, count: number, parallel: number, tell: (one: Fuzzed) => void): Promise<FuzzReport> {
  const failed: string[] = [];
  let same = 0;
  let flaky = 0;
  const run = async (seeds: readonly number[], atOnce: number): Promise<Fuzzed[]> => {
    const differing: Fuzzed[] = [];
    const jobs = seeds.map((seed) => ({ kind: 'dialogue' as const, seed, dialogue: generate(seed) }));
    await runJobs(entry, jobs, atOnce, ({ seed, dialogue }, answer) => {
      if ('failed' in answer) {
        failed.push(`${seed}: ${answer.failed.split('\n')[0]}`);
        return;
      }
      const one = { seed, dialogue, kernel: answer.ok, difference: compare(dialogue, answer.ok) };
      if (one.difference) differing.push(one);
      else tell(one);
    });
    return differing;
  };
  let left = await run(Array.from({ length: count }, (_, i) => first + i), parallel);
  same = count - left.length - failed.length;
  for (let again = 0; again < AGAIN && left.length > 0; again++) {
    const before = left.length;
    left = await run(left.map(({ seed }) => seed), Math.max(1, Math.floor(parallel / 3)));
    flaky += before - left.length;
  }
  const known = new Map<string, number>();
  const differences = left.filter(({ difference }) => {
    const deviation = knownDeviation(difference!);
    if (deviation) known.set(deviation.id, (known.get(deviation.id) ?? 0) + 1);
    return !deviation;
  });
  return { same, known, flaky, differences, failed };
}

/** Leaves out whatever step can be left out while kernel and twin still differ in the same way. */
export async function shrink(entry: string, { dialogue, difference }: Fuzzed): Promise<Dialogue> {
  let small = dialogue;
  for (let at = dialogue.steps.length - 1; at >= 0; at--) {
    const fewer = { ...small, steps: small.steps.filter((_, i) => i !== at) };
    let still: Difference | null = null;
    await runJobs(entry, [{ kind: 'dialogue' as const, dialogue: fewer }], 1, (job, answer) => {
      still = 'failed' in answer ? null : compare(job.dialogue, answer.ok);
    });
    if ((still as Difference | null)?.about === difference?.about && !knownDeviation(still!)) small = fewer;
  }
  return small;
}

/** A dialogue line by line, nearly as a script has it; numbers of the host are relative to its first. */
export function printDialogue({ sysctls, steps }: Dialogue): readonly string[] {
  return [...Object.entries(sysctls).map(([name, value]) => `\`sysctl ${name}=${value}\``), ...steps.map(printStep)];
}

function printStep(step: Step): string {
  const at = (step.at / 1000).toFixed(3);
  if (step.do === 'sysctl') return `${at} \`sysctl ${step.name}=${step.value}\``;
  if (step.do === 'call') return `${at} ${callText(step.call)}${step.gives === undefined ? '' : ` = ${step.gives}`}`;
  return `${at} < ${step.segment.srcPort}>${step.segment.dstPort} ${printPacketdrill(step.segment)}`;
}
