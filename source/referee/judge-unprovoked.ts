import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import type { Segment } from '../tcp/segment.ts';
import { before } from '../tcp/sequence.ts';
import { kindOf } from './finding.ts';
import type { Citation, Named } from './verdict.ts';

/** What can be said of a kernel that speaks unasked; the texts are under `verdict.REASON`. */
export const UNPROVOKED_REASONS = [
  'unprovoked-retransmission',
  'unprovoked-data',
  'unprovoked-ack',
  'unprovoked-reset',
  'unprovoked-fin',
  'unprovoked-syn',
  'unprovoked-syn-ack',
  'segment-without-flags',
] as const;
export type UnprovokedReason = (typeof UNPROVOKED_REASONS)[number];
export type UnprovokedName = `unprovoked/${UnprovokedReason}`;

type Source = readonly [rule: string, ...cite: Citation[]];
const input: Citation = { kernel: '__tcp_ack_snd_check', file: 'net/ipv4/tcp_input.c' };

const SOURCES: Readonly<Record<UnprovokedReason, Source>> = {
  'unprovoked-retransmission': ['F12.3', { kernel: 'tcp_retransmit_timer', file: 'net/ipv4/tcp_timer.c' }],
  'unprovoked-data': ['F12.5', { kernel: 'tcp_sendmsg', file: 'net/ipv4/tcp.c' }],
  'unprovoked-ack': ['F12.5', input],
  'unprovoked-reset': ['F1.27', { kernel: 'tcp_v4_send_reset', file: 'net/ipv4/tcp_ipv4.c' }, { rfc: 'RFC 9293', section: '3.5.2' }],
  'unprovoked-fin': ['F5.1', { kernel: '__tcp_close', file: 'net/ipv4/tcp.c' }],
  'unprovoked-syn': ['F1.17', { kernel: 'tcp_connect', file: 'net/ipv4/tcp_output.c' }],
  'unprovoked-syn-ack': ['F1.1', { kernel: 'tcp_conn_request', file: 'net/ipv4/tcp_input.c' }],
  'segment-without-flags': ['F11.12', { kernel: 'tcp_rcv_established', file: 'net/ipv4/tcp_input.c' }],
};

function reasonFor(sent: Segment, sndNxt: number | null): UnprovokedReason {
  const kind = kindOf(sent);
  if (kind === 'none') return 'segment-without-flags';
  const takesNumbers = kind === 'syn' || kind === 'fin' || sent.length > 0;
  if (kind !== 'reset' && takesNumbers && sndNxt !== null && before(sent.seq, sndNxt)) return 'unprovoked-retransmission';
  return kind === 'ack' && sent.length > 0 ? 'unprovoked-data' : `unprovoked-${kind}`;
}

/** A kernel that speaks although nothing arrived, no call was made and no timer is due. */
export function unprovokedVerdict(sent: Segment, sndNxt: number | null): Named<UnprovokedName> {
  const reason = reasonFor(sent, sndNxt);
  const [rule, ...cite] = SOURCES[reason];
  return { name: `unprovoked/${reason}`, outcome: 'wrong', rule, why: { id: `verdict.${reason}`, params: { sent: printPacketdrill(sent) } }, evidence: null, counterfactual: { id: 'verdict.linux-sends-nothing' }, cite };
}
