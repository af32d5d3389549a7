import { ACK, FIN, SYN, has, type Flags } from './flags.ts';
import type { Ip } from './address.ts';
import { NO_OPTIONS, type TcpOptions } from './options.ts';

/** A TCP segment with its addresses, as a value. Numbers are those on the wire: nothing is relative, nothing is scaled. */
export interface Segment {
  readonly srcIp: Ip;
  readonly srcPort: number;
  readonly dstIp: Ip;
  readonly dstPort: number;
  readonly flags: Flags;
  /** Sequence number, modulo 2^32. */
  readonly seq: number;
  /** Acknowledgment number, modulo 2^32; 0 when the ACK flag is clear. */
  readonly ack: number;
  /** The raw 16-bit window field. */
  readonly win: number;
  readonly options: TcpOptions;
  /** Payload length in bytes. */
  readonly length: number;
  /** The payload where its text matters; when given, `data.length === length` (ASCII). */
  readonly data?: string;
}

/** Sequence numbers the segment occupies: payload, plus one each for SYN and FIN. Source: RFC 9293 3.4. */
export function sequenceLength(segment: Pick<Segment, 'flags' | 'length'>): number {
  return segment.length + (has(segment.flags, SYN) ? 1 : 0) + (has(segment.flags, FIN) ? 1 : 0);
}

/** Builds a segment from the fields that matter; the rest is empty. */
export function segment(fields: Partial<Segment> & Pick<Segment, 'srcIp' | 'srcPort' | 'dstIp' | 'dstPort' | 'flags'>): Segment {
  return {
    seq: 0,
    ack: 0,
    win: 0,
    options: NO_OPTIONS,
    length: fields.data?.length ?? 0,
    ...fields,
  };
}

/** The four-tuple seen from the other end. */
export function swapEnds(s: Segment): Pick<Segment, 'srcIp' | 'srcPort' | 'dstIp' | 'dstPort'> {
  return { srcIp: s.dstIp, srcPort: s.dstPort, dstIp: s.srcIp, dstPort: s.srcPort };
}

export function hasAck(s: Segment): boolean {
  return has(s.flags, ACK);
}
