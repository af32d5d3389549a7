import { ACK, RST, has } from '../flags.ts';
import type { Segment } from '../segment.ts';
import { printOptions, relativeTo, type NumberBase } from './print-options.ts';
import { flagsText } from './print-tcpdump.ts';

/** What must be known to write a segment down; what else is given is written too. */
export type PacketdrillSegment = Pick<Segment, 'flags' | 'seq'> & Partial<Segment>;

/**
 * `S. 5000:5000(0) ack 1001 win 65160 <mss 1460>`, as packetdrill scripts write segments: first and last sequence
 * number and payload length (SYN and FIN are not counted in it), options in wire order. No flags are `-`. The window
 * is left out when it is not given, and when it is the 0 of a RST. Numbers are absolute unless a base is given.
 */
export function printPacketdrill(segment: PacketdrillSegment, base: NumberBase = {}): string {
  const { flags, length = 0, win } = segment;
  const first = relativeTo(base.seqBase, segment.seq);
  const parts = [flagsText(flags, '-'), `${first}:${(first + length) >>> 0}(${length})`];
  if (has(flags, ACK) && segment.ack !== undefined) parts.push(`ack ${relativeTo(base.ackBase, segment.ack)}`);
  if (win !== undefined && !(has(flags, RST) && win === 0)) parts.push(`win ${win}`);
  const options = segment.options ? printOptions(segment.options, 'packetdrill', base.ackBase) : '';
  if (options) parts.push(`<${options}>`);
  return parts.join(' ');
}
