import { ACK, has } from '../tcp/flags.ts';
import { relativeTo, type NumberBase } from '../tcp/notation/print-options.ts';
import { flagsText } from '../tcp/notation/print-tcpdump.ts';
import type { Segment } from '../tcp/segment.ts';

/** `[S.] seq 5000 ack 1001 len 3 win 65160`: a segment in few words, for pictures; with its ports where there are several connections. */
export function labelOf({ srcPort, dstPort, flags, seq, ack, length, win }: Segment, base: NumberBase, withPorts: boolean): string {
  return [
    ...(withPorts ? [`${srcPort}>${dstPort}`] : []),
    `[${flagsText(flags)}]`,
    `seq ${relativeTo(base.seqBase, seq)}`,
    ...(has(flags, ACK) ? [`ack ${relativeTo(base.ackBase, ack)}`] : []),
    ...(length > 0 ? [`len ${length}`] : []),
    `win ${win}`,
  ].join(' ');
}

/** Whether segments of more than one connection are among these. */
export function hasSeveralConnections(segments: readonly Segment[]): boolean {
  const ends = ({ srcIp, srcPort, dstIp, dstPort }: Segment): string => [`${srcIp}:${srcPort}`, `${dstIp}:${dstPort}`].toSorted().join(' ');
  return new Set(segments.map(ends)).size > 1;
}
