import { readFileSync, writeFileSync } from 'node:fs';
import type { Dialogue, Transcript } from '../../source/live/dialogue/dialogue.ts';
import type { Fuzzed } from './fuzz.ts';
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

/** One line for the kernel, then one a dialogue. Addresses, which are all the same, and states that did not change are left out, and times rounded to 0.1 ms. */
export function writeCorpus(file: string, kernel: string, all: readonly Fuzzed[]): void {
  const lines = all.map(({ seed, dialogue, kernel: transcript }) => JSON.stringify({ seed, dialogue: { ...dialogue, ip: undefined }, kernel: { ...transcript, states: transcript.states.map((state, i) => (String(state) === String(transcript.states[i - 1]) ? 0 : state)) } }, (key, value: unknown) => (key === 'srcIp' || key === 'dstIp' ? undefined : typeof value === 'number' ? Math.round(value * 10) / 10 : value)));
  writeFileSync(file, `${[JSON.stringify({ kernel }), ...lines].join('\n')}\n`);
}

export function readCorpus(file: string): Corpus {
  const [head = '{}', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const recorded = lines.map((line) => {
    const one = JSON.parse(line) as Recorded;
    const steps = one.dialogue.steps.map((step) => (step.do === 'segment' ? { ...step, segment: { ...step.segment, srcIp: PEER, dstIp: HOST } } : step));
    const states: (readonly string[])[] = [];
    for (const state of one.kernel.states as readonly (readonly string[] | 0)[]) states.push(state === 0 ? states.at(-1)! : state);
    return { ...one, kernel: { ...one.kernel, states }, dialogue: { ...one.dialogue, ip: HOST, steps } };
  });
  return { kernel: (JSON.parse(head) as { kernel: string }).kernel, recorded };
}
