/**
 * The control bits of a TCP header, each a separate bit because Linux has opinions about odd combinations
 * such as SYN+FIN and a learner will try them. Source: RFC 9293 section 3.1.
 */
export type Flags = number;

export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;
export const URG = 0x20;
/** The two ECN bits: no part of the game, but captures carry them, so they are read, kept and printed. Source: RFC 3168 6.1. */
export const ECE = 0x40;
export const CWR = 0x80;

export const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const;
export type FlagName = (typeof FLAG_NAMES)[number];
export const FLAG_BITS: Readonly<Record<FlagName, Flags>> = { FIN, SYN, RST, PSH, ACK, URG };

export function has(flags: Flags, bit: Flags): boolean {
  return (flags & bit) !== 0;
}
