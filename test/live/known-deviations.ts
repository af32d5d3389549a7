import type { Dialogue } from '../../source/live/dialogue/dialogue.ts';
import { has, SYN } from '../../source/tcp/flags.ts';
import type { Difference } from './compare.ts';

/** A way in which the simulated kernel is known to differ from the real one, and why it stays so. */
export interface KnownDeviation {
  readonly id: string;
  readonly reason: string;
  readonly matches: (difference: Difference, dialogue: Dialogue) => boolean;
}

/** Up to so many bytes a segment leaves the estimate of the other side's segment size as it is: TCP_MSS_DEFAULT. */
const ESTIMATE = 536;

const bare = (text: string): string => text.replaceAll(/ win \d+/g, '');
const withoutPush = (text: string): string => text.replaceAll(/ (F?)P\. /g, ' $1. ');
const withoutSack = (text: string): string => text.replaceAll(/(?:,?nop,nop,)?sack [\d: ]+/g, '').replaceAll(' <>', '');

/** A listening port of the ephemeral range (ip_local_port_range: 32768 to 60999), whichever. */
const withoutChosenPort = (text: string): string => text.replaceAll(/\b(\d{5})(?= LISTEN )/g, (port) => (Number(port) >= 32768 && Number(port) <= 60999 ? 'ephemeral' : port));

/** Has a segment larger than the estimate come by then? */
function largeSegmentUntil({ steps }: Dialogue, step: number): boolean {
  return steps.slice(0, step < 0 ? undefined : step + 1).some((one) => one.do === 'segment' && !has(one.segment.flags, SYN) && one.segment.length > ESTIMATE);
}

export const KNOWN_DEVIATIONS: readonly KnownDeviation[] = [
  {
    id: 'window-by-memory',
    reason:
      'A segment larger than any before lets Linux reckon anew how much of the receive buffer is data and how much overhead, by the memory that the driver gave the segment: the window then is of another size, and a segment that makes it grow is acknowledged at once (tcp_input.c:tcp_measure_rcv_mss, tcp_grow_window). The twin does not know the driver.',
    matches: ({ about, step, kernel, twin }, dialogue) => {
      if (!largeSegmentUntil(dialogue, step)) return false;
      if (about === 'counter') return /^(?:DelayedACKs|OutSegs|BeyondWindow) /.test(kernel);
      return about === 'sent' && (bare(kernel) === bare(twin) || twin === '(nothing)' || kernel === '(nothing)');
    },
  },
  {
    id: 'push-within-a-write',
    reason:
      'Linux cuts a long write into buffers of several segments and may push at the end of each (tcp.c:tcp_sendmsg_locked); how long a buffer is depends on what the device can do. The twin sets PSH on the last segment of a write.',
    matches: ({ about, kernel, twin }, { steps }) => about === 'sent' && withoutPush(kernel) === withoutPush(twin) && steps.some((one) => one.do === 'call' && one.call.call === 'write' && one.call.bytes > ESTIMATE),
  },
  {
    id: 'sack-after-drain',
    reason: 'Which SACK blocks stand in an ACK right after a gap was filled depends on when the kernel prunes them.',
    matches: ({ about, kernel, twin }) => about === 'sent' && kernel !== twin && withoutSack(kernel) === withoutSack(twin),
  },
  {
    id: 'port-by-chance',
    reason: 'listen() on a socket without a port takes one of the ephemeral range at random (inet_connection_sock.c:inet_csk_find_open_port).',
    matches: ({ about, kernel, twin }) => about === 'state' && withoutChosenPort(kernel) === withoutChosenPort(twin),
  },
];

export function knownDeviation(difference: Difference, dialogue: Dialogue): KnownDeviation | null {
  return KNOWN_DEVIATIONS.find(({ matches }) => matches(difference, dialogue)) ?? null;
}
