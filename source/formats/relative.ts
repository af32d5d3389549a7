import { ACK, has, SYN } from '../tcp/flags.ts';
import type { NumberBase } from '../tcp/notation/print-options.ts';
import type { Segment } from '../tcp/segment.ts';

/** By connection (the same key from both ends): the number that each end's sequence numbers are shown relative to. */
export type Bases = Map<string, { readonly end: string; readonly own: number; readonly other: number }>;

/**
 * What tcpdump shows a segment's numbers relative to, given the segments before it: they are absolute until a segment with ACK
 * tells both numbers; from the next one with ACK on they are relative to its own numbers, less one for the other end.
 * A later SYN with ACK begins anew.
 */
export function relativeBase(bases: Bases, { srcIp, srcPort, dstIp, dstPort, flags, seq, ack }: Segment): NumberBase {
  if (!has(flags, ACK)) return {};
  const [from, to] = [`${srcIp}:${srcPort}`, `${dstIp}:${dstPort}`];
  const key = from < to ? `${from} ${to}` : `${to} ${from}`;
  const known = bases.get(key);
  if (!known || has(flags, SYN)) {
    bases.set(key, { end: from, own: seq, other: (ack - 1) >>> 0 });
    return {};
  }
  return known.end === from ? { seqBase: known.own, ackBase: known.other } : { seqBase: known.other, ackBase: known.own };
}
