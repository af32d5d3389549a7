import { ABOVE_TIME_WAIT } from './constants.ts';
import { add, after, before } from '../tcp/sequence.ts';

/**
 * The facts that decide something, each as a small function that a test or a profile can replace by another.
 * A mutated rule must turn a test red. The keys begin with the fact's number.
 */
export interface Rules {
  /** May the SYN queue take no more? limit = min(backlog, somaxconn); table: rows made at listen(), which bound it up to 4.3. */
  'F3.2 SYN queue full': (qlen: number, limit: number, table: number) => boolean;
  /** Is a stranger's SYN refused because the last quarter is kept for proven peers? Only asked with syncookies off. */
  'F3.6 last quarter': (qlen: number, maxSynBacklog: number) => boolean;
  'F4.3 accept queue full': (length: number, limit: number) => boolean;
  'F4.1 backlog limit': (backlog: number, somaxconn: number) => number;
  /** Does the accept queue's fullness refuse a SYN? young: half-open requests whose SYN-ACK was sent once so far. */
  'F3.11 full accept queue drops SYN': (full: boolean, young: number) => boolean;
  /** When the accept queue is full and the final ACK arrives: RST (true) or nothing. */
  'F4.10 abort on overflow': (sysctl: number) => boolean;
  /** Sequence numbers that a SYN occupies: what its acknowledgment adds. */
  'F1.3 SYN takes one': () => number;
  /** Is the final ACK of a handshake the right one? */
  'F1.3 final ACK': (segAck: number, iss: number) => boolean;
  /** Does a RST in the window delete the half-open request? */
  'F1.8 exact RST in SYN-RECV': (segSeq: number, rcvNxt: number) => boolean;
  /** The RST for a segment without ACK acknowledges what it carried; with ACK it takes its sequence number from there. */
  'F1.27 reset numbers': (seg: { hasAck: boolean; seq: number; ack: number; length: number }) => { seq: number; ack: number | null };
  /** Is a RST answered with a RST? */
  'F1.27 no RST for RST': (isRst: boolean) => boolean;
  /** Is the ACK in SYN-SENT acceptable? */
  'F1.17 acceptable ACK in SYN-SENT': (segAck: number, sndUna: number, sndNxt: number) => boolean;
  /** ms until the n-th SYN-ACK timer (n from 0). */
  'F1.23 SYN-ACK timeout': (timeouts: number, initialRto: number, maxRto: number) => number;
  /** How often a SYN-ACK is sent again, given the crowding of the queue. */
  'F1.25 crowded queue retries': (retries: number, qlen: number, young: number, limit: number, table: number) => number;
  /** Does the SYN timeout stay linear? */
  'F1.18 linear SYN timeout': (totalRtoSeconds: number, linear: number) => boolean;
  /** Is the FIN's processing in order, i.e. may it change the state now? */
  'F6.1 FIN in order': (segSeq: number, rcvNxt: number) => boolean;
  /** Where a socket goes when the FIN of the other side is processed in FIN-WAIT-2: TIME-WAIT (true) or straight to CLOSED. */
  'F5.2 active closer waits': () => boolean;
  'F7.1 TIME-WAIT length': (timeWait: number, finTimeoutMs: number) => number;
  /** May this SYN take over the TIME-WAIT tuple? Source: tcp_timewait_state_process. */
  'F7.8 SYN reopens TIME-WAIT': (seg: { seq: number; tsval: number | null }, tw: { rcvNxt: number; tsRecent: number | null }) => boolean;
  /** Does this RST end TIME-WAIT? */
  'F7.13 RST ends TIME-WAIT': (segSeq: number, rcvNxt: number, rfc1337: number) => boolean;
  'F7.10 reopened ISN': (sndNxt: number) => number;
  /** Is a RST in a synchronized state obeyed? */
  'F11.1 exact RST': (segSeq: number, rcvNxt: number) => boolean;
  /** Does close() with unread data send a RST instead of a FIN? */
  'F5.10 unread data resets': (unreadBytes: number) => boolean;
  /** Does new data after close() draw a RST? */
  'F5.14 data after close resets': (segEnd: number, fin: boolean, rcvNxt: number, hasData: boolean) => boolean;
  /** Delay in ms before a FIN is acknowledged when nothing else is sent. */
  'F5.3 FIN is acknowledged late': (hadData: boolean, jiffy: number, delayedAck: number) => number;
  'F9.1 bind over an old socket': (newReuse: boolean, oldReuse: boolean, oldListens: boolean) => boolean;
}

/** Linux 6.18. */
export const LINUX_RULES: Rules = {
  'F3.2 SYN queue full': (qlen, limit) => qlen > limit,
  'F3.6 last quarter': (qlen, max) => max - qlen < max >> 2,
  'F4.3 accept queue full': (length, limit) => length > limit,
  'F4.1 backlog limit': (backlog, somaxconn) => Math.min(backlog < 0 ? 4294967296 + backlog : backlog, somaxconn),
  'F3.11 full accept queue drops SYN': (full) => full,
  'F4.10 abort on overflow': (sysctl) => sysctl !== 0,
  'F1.3 SYN takes one': () => 1,
  'F1.3 final ACK': (segAck, iss) => segAck === add(iss, 1),
  'F1.8 exact RST in SYN-RECV': (segSeq, rcvNxt) => segSeq === rcvNxt,
  'F1.27 reset numbers': (seg) => (seg.hasAck ? { seq: seg.ack, ack: null } : { seq: 0, ack: add(seg.seq, seg.length) }),
  'F1.27 no RST for RST': (isRst) => isRst,
  'F1.17 acceptable ACK in SYN-SENT': (segAck, sndUna, sndNxt) => after(segAck, sndUna) && !after(segAck, sndNxt),
  'F1.23 SYN-ACK timeout': (timeouts, initialRto, maxRto) => Math.min(initialRto * 2 ** timeouts, maxRto),
  'F1.25 crowded queue retries': (retries, qlen, young, limit) => (qlen * 2 > Math.max(8, limit) ? crowdedRetries(retries, qlen, young) : retries),
  'F1.18 linear SYN timeout': (totalRtoSeconds, linear) => totalRtoSeconds <= linear,
  'F6.1 FIN in order': (segSeq, rcvNxt) => !after(segSeq, rcvNxt),
  'F5.2 active closer waits': () => true,
  'F7.1 TIME-WAIT length': (timeWait) => timeWait,
  'F7.8 SYN reopens TIME-WAIT': (seg, tw) =>
    after(seg.seq, tw.rcvNxt) || (seg.tsval !== null && tw.tsRecent !== null && before(tw.tsRecent, seg.tsval)),
  'F7.13 RST ends TIME-WAIT': (segSeq, rcvNxt, rfc1337) => segSeq === rcvNxt && rfc1337 === 0,
  'F7.10 reopened ISN': (sndNxt) => add(sndNxt, ABOVE_TIME_WAIT) || 1,
  'F11.1 exact RST': (segSeq, rcvNxt) => segSeq === rcvNxt,
  'F5.10 unread data resets': (unreadBytes) => unreadBytes > 0,
  'F5.14 data after close resets': (segEnd, fin, rcvNxt, hasData) => hasData && after(add(segEnd, fin ? -1 : 0), rcvNxt),
  'F5.3 FIN is acknowledged late': (hadData, jiffy, delayedAck) => (hadData ? delayedAck : jiffy),
  'F9.1 bind over an old socket': (newReuse, oldReuse, oldListens) => newReuse && oldReuse && !oldListens,
};

export type RuleName = keyof Rules;

/** One try less for each doubling of the young requests that the queue exceeds, but two at least (F1.25). */
export function crowdedRetries(retries: number, qlen: number, young: number): number {
  let allowed = retries;
  for (let threshold = young * 2; allowed > 2 && qlen >= threshold; threshold *= 2) allowed--;
  return allowed;
}

/** The window test of tcp_in_window(): exact start, overlap, or an empty segment exactly at the right edge. */
export function inWindow(seq: number, end: number, left: number, right: number): boolean {
  if (seq === left) return true;
  if (after(end, left) && before(seq, right)) return true;
  return seq === right && seq === end;
}

