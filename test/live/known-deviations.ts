import type { Dialogue } from '../../source/live/dialogue/dialogue.ts';
import { isEphemeral } from './chosen-port.ts';
import { NOTHING, type Difference } from './compare.ts';

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
    matches: (difference, dialogue) => {
      const peers = strayedPeers(difference, dialogue);
      if (peers.size === 0) return false;
      const { about, kernel, twin } = difference;
      if (about === 'sent' || about === 'time') return [...kernel.split('; '), ...twin.split('; ')].every((text) => text === NOTHING || peers.has(peerOf(text)));
      return about !== 'state' || `${kernel}${twin}`.includes('chosen');
    },
  },
];

/** Ports of the other side that had sent to a chosen port when the difference showed. */
function strayedPeers({ step }: Difference, { steps }: Dialogue): ReadonlySet<string> {
  const before = steps.slice(0, step < 0 ? undefined : step + 1);
  return new Set(before.flatMap((one) => (one.do === 'segment' && isEphemeral(one.segment.dstPort) ? [String(one.segment.srcPort)] : [])));
}

/** The port that something was sent to: `40000 R. 0:0(0)`, with its time before it where that is what differs. */
function peerOf(text: string): string {
  return text.replace(/^\S+ ms /, '').split(' ', 1)[0]!;
}

export function knownDeviation(difference: Difference, dialogue: Dialogue): KnownDeviation | null {
  return KNOWN_DEVIATIONS.find(({ matches }) => matches(difference, dialogue)) ?? null;
}
