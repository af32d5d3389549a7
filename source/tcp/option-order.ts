import type { TcpOptions } from './options.ts';

/** One option as it stands in the header; `nop` is padding of one byte. */
export type OrderedOption =
  | { readonly kind: 'nop' }
  | { readonly kind: 'mss'; readonly mss: number }
  | { readonly kind: 'sackOK' }
  | { readonly kind: 'ts'; readonly val: number; readonly ecr: number }
  | { readonly kind: 'wscale'; readonly shift: number }
  | { readonly kind: 'sack'; readonly blocks: ReadonlyArray<readonly [number, number]> };

/** Room for options in a TCP header, in bytes: 15 words less the fixed 20 bytes. Source: RFC 9293 section 3.1. */
export const MAX_OPTION_BYTES = 40;

const NOP: OrderedOption = { kind: 'nop' };

const FIXED_BYTES = { nop: 1, mss: 4, sackOK: 2, ts: 10, wscale: 3 } as const;

/** How many bytes an option takes. Source: RFC 9293 3.2, RFC 7323 2.2 and 3.2, RFC 2018 2 and 3. */
export function optionBytes(option: OrderedOption): number {
  return option.kind === 'sack' ? 2 + 8 * option.blocks.length : FIXED_BYTES[option.kind];
}

/**
 * The options in the order and with the padding of Linux: SACK-permitted fills the two bytes before the timestamps
 * when there are any, and gets NOPs of its own when not. SACK blocks that no longer fit are left out, the last first,
 * so the result never exceeds 40 bytes and is always a multiple of 4.
 * Source: fact F1.13; Linux net/ipv4/tcp_output.c tcp_options_write(), tcp_established_options().
 */
export function inWireOrder(options: TcpOptions): OrderedOption[] {
  const ordered: OrderedOption[] = [];
  if (options.mss !== undefined) ordered.push({ kind: 'mss', mss: options.mss });
  if (options.sackPermitted && options.ts) ordered.push({ kind: 'sackOK' });
  if (options.ts) {
    if (!options.sackPermitted) ordered.push(NOP, NOP);
    ordered.push({ kind: 'ts', val: options.ts.val, ecr: options.ts.ecr });
  } else if (options.sackPermitted) ordered.push(NOP, NOP, { kind: 'sackOK' });
  if (options.wscale !== undefined) ordered.push(NOP, { kind: 'wscale', shift: options.wscale });
  if (options.sack) {
    const left = MAX_OPTION_BYTES - ordered.reduce((bytes, option) => bytes + optionBytes(option), 0);
    const blocks = options.sack.slice(0, Math.max(0, Math.floor((left - 4) / 8)));
    if (blocks.length > 0) ordered.push(NOP, NOP, { kind: 'sack', blocks });
  }
  return ordered;
}
