import type { Difference } from './compare.ts';

/** A way in which the simulated kernel is known to differ from the real one, and why it stays so. */
export interface KnownDeviation {
  readonly id: string;
  readonly reason: string;
  readonly matches: (difference: Difference) => boolean;
}

const withoutSack = (text: string): string => text.replaceAll(/(?:,?nop,nop,)?sack [\d: ]+/g, '').replaceAll(' <>', '');

export const KNOWN_DEVIATIONS: readonly KnownDeviation[] = [
  {
    id: 'sack-after-drain',
    reason: 'Which SACK blocks stand in an ACK right after a gap was filled depends on when the kernel prunes them.',
    matches: ({ about, kernel, twin }) => about === 'sent' && kernel !== twin && withoutSack(kernel) === withoutSack(twin),
  },
];

export function knownDeviation(difference: Difference): KnownDeviation | null {
  return KNOWN_DEVIATIONS.find(({ matches }) => matches(difference)) ?? null;
}
