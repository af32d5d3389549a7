import { LINUX_RULES, type RuleName, type Rules } from '../../source/kernel/rule.ts';
import { add, after, before, between } from '../../source/tcp/sequence.ts';

/** A rule of Linux replaced by what somebody might believe instead. Whatever proves a fact must fail with it. */
export interface Mutation {
  readonly rule: RuleName;
  /** The belief, as a short sentence. */
  readonly name: string;
  readonly rules: Rules;
}

function mutation<Name extends RuleName>(rule: Name, name: string, replacement: Rules[Name]): Mutation {
  return { rule, name, rules: { ...LINUX_RULES, [rule]: replacement } };
}

export const MUTATIONS: readonly Mutation[] = [
  mutation('F3.2 SYN queue full', 'a backlog of N holds N half-open connections', (qlen, limit) => qlen >= limit),
  mutation('F3.2 SYN queue full', 'the SYN queue has no limit', () => false),
  mutation('F3.6 last quarter', 'the whole tcp_max_syn_backlog is for everybody', (qlen, max) => qlen >= max),
  mutation('F3.6 last quarter', 'exactly three quarters are for strangers', (qlen, max) => max - qlen <= max >> 2),
  mutation('F4.3 accept queue full', 'a backlog of N holds N connections', (length, limit) => length >= limit),
  mutation('F4.1 backlog limit', 'somaxconn does not limit listen()', (backlog) => backlog),
  mutation('F3.11 full accept queue drops SYN', 'a full accept queue does not concern SYNs', () => false),
  mutation('F4.10 abort on overflow', 'a full accept queue answers with a RST', () => true),
  mutation('F4.10 abort on overflow', 'tcp_abort_on_overflow does nothing', () => false),
  mutation('F1.3 SYN takes one', 'a SYN takes no sequence number', () => 0),
  mutation('F1.3 final ACK', 'the final ACK repeats the ISN', (segAck, iss) => segAck === iss),
  mutation('F1.3 final ACK', 'any ACK finishes a handshake', () => true),
  mutation('F1.8 exact RST in SYN-RECV', 'any RST in the window deletes a half-open connection', () => true),
  mutation('F1.8 exact RST in SYN-RECV', 'a half-open connection obeys no RST', () => false),
  mutation('F1.27 reset numbers', 'every RST has seq 0 and acknowledges', (seg) => ({ seq: 0, ack: add(seg.seq, seg.length) })),
  mutation('F1.27 reset numbers', 'the RST acknowledges the number itself, not what it carried', (seg) => (seg.hasAck ? { seq: seg.ack, ack: null } : { seq: 0, ack: seg.seq })),
  mutation('F1.27 no RST for RST', 'a RST is answered like anything else', () => false),
  mutation('F1.17 acceptable ACK in SYN-SENT', 'any ACK will do in SYN-SENT', () => true),
  mutation('F1.17 acceptable ACK in SYN-SENT', 'the SYN is acknowledged by its own number', (segAck, sndUna, sndNxt) => between(segAck, sndUna, sndNxt)),
  mutation('F1.23 SYN-ACK timeout', 'SYN,ACKs are sent again every second', (_timeouts, initialRto) => initialRto),
  mutation('F1.25 crowded queue retries', 'a crowded SYN queue keeps its requests as long as ever', (retries) => retries),
  mutation('F1.18 linear SYN timeout', 'SYNs are sent again exponentially from the start', () => false),
  mutation('F1.18 linear SYN timeout', 'SYNs are sent again every second to the end', () => true),
  mutation('F6.1 FIN in order', 'a FIN counts when it comes, whatever is missing before it', () => true),
  mutation('F5.2 active closer waits', 'whoever closes first is done after the last ACK', () => false),
  mutation('F7.1 TIME-WAIT length', 'TIME-WAIT lasts tcp_fin_timeout', (_timeWait, finTimeoutMs) => finTimeoutMs),
  mutation('F7.1 TIME-WAIT length', 'TIME-WAIT lasts two minutes', () => 120_000),
  mutation('F7.8 SYN reopens TIME-WAIT', 'TIME-WAIT refuses every SYN', () => false),
  mutation('F7.8 SYN reopens TIME-WAIT', 'a SYN exactly at RCV.NXT reopens', (seg, tw) => !before(seg.seq, tw.rcvNxt)),
  mutation('F7.8 SYN reopens TIME-WAIT', 'timestamps do not help a SYN', (seg, tw) => after(seg.seq, tw.rcvNxt)),
  mutation('F7.13 RST ends TIME-WAIT', 'any RST ends TIME-WAIT', () => true),
  mutation('F7.13 RST ends TIME-WAIT', 'no RST ends TIME-WAIT', () => false),
  mutation('F7.13 RST ends TIME-WAIT', 'tcp_rfc1337 changes nothing', (segSeq, rcvNxt) => segSeq === rcvNxt),
  mutation('F7.10 reopened ISN', 'the reopened connection goes on from SND.NXT', (sndNxt) => sndNxt),
  mutation('F11.1 exact RST', 'any RST in the window resets', () => true),
  mutation('F5.10 unread data resets', 'close() always sends a FIN', () => false),
  mutation('F5.14 data after close resets', 'data after close() are acknowledged and thrown away', () => false),
  mutation('F5.3 FIN is acknowledged late', 'a FIN is acknowledged after 40 ms always', (_hadData, _jiffy, delayedAck) => delayedAck),
  mutation('F5.3 FIN is acknowledged late', 'a FIN is acknowledged at once always', (_hadData, jiffy) => jiffy),
  mutation('F9.1 bind over an old socket', 'SO_REUSEADDR on the new socket is enough', (newReuse) => newReuse),
  mutation('F9.1 bind over an old socket', 'SO_REUSEADDR lets two servers listen', (newReuse, oldReuse) => newReuse && oldReuse),
];
