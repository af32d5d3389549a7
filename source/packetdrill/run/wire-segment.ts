import type { Ip } from '../../tcp/address.ts';
import type { Flags } from '../../tcp/flags.ts';
import type { SegmentOption } from '../language/script.ts';

/** A segment as it crosses the wire between script and kernel: absolute numbers, options in the order of the header. */
export interface WireSegment {
  readonly srcIp: Ip;
  readonly srcPort: number;
  readonly dstIp: Ip;
  readonly dstPort: number;
  readonly flags: Flags;
  readonly seq: number;
  /** The field as it stands there, also when the ACK flag is clear. */
  readonly ack: number;
  readonly win: number;
  readonly urg: number;
  /** Payload bytes; what they are does not matter. */
  readonly length: number;
  /** Never a foreign one on the way in. On the way out a foreign one is `{ kind: 'foreign', name: its number, text: hex }`. */
  readonly options: readonly SegmentOption[];
}
