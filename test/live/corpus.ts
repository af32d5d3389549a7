import { readFileSync } from 'node:fs';
import type { Dialogue, Transcript } from '../../source/live/dialogue/dialogue.ts';
import { HOST, PEER } from './generate.ts';

/** A dialogue with the real kernel's answers. */
export interface Recorded {
  readonly seed: number;
  readonly dialogue: Dialogue;
  readonly kernel: Transcript;
}

export interface Corpus {
  /** Release of the kernel that was asked. */
  readonly kernel: string;
  readonly recorded: readonly Recorded[];
}

/**
 * One dialogue as a line. Addresses, which are all the same, connections, which the texts tell, and states that did not change are left out, and times rounded
 * to 0.01 ms.
 */
export function recordedLine({ seed, dialogue, kernel }: Recorded): string {
  const states = kernel.states.map((state, i) => (String(state) === String(kernel.states[i - 1]) ? 0 : state));
  return JSON.stringify({ seed, dialogue: { ...dialogue, ip: undefined }, kernel: { ...kernel, states } }, (key, value: unknown) => {
    if (key === 'srcIp' || key === 'dstIp' || key === 'connection') return undefined;
    return typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  });
}

/** The first line names the kernel's release, each other one is a dialogue. */
export function corpusText(kernel: string, all: readonly Recorded[]): string {
  return `${[JSON.stringify({ kernel }), ...all.map(recordedLine)].join('\n')}\n`;
}

export function readCorpus(file: string): Corpus {
  const [head = '{}', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return { kernel: (JSON.parse(head) as { kernel: string }).kernel, recorded: lines.map(recordedOf) };
}

/** What recordedLine() wrote. */
export function recordedOf(line: string): Recorded {
  const one = JSON.parse(line) as Recorded;
  const steps = one.dialogue.steps.map((step) => (step.do === 'segment' ? { ...step, segment: { ...step.segment, srcIp: PEER, dstIp: HOST } } : step));
  const states: (readonly string[])[] = [];
  for (const state of one.kernel.states as readonly (readonly string[] | 0)[]) states.push(state === 0 ? states.at(-1)! : state);
  return { ...one, kernel: { ...one.kernel, states }, dialogue: { ...one.dialogue, ip: HOST, steps } };
}
