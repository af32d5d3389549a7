import { formatIp, type Ip } from '../address.ts';
import { ACK, CWR, ECE, FIN, PSH, RST, SYN, URG, has, type Flags } from '../flags.ts';
import type { Segment } from '../segment.ts';
import { printOptions, relativeTo, type NumberBase } from './print-options.ts';

/** Letters in tcpdump's order. */
export const FLAG_LETTERS: ReadonlyArray<readonly [Flags, string]> = [
  [FIN, 'F'],
  [SYN, 'S'],
  [RST, 'R'],
  [PSH, 'P'],
  [ACK, '.'],
  [URG, 'U'],
  [ECE, 'E'],
  [CWR, 'W'],
];

/** `S.`, `.`, `R.`, `FP.`; for no flags at all `none`, as tcpdump says, or another word. */
export function flagsText(flags: Flags, none = 'none'): string {
  const letters = FLAG_LETTERS.filter(([bit]) => has(flags, bit)).map(([, letter]) => letter);
  return letters.length === 0 ? none : letters.join('');
}

export interface TcpdumpStyle extends NumberBase {
  /** Puts `10.0.0.5.40112 > 10.0.0.9.80: ` in front. */
  readonly addresses?: boolean;
  /** Gives the sequence number of a bare ACK too, as `tcpdump -vv` does. */
  readonly verbose?: boolean;
}

function dotted(ip: Ip, port: number): string {
  return `${formatIp(ip)}.${port}`;
}

/**
 * `Flags [S.], seq 5000, ack 1001, win 65160, options [mss 1460], length 0`, as `tcpdump -n -S` prints a segment: `seq`
 * is a range for data, one number for SYN, FIN and RST, and absent from a bare ACK. Numbers are absolute unless a
 * base is given.
 */
export function printTcpdump(segment: Segment, style: TcpdumpStyle = {}): string {
  const { flags, length } = segment;
  const parts = [`Flags [${flagsText(flags)}]`];
  if (length > 0 || style.verbose || has(flags, SYN | FIN | RST)) {
    const first = relativeTo(style.seqBase, segment.seq);
    parts.push(length > 0 ? `seq ${first}:${(first + length) >>> 0}` : `seq ${first}`);
  }
  if (has(flags, ACK)) parts.push(`ack ${relativeTo(style.ackBase, segment.ack)}`);
  parts.push(`win ${segment.win}`);
  const options = printOptions(segment.options, 'tcpdump', style.ackBase);
  if (options) parts.push(`options [${options}]`);
  parts.push(`length ${length}`);
  const ends = `${dotted(segment.srcIp, segment.srcPort)} > ${dotted(segment.dstIp, segment.dstPort)}: `;
  return (style.addresses ? ends : '') + parts.join(', ');
}
