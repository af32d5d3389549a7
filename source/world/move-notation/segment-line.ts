import { formatIp } from '../../tcp/address.ts';
import type { Scope } from '../../tcp/notation/formula.ts';
import { parseSegment } from '../../tcp/notation/parse-segment.ts';
import { printOptions } from '../../tcp/notation/print-options.ts';
import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { GivenSegment } from '../move.ts';
import { notationProblem, problem, read, type Read } from './problem.ts';

export interface SegmentContext {
  readonly scope?: Scope;
  /** What fields have when the line does not give them. */
  readonly template?: Partial<Segment>;
}

/** The payload's text, at the end of the line: `P. seq 1 ack 1 data "hello"`. */
const DATA = / +data +("(?:[^"\\]|\\.)*") *$/i;

/** A segment in any notation, with what the template adds. Flags must be given: they are the first thing to decide. */
export function parseGivenSegment(line: string, { scope = {}, template = {} }: SegmentContext): Read<GivenSegment> {
  const text = dataText(DATA.exec(line)?.[1]);
  const parsed = parseSegment(text === null ? line : line.replace(DATA, ''), { scope, defaults: template });
  if (!parsed.ok) return notationProblem(parsed.error);
  const { fields } = parsed;
  if (fields.flags === undefined) return problem('no-flags');
  if (text === null) return read(fields);
  if (parsed.given.includes('length') && fields.length !== text.length) return problem('write-length', { bytes: fields.length ?? 0, length: text.length });
  return read({ ...fields, length: text.length, data: text });
}

function dataText(quotes: string | undefined): string | null {
  if (quotes === undefined) return null;
  try {
    const value: unknown = JSON.parse(quotes);
    return typeof value === 'string' && /^[ -~]*$/.test(value) ? value : null;
  } catch {
    return null;
  }
}

/** The line that parseGivenSegment reads as this segment: only what is given, numbers absolute. */
export function printGivenSegment(segment: GivenSegment): string {
  const { flags, seq, ack, win, length, data, options } = segment;
  const parts: string[] = flags === undefined ? ['send'] : [flagsText(flags, '-')];
  if (seq !== undefined) parts.push(`seq ${seq}`);
  if (ack !== undefined) parts.push(`ack ${ack}`);
  if (win !== undefined) parts.push(`win ${win}`);
  if (length !== undefined && data === undefined) parts.push(`len ${length}`);
  if (segment.srcIp !== undefined) parts.push(`src ${end(segment.srcIp, segment.srcPort)}`);
  if (segment.dstIp !== undefined) parts.push(`dst ${end(segment.dstIp, segment.dstPort)}`);
  if (options !== undefined) parts.push(`<${printOptions(options, 'packetdrill')}>`);
  if (data !== undefined) parts.push(`data ${JSON.stringify(data)}`);
  return parts.join(' ');
}

function end(ip: number, port: number | undefined): string {
  return port === undefined ? formatIp(ip) : `${formatIp(ip)}:${port}`;
}
