import type { Choice } from '../referee/session-view.ts';
import { ACK, has } from '../tcp/flags.ts';
import { printOptions } from '../tcp/notation/print-options.ts';
import { flagsText } from '../tcp/notation/print-tcpdump.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import type { Told } from '../world/told.ts';
import { cells } from './cells.ts';
import { segmentLabel } from './ladder/segment-label.ts';
import type { Words } from './words.ts';

/** One line of the menu in words, at most so many cells: a segment's least important parts go first, but not what tells it from the other `choices`. */
export function choiceText(choice: Choice, words: Words, width: number, choices: readonly Choice[] = []): string {
  const { label } = choice;
  switch (label.kind) {
    case 'segment':
      return segmentChoice(label.segment, words, width, twinsOf(choice, choices));
    case 'state':
      return words.word('play.menu.state', { state: label.state });
    case 'queue':
      return words.word(`play.menu.queue.${label.queue}`);
    case 'timer':
      return timerText(label.ms, words);
    case 'returns':
      return returnsText(label.told, words);
    case 'phrase':
      return bothEnds(words.phrase(label.phrase), width);
  }
}

/** A line at most so wide: where it is longer its beginning and its end, since lines of one menu often differ at the end. */
function bothEnds(text: string, width: number): string {
  if (cells(text) <= width) return text;
  const parts = text.split(' ');
  for (let gone = 1; gone < parts.length - 1; gone++) {
    const ends = Math.ceil((parts.length - gone) / 2);
    const kept = [...parts.slice(0, ends), '...', ...parts.slice(ends + gone)].join(' ');
    if (cells(kept) <= width) return kept;
  }
  return text;
}

/** What a call returns. */
export function returnsText(told: Told, words: Words): string {
  if (told === 'blocks') return words.word('play.menu.returns.blocks');
  return words.word(told === 0 ? 'play.menu.returns.end' : typeof told === 'number' ? 'play.menu.returns.bytes' : 'play.menu.returns.error', { told: typeof told === 'number' ? told : `-1 ${told}` });
}

/** For how long a retransmission timer is started, or that the kernel gives up. */
export function timerText(ms: Ms | null, words: Words): string {
  return ms === null ? words.word('play.menu.timer.off') : words.word('play.menu.timer', { seconds: ms / 1000 });
}

/** `send [S.] seq 5000 ack 1001 win 65160 <mss 1460>`; where that does not fit, what tells it from its neighbours comes first. */
function segmentChoice(segment: Segment, words: Words, width: number, twins: readonly Segment[]): string {
  const options = printOptions(segment.options, 'tcpdump');
  const verb = cells(words.word('play.menu.send', { segment: '' }));
  const text = segmentLabel(segment, { base: {}, wide: true, notes: options ? [`<${options}>`] : [] }, width - verb);
  if (twins.length > 0 && !text.includes('<')) return words.word('play.menu.send', { segment: `[${flagsText(segment.flags, '-')}] ${differing(segment, twins)}` });
  if (text.includes('seq')) return words.word('play.menu.send', { segment: text });
  const ack = has(segment.flags, ACK) ? ` ack ${segment.ack}` : '';
  return `${flagsText(segment.flags, '-')}${ack} seq ${segment.seq}`;
}

/** The other segments of a menu with these flags and numbers: only windows and options tell them apart. */
function twinsOf(choice: Choice, choices: readonly Choice[]): Segment[] {
  const { label } = choice;
  if (label.kind !== 'segment') return [];
  const { flags, seq, ack, length } = label.segment;
  return choices.flatMap(({ label: other }) => (other.kind === 'segment' && other !== label && other.segment.flags === flags && other.segment.seq === seq && other.segment.ack === ack && other.segment.length === length ? [other.segment] : []));
}

/** `mss 1200 wscale 10 win 65160`: those of the three in which twins differ. */
function differing(segment: Segment, twins: readonly Segment[]): string {
  const fields = ({ win, options: { mss, wscale } }: Segment): readonly (readonly [name: string, value: number | undefined])[] => [['mss', mss], ['wscale', wscale], ['win', win]];
  return fields(segment).flatMap(([name, value], i) => (twins.some((twin) => fields(twin)[i]![1] !== value) ? [`${name} ${value ?? '-'}`] : [])).join(' ');
}
