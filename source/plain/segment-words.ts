import { formatEndpoint } from '../tcp/address.ts';
import { ACK, FLAG_BITS, FLAG_NAMES, has } from '../tcp/flags.ts';
import { printTcpdump } from '../tcp/notation/print-tcpdump.ts';
import type { Segment } from '../tcp/segment.ts';
import { tell, type Voice } from './voice.ts';

/** A segment for the ear, `SYN, sequence 1000, window 64240, MSS 1460`, or as tcpdump prints it. Numbers are absolute. */
export function segmentText(segment: Segment, voice: Voice): string {
  return voice.segments === 'tcpdump' ? printTcpdump(segment) : segmentWords(segment, voice);
}

function segmentWords(segment: Segment, voice: Voice): string {
  const { flags, seq, ack, win, length, options, data } = segment;
  const names = FLAG_NAMES.filter((name) => has(flags, FLAG_BITS[name]));
  const parts = [names.length === 0 ? tell(voice, 'plain.segment.no-flags') : names.join('-')];
  parts.push(tell(voice, 'plain.segment.seq', { seq }));
  if (has(flags, ACK)) parts.push(tell(voice, 'plain.segment.ack', { ack }));
  parts.push(tell(voice, 'plain.segment.win', { win }));
  if (length > 0) parts.push(tell(voice, 'plain.segment.length', { length }));
  if (data !== undefined) parts.push(dataText(data, voice));
  if (options.mss !== undefined) parts.push(tell(voice, 'plain.segment.mss', { mss: options.mss }));
  if (options.sackPermitted) parts.push(tell(voice, 'plain.segment.sack-permitted'));
  if (options.ts) parts.push(tell(voice, 'plain.segment.ts', options.ts));
  if (options.wscale !== undefined) parts.push(tell(voice, 'plain.segment.wscale', { wscale: options.wscale }));
  for (const [left, right] of options.sack ?? []) parts.push(tell(voice, 'plain.segment.sack', { left, right }));
  return parts.join(', ');
}

/** What is heard of a payload: all of a short one, else how it begins. Its length is said before. */
function dataText(data: string, voice: Voice): string {
  return data.length <= HEARD ? JSON.stringify(data) : tell(voice, 'plain.segment.data-begins', { data: JSON.stringify(data.slice(0, HEARD / 2)) });
}

/** Characters of a payload that are said one by one. */
const HEARD = 24;

/** `10.0.0.5:40112 > 10.0.0.9:80`, for segments whose addresses are part of the matter. */
export function segmentEnds({ srcIp, srcPort, dstIp, dstPort }: Segment): string {
  return `${formatEndpoint({ ip: srcIp, port: srcPort })} > ${formatEndpoint({ ip: dstIp, port: dstPort })}`;
}
