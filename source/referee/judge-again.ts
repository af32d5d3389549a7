import { ACK, FIN, has, SYN } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import type { TimerCause } from '../world/decision.ts';
import { allowed, kindOf, RIGHT, wrong, type Finding } from './finding.ts';

/** Judges what the player sends (null: nothing) when a retransmission timer goes off. `expected`: what Linux sends, null where it gives up. */
export function compareAgain({ last }: TimerCause, expected: Segment | null, sent: Segment | null): Finding {
  if (sent === null) return expected === null ? RIGHT : wrong('not-sent-again');
  if (sent.dstIp !== last.dstIp || sent.dstPort !== last.dstPort) return wrong('to-the-wrong-address');
  if (sent.srcIp !== last.srcIp || sent.srcPort !== last.srcPort) return wrong('from-the-wrong-address');
  const given = kindOf(sent);
  if (expected === null) return wrong(given === 'reset' ? 'reset-when-giving-up' : 'sent-again-beyond-the-limit');
  if (given === 'reset') return wrong('reset-instead-of-again');
  const marks = SYN | FIN | ACK;
  if ((sent.flags & marks) !== (expected.flags & marks) || sent.length !== expected.length) return wrong('another-segment-again');
  if (sent.seq !== expected.seq) return has(expected.flags, SYN) ? wrong('second-isn', 'M02') : wrong('another-number-again');
  if (has(expected.flags, ACK) && sent.ack !== expected.ack) return wrong('another-ack-again');
  return has(sent.flags, SYN) && expected.options.mss !== undefined && sent.options.mss === undefined ? allowed('fewer-options') : RIGHT;
}
