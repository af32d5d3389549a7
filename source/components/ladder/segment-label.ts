import { cells } from '../cells.ts';
import { ACK, FLAG_BITS, FLAG_NAMES, SYN, has } from '../../tcp/flags.ts';
import { printOptions, type NumberBase } from '../../tcp/notation/print-options.ts';
import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import { before } from '../../tcp/sequence.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { LadderEntry } from '../../world/view.ts';

function direction(segment: Segment): string {
  return `${segment.srcIp}:${segment.srcPort}>${segment.dstIp}:${segment.dstPort}`;
}

function opposite(segment: Segment): string {
  return `${segment.dstIp}:${segment.dstPort}>${segment.srcIp}:${segment.srcPort}`;
}

/**
 * The number that each direction of each connection counts from: the sequence number of its latest SYN, or of the
 * SYN that an answer to it acknowledges. Where no handshake was seen numbers stay as they are: what an attacker guesses
 * is not relative to anything.
 */
export function sequenceBases(entries: readonly LadderEntry[]): ReadonlyMap<string, number> {
  const bases = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind === 'segment' && has(entry.segment.flags, SYN) && !entry.forged) bases.set(direction(entry.segment), entry.segment.seq);
  }
  return bases;
}

/** As tcpdump does: a SYN is shown with its own numbers, what follows relative to it. Nothing is taken off when `absolute`. */
export function baseOf(segment: Segment, bases: ReadonlyMap<string, number>, absolute: boolean): NumberBase {
  if (absolute || has(segment.flags, SYN)) return {};
  return { seqBase: baseBelow(bases.get(direction(segment)), segment.seq), ackBase: baseBelow(bases.get(opposite(segment)), segment.ack) };
}

/** A number that does not come after the first one, such as the 0 of a RST that had no ACK to take one from, is not relative to it. */
function baseBelow(base: number | undefined, number: number): number {
  return base === undefined || number === 0 || before(number, base) ? 0 : base;
}

/** How segments are written: `[S.] 5000 ack 1001`, as tcpdump prints them, as packetdrill scripts have them, or with the names of the flags. */
export const NOTATIONS = ['short', 'tcpdump', 'packetdrill', 'words'] as const;
export type Notation = (typeof NOTATIONS)[number];

/** How a label names its fields. */
export interface LabelStyle {
  readonly base: NumberBase;
  /** `seq 1000` rather than `1000`. */
  readonly wide: boolean;
  /** Which of several connections it belongs to: ` :33211`. */
  readonly connection?: string;
  /** Said behind the numbers, in the reader's language and 7-bit where the frame is: e.g. `retransmitted`. */
  readonly notes: readonly string[];
  /** `short` when not given. */
  readonly notation?: Notation;
}

/** `[S.] 5000 ack 1001 len 3 win 65160`, the least important parts left out until it fits. '' when nothing does. */
export function segmentLabel(segment: Segment, style: LabelStyle, room: number): string {
  const { base, wide, notation = 'short' } = style;
  if (notation !== 'short') return otherNotation(segment, notation, style, room);
  const seq = (segment.seq - (base.seqBase ?? 0)) >>> 0;
  const flags = `[${flagsText(segment.flags, '')}]`;
  const first = flags + (style.connection ? ` ${style.connection}` : '');
  const seqText = wide ? ` seq ${seq}` : ` ${seq}`;
  const ack = has(segment.flags, ACK) ? ` ack ${(segment.ack - (base.ackBase ?? 0)) >>> 0}` : '';
  const len = segment.length > 0 ? ` len ${segment.length}` : '';
  const win = segment.win > 0 ? ` win ${segment.win}` : '';
  const notes = style.notes.map((note) => ` ${note}`).join('');
  const candidates = [
    first + seqText + ack + len + win + notes,
    first + seqText + ack + len + notes,
    first + seqText + ack + len + win,
    first + seqText + ack + len,
    first + seqText + ack,
    first + seqText,
    first,
    flags,
  ];
  for (const candidate of candidates) if (cells(candidate) <= room) return candidate;
  return '';
}

/** The same in another notation, its end left out until it fits. */
function otherNotation(segment: Segment, notation: Exclude<Notation, 'short'>, { base, connection, notes }: LabelStyle, room: number): string {
  const { length, win } = segment;
  const seq = (segment.seq - (base.seqBase ?? 0)) >>> 0;
  const ack = has(segment.flags, ACK) ? (segment.ack - (base.ackBase ?? 0)) >>> 0 : null;
  const said = notes.map((note) => ` ${note}`).join('');
  const port = connection ? ` ${connection}` : '';
  const parts =
    notation === 'tcpdump'
      ? [`Flags [${flagsText(segment.flags, 'none')}]${port}`, `, seq ${seq}${length > 0 ? `:${(seq + length) >>> 0}` : ''}`, ack === null ? '' : `, ack ${ack}`, `, win ${win}`, `, length ${length}`]
      : notation === 'packetdrill'
        ? [`${flagsText(segment.flags, '-')}${port}`, ` ${seq}:${(seq + length) >>> 0}(${length})`, ack === null ? '' : ` ack ${ack}`, ` win ${win}`]
        : [`${FLAG_NAMES.filter((flag) => has(segment.flags, FLAG_BITS[flag])).join(' ') || '-'}${port}`, ` seq ${seq}`, ack === null ? '' : ` ack ${ack}`, length > 0 ? ` len ${length}` : '', ` win ${win}`];
  const whole = parts.join('');
  if (cells(whole + said) <= room) return whole + said;
  for (let n = parts.length; n > 0; n--) {
    const text = parts.slice(0, n).join('');
    if (cells(text) <= room) return text;
  }
  return segmentLabel(segment, { base, wide: false, notes: [] }, room);
}

/** The options for the row below: `mss 1460,sackOK,TS val 1 ecr 0`; without padding and timestamp values where these do not fit, then without those that come last; '' for none. */
export function optionsLabel(segment: Segment, base: NumberBase, room: number): string {
  const whole = printOptions(segment.options, 'tcpdump', base.ackBase);
  if (cells(whole) <= room) return whole;
  const parts = whole.replaceAll(/nop,|,nop$/g, '').replace(/TS val \d+ ecr \d+/, 'TS').split(',');
  while (parts.length > 0 && cells(parts.join(' ')) > room) parts.pop();
  return parts.join(' ');
}
