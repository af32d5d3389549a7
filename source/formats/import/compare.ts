import { ACK, has } from '../../tcp/flags.ts';
import { printOptions, relativeTo, type NumberBase } from '../../tcp/notation/print-options.ts';
import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import { sequenceLength, type Segment } from '../../tcp/segment.ts';
import { after, before } from '../../tcp/sequence.ts';
import { relativeBase, type Bases } from '../relative.ts';
import type { Conversation, Spoken } from './conversation.ts';

export type Field = 'flags' | 'seq' | 'ack' | 'length' | 'win' | 'options';

/** The first field in which an answer differs from the segment, and why the segment has what it has: `import.why.WHY`. */
export interface Difference {
  readonly field: Field;
  readonly expected: string;
  readonly got: string;
  readonly why: string;
}

/** What can be known before a segment is seen: where both ends have come to, and what numbers are shown relative to. */
export interface Before {
  readonly base: NumberBase;
  /** Next numbers of the end that sends now and of the other; null before they have sent anything. */
  readonly next: number | null;
  readonly otherNext: number | null;
  readonly last: Segment | null;
}

export function beforeOf({ spoken }: Conversation, index: number): Before {
  const bases: Bases = new Map();
  const next: [number | null, number | null] = [null, null];
  let last: Segment | null = null;
  for (const { from, segment } of spoken.slice(0, index)) {
    relativeBase(bases, segment);
    const end = (segment.seq + sequenceLength(segment)) >>> 0;
    const known = next[from];
    if (known === null || after(end, known)) next[from] = end;
    if (from !== spoken[index]?.from) last = segment;
  }
  const now = spoken[index];
  if (!now) return { base: {}, next: null, otherNext: null, last };
  return { base: relativeBase(bases, now.segment), next: next[now.from], otherNext: next[now.from === 0 ? 1 : 0], last };
}

/** Names that formulas of an answer may use: what the sender knows. */
export function scopeOf({ next, otherNext, last }: Before): Readonly<Record<string, number>> {
  return {
    ...(next === null ? {} : { 'SND.NXT': next }),
    ...(otherNext === null ? {} : { 'RCV.NXT': otherNext }),
    ...(last === null ? {} : { 'SEG.SEQ': last.seq, 'SEG.ACK': last.ack, 'SEG.LEN': sequenceLength(last) }),
  };
}

/** Null when the answer is the segment. Window and options count only where the answer gives them and the file says them. */
export function differenceOf({ segment, unsaid }: Spoken, answer: Partial<Segment>, given: readonly (keyof Segment)[], known: Before): Difference | null {
  const { base } = known;
  if ((answer.flags ?? -1) !== segment.flags) return { field: 'flags', expected: flagsText(segment.flags), got: answer.flags === undefined ? '-' : flagsText(answer.flags), why: 'flags' };
  const isNumber = (value: number | undefined, right: number, from: number | undefined): boolean => value === right || value === relativeTo(from, right);
  // With its first segment an end chooses its number: nobody can know it.
  if (known.next !== null && !isNumber(answer.seq, segment.seq, base.seqBase)) return { field: 'seq', expected: String(relativeTo(base.seqBase, segment.seq)), got: String(answer.seq ?? '-'), why: whySeq(segment, known.next) };
  if (has(segment.flags, ACK) && !isNumber(answer.ack, segment.ack, base.ackBase)) return { field: 'ack', expected: String(relativeTo(base.ackBase, segment.ack)), got: String(answer.ack ?? '-'), why: whyAck(segment, known) };
  if ((answer.length ?? 0) !== segment.length) return { field: 'length', expected: String(segment.length), got: String(answer.length ?? 0), why: 'length' };
  if (given.includes('win') && !unsaid.includes('win') && answer.win !== segment.win) return { field: 'win', expected: String(segment.win), got: String(answer.win), why: 'win' };
  if (given.includes('options') && !unsaid.includes('options')) {
    const [expected, got] = [printOptions(segment.options, 'packetdrill'), printOptions(answer.options ?? {}, 'packetdrill')];
    if (expected !== got) return { field: 'options', expected: expected || '-', got: got || '-', why: 'options' };
  }
  return null;
}

function whySeq({ seq }: Segment, next: number): string {
  if (seq === next) return 'seq-next';
  return before(seq, next) ? 'seq-again' : 'seq-ahead';
}

function whyAck({ ack }: Segment, { otherNext }: Before): string {
  if (otherNext === null || after(ack, otherNext)) return 'ack-ahead';
  return ack === otherNext ? 'ack-next' : 'ack-behind';
}
