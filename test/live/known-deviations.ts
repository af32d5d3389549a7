import type { Difference } from './compare.ts';

/** A way in which the simulated kernel is known to differ from the real one, and why it stays so. */
export interface KnownDeviation {
  readonly id: string;
  readonly reason: string;
  readonly matches: (difference: Difference) => boolean;
}

const bare = (text: string): string => text.replaceAll(/ win \d+/g, '');
const withoutSack = (text: string): string => text.replaceAll(/(?:,?nop,nop,)?sack [\d: ]+/g, '').replaceAll(' <>', '');

export const KNOWN_DEVIATIONS: readonly KnownDeviation[] = [
  {
    id: 'receive-window',
    reason: 'The window follows the memory that segments take, which depends on the driver and on autotuning: the twin keeps it as it was agreed, and counts what lies beyond it by that.',
    matches: ({ about, kernel, twin }) => (about === 'sent' && kernel !== twin && bare(kernel) === bare(twin)) || (about === 'counter' && kernel.startsWith('BeyondWindow')),
  },
  {
    id: 'sack-after-drain',
    reason: 'Which SACK blocks stand in an ACK right after a gap was filled depends on when the kernel prunes them.',
    matches: ({ about, kernel, twin }) => about === 'sent' && kernel !== twin && withoutSack(kernel) === withoutSack(twin),
  },
];

export function knownDeviation(difference: Difference): KnownDeviation | null {
  return KNOWN_DEVIATIONS.find(({ matches }) => matches(difference)) ?? null;
}
