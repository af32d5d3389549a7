import type { Dialogue } from '../../source/live/dialogue/dialogue.ts';
import { isEphemeral } from './chosen-port.ts';
import type { Difference } from './compare.ts';

/** A way in which the simulated kernel is known to differ from the real one, and why it stays so. */
export interface KnownDeviation {
  readonly id: string;
  readonly reason: string;
  readonly matches: (difference: Difference, dialogue: Dialogue) => boolean;
}

export const KNOWN_DEVIATIONS: readonly KnownDeviation[] = [
  {
    id: 'port-by-chance',
    reason:
      'listen() and connect() on a socket without a port take one of the ephemeral range at random (inet_connection_sock.c:inet_csk_find_open_port, inet_hashtables.c:__inet_hash_connect). Which one does not count, but what the other side sends to the port of the twin misses the one of the kernel.',
    matches: ({ step }, { steps }) => steps.slice(0, step < 0 ? undefined : step + 1).some((one) => one.do === 'segment' && isEphemeral(one.segment.dstPort)),
  },
];

export function knownDeviation(difference: Difference, dialogue: Dialogue): KnownDeviation | null {
  return KNOWN_DEVIATIONS.find(({ matches }) => matches(difference, dialogue)) ?? null;
}
