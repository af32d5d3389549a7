import { CWR } from '../../tcp/flags.ts';
import { FLAG_LETTERS } from '../../tcp/notation/print-tcpdump.ts';
import { readNumber, readSequence, U16, U32 } from './read-number.ts';
import { readOptions } from './read-options.ts';
import type { Foreign, ScriptSegment } from './script.ts';
import { fault, nextPlace, peek, skip, take, takeMark, type SourceText } from './source-text.ts';

const LETTERS: ReadonlyMap<string, number> = new Map([...FLAG_LETTERS.map(([bit, letter]) => [letter, bit] as const), ['C', CWR] as const]);
const FLAGS = /[FSRPUEWC.]+(?![0-9A-Za-z])|-/y;
/** With the AE bit, or a count of CE marks in the place of the ECN bits. */
const ACE = /[FSRPUEWC.]*A[FSRPUEWC.]*(?![0-9A-Za-z])|[FSRPUEWC]*\.[0-7](?![0-9:])/y;
const IP_HEADER = /\((?:tos|ttl|flowlabel|ect01|ect0|ect1|noecn|ce)[^()\n]*\)|\[(?:tos|ttl|flowlabel|ect01|ect0|ect1|noecn|ce)[^[\]\n]*\]/y;
const REST_OF_LINE = /[^\n]*/y;

/** What a packet that is not plain TCP over IPv4 begins with. */
const OTHERS: ReadonlyArray<readonly [RegExp, Foreign['feature']]> = [
  [/(?:\[[0-9:()]+\][ \t]*)?icmp(?![A-Za-z0-9])/y, 'ICMP'],
  [/udp(?![A-Za-z0-9])/y, 'UDP'],
  [/ipv6(?![A-Za-z0-9])/y, 'IPv6'],
  [/(?:ipv4|gre|GREv0|mpls|encap)(?![A-Za-z0-9])/y, 'encapsulation'],
];

/** A packet, with the cursor at its `<` or `>`. */
export function readPacket(source: SourceText): ScriptSegment | Foreign {
  const place = nextPlace(source);
  const { at } = source;
  const direction = takeMark(source, '<') ? 'in' : 'out';
  if (direction === 'out') takeMark(source, '>');
  const ip = take(source, IP_HEADER);
  for (const [pattern, feature] of OTHERS) {
    if (peek(source, pattern) !== null) return { kind: 'foreign', place, direction, feature, text: take(source, REST_OF_LINE)?.trimEnd() ?? '' };
  }
  const ports = readPorts(source);
  if (peek(source, ACE) !== null) return { kind: 'foreign', place, direction, feature: 'AccECN', text: take(source, REST_OF_LINE)?.trimEnd() ?? '' };
  const flags = readFlags(source);
  const { seq, length } = readSequence(source);
  const ack = readField(source, /ack(?![A-Za-z0-9_])/y, U32);
  const win = readField(source, /win(?![A-Za-z0-9_])/y, U16);
  if (win === null && direction === 'in') throw fault(source, 'window-needed', at);
  const urg = readField(source, /urg(?![A-Za-z0-9_])/y, U16);
  return { kind: 'segment', place, direction, ports, ip, flags, seq, length, ack, win, urg, options: readOptions(source, direction) };
}

function readPorts(source: SourceText): ScriptSegment['ports'] {
  if (peek(source, /[0-9]+[ \t]*>/y) === null) return null;
  const src = readNumber(source, U16);
  takeMark(source, '>');
  return { src, dst: readNumber(source, U16) };
}

function readFlags(source: SourceText): number {
  skip(source);
  const { at } = source;
  const letters = take(source, FLAGS);
  if (letters === null) throw fault(source, 'flags-expected', at);
  if (letters === '-') return 0;
  let flags = 0;
  for (const letter of letters) {
    const bit = LETTERS.get(letter);
    if (bit === undefined || (flags & bit) !== 0) throw fault(source, 'flags-expected', at);
    flags |= bit;
  }
  return flags;
}

function readField(source: SourceText, word: RegExp, most: number): number | null {
  return take(source, word) === null ? null : readNumber(source, most);
}
