import { inWireOrder, type OrderedOption } from '../option-order.ts';
import type { TcpOptions } from '../options.ts';

/** What sequence numbers are shown relative to; 0 (absolute) when not given. */
export interface NumberBase {
  /** Taken off the segment's own sequence numbers. */
  readonly seqBase?: number;
  /** Taken off the peer's: the acknowledgment number and the edges of SACK blocks. */
  readonly ackBase?: number;
}

/** A sequence number as seen from `base`, modulo 2^32. */
export function relativeTo(base: number | undefined, sequence: number): number {
  return (sequence - (base ?? 0)) >>> 0;
}

/** How the two notations write SACK blocks: `sack 5:6 7:8` or `sack 2 {5:6}{7:8}`. */
export type SackStyle = 'packetdrill' | 'tcpdump';

function printSack(blocks: ReadonlyArray<readonly [number, number]>, style: SackStyle, ackBase: number | undefined): string {
  const edges = blocks.map(([left, right]) => `${relativeTo(ackBase, left)}:${relativeTo(ackBase, right)}`);
  return style === 'packetdrill' ? `sack ${edges.join(' ')}` : `sack ${edges.length} {${edges.join('}{')}}`;
}

function printOption(option: OrderedOption, style: SackStyle, ackBase: number | undefined): string {
  if (option.kind === 'mss') return `mss ${option.mss}`;
  if (option.kind === 'wscale') return `wscale ${option.shift}`;
  if (option.kind === 'ts') return `TS val ${option.val} ecr ${option.ecr}`;
  if (option.kind === 'sack') return printSack(option.blocks, style, ackBase);
  return option.kind;
}

/** The options as both notations list them, in wire order with the padding, without brackets; '' for none. */
export function printOptions(options: TcpOptions, style: SackStyle, ackBase?: number): string {
  return inWireOrder(options)
    .map((option) => printOption(option, style, ackBase))
    .join(',');
}
