import { ACK, FIN, PSH, RST, SYN, URG, type Flags } from '../tcp/flags.ts';

const LETTERS: Readonly<Record<string, Flags>> = { S: SYN, F: FIN, R: RST, P: PSH, U: URG, '.': ACK };

/**
 * Whether a segment's flags are those a condition names as tcpdump writes them, such as `S.`: SYN, FIN, RST and ACK
 * exactly; PSH and URG only matter when they are named, since Linux sets PSH as it sees fit.
 */
export function flagsMatch(flags: Flags, named: string): boolean {
  const wanted = named.split('').reduce((bits, letter) => bits | (LETTERS[letter] ?? 0), 0);
  const compared = SYN | FIN | RST | ACK | wanted;
  return (flags & compared) === wanted;
}
