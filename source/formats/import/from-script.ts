import type { Script, ScriptEvent, ScriptSegment } from '../../packetdrill/language/script.ts';
import { ip } from '../../tcp/address.ts';
import { ACK, has, SYN } from '../../tcp/flags.ts';
import type { TcpOptions } from '../../tcp/options.ts';
import { segment as makeSegment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import { refused, type Imported, type Spoken } from './conversation.ts';

/** The addresses that packetdrill gives the two ends when a script says nothing else. */
const KERNEL = { srcIp: ip('192.168.0.1'), srcPort: 8080, dstIp: ip('192.0.2.1'), dstPort: 52_000 };
const PEER = { srcIp: KERNEL.dstIp, srcPort: KERNEL.dstPort, dstIp: KERNEL.srcIp, dstPort: KERNEL.srcPort };

/**
 * The segments of a script, at the times that it gives them, in its numbers: those of a SYN are absolute, others count from the first SYN of
 * their side. What it expects at any time is taken to come at once.
 */
export function fromScript(script: Script): Imported {
  const spoken: Spoken[] = [];
  const first: { in: number | null; out: number | null } = { in: null, out: null };
  let now: Ms = 0;
  let start: 'in' | 'out' = 'in';
  for (const { time, action, place } of script.events) {
    now = timeOf(time, now);
    if (action.kind === 'foreign') return refused('foreign', { line: place.line, feature: action.feature });
    if (action.kind !== 'segment') continue;
    if (action.ports !== null) return refused('ports', { line: place.line });
    if (spoken.length === 0) start = action.direction;
    if (has(action.flags, SYN)) first[action.direction] ??= action.seq;
    spoken.push({ n: spoken.length + 1, at: now, from: action.direction === start ? 0 : 1, segment: segmentOf(action, first), unsaid: unsaidOf(action), place: place.line });
  }
  if (spoken.length === 0) return refused('no-segments');
  const zero = spoken[0]!.at;
  const ends = start === 'in' ? (['peer', 'kernel'] as const) : (['kernel', 'peer'] as const);
  return { ok: true, conversation: { ends, spoken: spoken.map((one) => ({ ...one, at: one.at - zero })), others: 0 } };
}

function timeOf(time: ScriptEvent['time'], now: Ms): Ms {
  switch (time.kind) {
    case 'absolute':
      return time.at;
    case 'relative':
      return now + time.after;
    case 'any':
      return now;
    case 'absolute-range':
      return time.from;
    case 'relative-range':
      return now + time.from;
  }
}

function segmentOf({ direction, flags, seq, ack, win, length, options }: ScriptSegment, first: { readonly in: number | null; readonly out: number | null }): Spoken['segment'] {
  const [own, other] = direction === 'in' ? [first.in, first.out] : [first.out, first.in];
  const isSyn = has(flags, SYN);
  return makeSegment({
    ...(direction === 'in' ? PEER : KERNEL),
    flags,
    seq: isSyn ? seq : (seq + (own ?? 0)) >>> 0,
    ack: has(flags, ACK) ? ((ack ?? 0) + (isSyn ? 0 : (other ?? 0))) >>> 0 : 0,
    win: win ?? 0,
    length,
    options: options === 'any' ? {} : optionsOf(options),
  });
}

function optionsOf(options: Exclude<ScriptSegment['options'], 'any'>): TcpOptions {
  return options.reduce<TcpOptions>((all, option) => {
    if (option.kind === 'mss') return { ...all, mss: option.mss };
    if (option.kind === 'wscale') return { ...all, wscale: option.shift };
    if (option.kind === 'sackOK') return { ...all, sackPermitted: true };
    if (option.kind === 'ts') return { ...all, ts: { val: option.val, ecr: option.ecr } };
    return option.kind === 'sack' ? { ...all, sack: option.blocks } : all;
  }, {});
}

function unsaidOf({ win, options }: ScriptSegment): Spoken['unsaid'] {
  return [...(win === null ? (['win'] as const) : []), ...(options === 'any' ? (['options'] as const) : [])];
}
