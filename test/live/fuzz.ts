import type { Dialogue, Step, Transcript } from '../../source/live/dialogue/dialogue.ts';
import { runJobs } from '../../source/live/launch.ts';
import { printPacketdrill } from '../../source/tcp/notation/print-packetdrill.ts';
import { callText } from '../../source/world/call-text.ts';
import { compare, type Difference } from './compare.ts';
import type { Recorded } from './corpus.ts';
import { generate } from './generate.ts';
import { knownDeviation } from './known-deviations.ts';

interface Asked {
  readonly seed: number;
  readonly dialogue: Dialogue;
}

export interface Fuzzed extends Asked {
  readonly kernel: Transcript;
  readonly difference: Difference | null;
}

/** What became of many dialogues. */
export interface FuzzReport {
  readonly same: number;
  /** Known deviations by id, how often each. */
  readonly known: ReadonlyMap<string, number>;
  /** How many differences went away at the first, second and third run more: a time was missed. */
  readonly again: readonly number[];
  readonly differences: readonly Fuzzed[];
  readonly failed: readonly string[];
}

/** A dialogue that differs is run again so often before the difference counts, with so many others at once. */
const RERUNS: readonly number[] = [4, 1, 1];

/** Runs dialogues on the kernel and compares what it did with the twin; `tell` hears of each run. */
async function run(entry: string, dialogues: readonly Asked[], parallel: number, tell: (one: Fuzzed) => void): Promise<{ readonly differing: Fuzzed[]; readonly failed: string[] }> {
  const differing: Fuzzed[] = [];
  const failed: string[] = [];
  await runJobs(entry, dialogues.map((asked) => ({ kind: 'dialogue' as const, ...asked })), parallel, ({ seed, dialogue }, answer) => {
    if ('failed' in answer) {
      failed.push(`${seed}: ${answer.failed.split('\n')[0]}`);
      return;
    }
    const one = { seed, dialogue, kernel: answer.ok, difference: compare(dialogue, answer.ok) };
    if (one.difference) differing.push(one);
    tell(one);
  });
  return { differing, failed };
}

/** The dialogues of seeds from `first` on. */
export function generated(first: number, count: number): readonly Asked[] {
  return Array.from({ length: count }, (_, i) => ({ seed: first + i, dialogue: generate(first + i) }));
}

/** Runs dialogues on kernel and twin. Those that differ run again, by themselves, before the difference counts. */
export async function fuzz(entry: string, dialogues: readonly Asked[], parallel: number, tell: (one: Fuzzed) => void): Promise<FuzzReport> {
  const { differing, failed } = await run(entry, dialogues, parallel, tell);
  return settle(entry, dialogues.length - differing.length - failed.length, differing, failed, tell);
}

/** Compares what the kernel was recorded to do with the twin as it is now. Those that differ are asked of the kernel again. */
export async function fuzzAgain(entry: string, recorded: readonly Recorded[], tell: (one: Fuzzed) => void): Promise<FuzzReport> {
  const differing = recorded.flatMap((one) => {
    const difference = compare(one.dialogue, one.kernel);
    return difference ? [{ ...one, difference }] : [];
  });
  return settle(entry, recorded.length - differing.length, differing, [], tell);
}

async function settle(entry: string, same: number, differing: readonly Fuzzed[], failed: readonly string[], tell: (one: Fuzzed) => void): Promise<FuzzReport> {
  const again: number[] = [];
  const errors = [...failed];
  let left = differing;
  for (const parallel of RERUNS) {
    if (left.length === 0) break;
    const rerun = await run(entry, left, parallel, tell);
    errors.push(...rerun.failed);
    again.push(left.length - rerun.differing.length - rerun.failed.length);
    left = rerun.differing;
  }
  const known = new Map<string, number>();
  const differences = left.filter(({ difference, dialogue }) => {
    const deviation = knownDeviation(difference!, dialogue);
    if (deviation) known.set(deviation.id, (known.get(deviation.id) ?? 0) + 1);
    return !deviation;
  });
  return { same, again, known, differences, failed: errors };
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
    if ((still as Difference | null)?.about === difference?.about && !knownDeviation(still!, fewer)) small = fewer;
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
