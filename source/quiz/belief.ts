import { LINUX_RULES, type RuleName, type Rules } from '../kernel/rule.ts';
import { add, after, before, between } from '../tcp/sequence.ts';

/** A rule of Linux replaced by what somebody might believe instead: the world as it would then be. Whatever proves a fact must fail with it. */
export interface Belief {
  /** As templates name it. */
  readonly id: string;
  /** The misconception M01..M25 that it belongs to, or null. */
  readonly idea: string | null;
  readonly rule: RuleName;
  /** The belief, as a short sentence. */
  readonly name: string;
  /** The rules of Linux 6.18, with that one. */
  readonly rules: Rules;
  readonly change: Partial<Rules>;
}

function belief<Name extends RuleName>(id: string, idea: string | null, rule: Name, name: string, replacement: Rules[Name]): Belief {
  const change: Partial<Rules> = { [rule]: replacement };
  return { id, idea, rule, name, rules: { ...LINUX_RULES, ...change }, change };
}

export const BELIEFS: readonly Belief[] = [
  belief('backlog-holds-n-half-open', 'M12', 'F3.2 SYN queue full', 'a backlog of N holds N half-open connections', (qlen, limit) => qlen >= limit),
  belief('syn-queue-endless', null, 'F3.2 SYN queue full', 'the SYN queue has no limit', () => false),
  belief('max-syn-backlog-for-all', 'M12', 'F3.6 last quarter', 'the whole tcp_max_syn_backlog is for everybody', (qlen, max) => qlen >= max),
  belief('exactly-three-quarters', null, 'F3.6 last quarter', 'exactly three quarters are for strangers', (qlen, max) => max - qlen <= max >> 2),
  belief('backlog-holds-n', 'M11', 'F4.3 accept queue full', 'a backlog of N holds N connections', (length, limit) => length >= limit),
  belief('somaxconn-no-limit', 'M11', 'F4.1 backlog limit', 'somaxconn does not limit listen()', (backlog) => backlog),
  belief('full-accept-takes-syns', 'M15', 'F3.11 full accept queue drops SYN', 'a full accept queue does not concern SYNs', () => false),
  belief('full-accept-resets', 'M13', 'F4.10 abort on overflow', 'a full accept queue answers with a RST', () => true),
  belief('abort-on-overflow-void', null, 'F4.10 abort on overflow', 'tcp_abort_on_overflow does nothing', () => false),
  belief('syn-takes-none', 'M01', 'F1.3 SYN takes one', 'a SYN takes no sequence number', () => 0),
  belief('final-ack-repeats-isn', 'M01', 'F1.3 final ACK', 'the final ACK repeats the ISN', (segAck, iss) => segAck === iss),
  belief('any-ack-finishes', 'M03', 'F1.3 final ACK', 'any ACK finishes a handshake', () => true),
  belief('any-rst-ends-request', 'M08', 'F1.8 exact RST in SYN-RECV', 'any RST in the window deletes a half-open connection', () => true),
  belief('request-obeys-no-rst', null, 'F1.8 exact RST in SYN-RECV', 'a half-open connection obeys no RST', () => false),
  belief('rst-always-seq-zero', 'M08', 'F1.27 reset numbers', 'every RST has seq 0 and acknowledges', (seg) => ({ seq: 0, ack: add(seg.seq, seg.length) })),
  belief('rst-acks-the-number', 'M01', 'F1.27 reset numbers', 'the RST acknowledges the number itself, not what it carried', (seg) => (seg.hasAck ? { seq: seg.ack, ack: null } : { seq: 0, ack: seg.seq })),
  belief('rst-for-rst', 'M08', 'F1.27 no RST for RST', 'a RST is answered like anything else', () => false),
  belief('any-ack-in-syn-sent', 'M08', 'F1.17 acceptable ACK in SYN-SENT', 'any ACK will do in SYN-SENT', () => true),
  belief('syn-acked-by-own-number', 'M01', 'F1.17 acceptable ACK in SYN-SENT', 'the SYN is acknowledged by its own number', (segAck, sndUna, sndNxt) => between(segAck, sndUna, sndNxt)),
  belief('syn-ack-every-second', null, 'F1.23 SYN-ACK timeout', 'SYN-ACKs are sent again every second', (_timeouts, initialRto) => initialRto),
  belief('crowd-keeps-requests', null, 'F1.25 crowded queue retries', 'a crowded SYN queue keeps its requests as long as ever', (retries) => retries),
  belief('syn-exponential', null, 'F1.18 linear SYN timeout', 'SYNs are sent again exponentially from the start', () => false),
  belief('syn-every-second', null, 'F1.18 linear SYN timeout', 'SYNs are sent again every second to the end', () => true),
  belief('fin-counts-early', 'M18', 'F6.1 FIN in order', 'a FIN counts when it comes, whatever is missing before it', () => true),
  belief('closer-is-done', 'M21', 'F5.2 active closer waits', 'whoever closes first is done after the last ACK', () => false),
  belief('time-wait-is-fin-timeout', 'M22', 'F7.1 TIME-WAIT length', 'TIME-WAIT lasts tcp_fin_timeout', (_timeWait, finTimeoutMs) => finTimeoutMs),
  belief('time-wait-two-minutes', 'M22', 'F7.1 TIME-WAIT length', 'TIME-WAIT lasts two minutes', () => 120_000),
  belief('time-wait-refuses-syn', 'M24', 'F7.8 SYN reopens TIME-WAIT', 'TIME-WAIT refuses every SYN', () => false),
  belief('syn-at-rcv-nxt-reopens', null, 'F7.8 SYN reopens TIME-WAIT', 'a SYN exactly at RCV.NXT reopens', (seg, tw) => !before(seg.seq, tw.rcvNxt)),
  belief('timestamps-do-not-help', 'M24', 'F7.8 SYN reopens TIME-WAIT', 'timestamps do not help a SYN', (seg, tw) => after(seg.seq, tw.rcvNxt)),
  belief('any-rst-ends-time-wait', 'M25', 'F7.13 RST ends TIME-WAIT', 'any RST ends TIME-WAIT', () => true),
  belief('no-rst-ends-time-wait', 'M25', 'F7.13 RST ends TIME-WAIT', 'no RST ends TIME-WAIT', () => false),
  belief('rfc1337-void', 'M25', 'F7.13 RST ends TIME-WAIT', 'tcp_rfc1337 changes nothing', (segSeq, rcvNxt) => segSeq === rcvNxt),
  belief('reopened-from-snd-nxt', null, 'F7.10 reopened ISN', 'the reopened connection goes on from SND.NXT', (sndNxt) => sndNxt),
  belief('any-rst-resets', 'M08', 'F11.1 exact RST', 'any RST in the window resets', () => true),
  belief('close-always-fin', 'M20', 'F5.10 unread data resets', 'close() always sends a FIN', () => false),
  belief('data-after-close-acked', 'M18', 'F5.14 data after close resets', 'data after close() are acknowledged and thrown away', () => false),
  belief('fin-ack-always-late', null, 'F5.3 FIN is acknowledged late', 'a FIN is acknowledged after 40 ms always', (_hadData, _jiffy, delayedAck) => delayedAck),
  belief('fin-ack-at-once', null, 'F5.3 FIN is acknowledged late', 'a FIN is acknowledged at once always', (_hadData, jiffy) => jiffy),
  belief('new-reuseaddr-enough', null, 'F9.1 bind over an old socket', 'SO_REUSEADDR on the new socket is enough', (newReuse) => newReuse),
  belief('reuseaddr-lets-two-listen', null, 'F9.1 bind over an old socket', 'SO_REUSEADDR lets two servers listen', (newReuse, oldReuse) => newReuse && oldReuse),
];

export const BELIEF_IDS: readonly string[] = BELIEFS.map(({ id }) => id);

/** Throws an Error for an id that is none of BELIEF_IDS. */
export function beliefCalled(id: string): Belief {
  const found = BELIEFS.find((one) => one.id === id);
  if (!found) throw new Error(`there is no belief ${id}`);
  return found;
}
