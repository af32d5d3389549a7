/**
 * What can happen to a full socket, already classified by pure functions (kernel/incoming.ts and what it calls): the machine
 * never looks at a number. Source: RFC 9293 section 3.3.2 figure 5 and 3.10; Linux tcp_rcv_state_process, tcp.c:new_state.
 */
export const CONNECTION_EVENTS = [
  'call.listen',
  'call.connect',
  /** close() or shutdown(SHUT_WR) where that means a FIN. */
  'call.close',
  /** The connection is thrown away with a RST: unread data, SO_LINGER 0. */
  'call.abort',
  /** A SYN-ACK that acknowledges our SYN. */
  'segment.syn-ack',
  /** A SYN without ACK while our own SYN is out: simultaneous open. */
  'segment.crossing-syn',
  'segment.acks-our-syn',
  /** A FIN that is in order: everything before it has been received. */
  'segment.fin',
  'segment.acks-our-fin',
  /** A RST that is to be obeyed: its sequence number was accepted. */
  'segment.reset',
  /** A SYN that may take over a TIME-WAIT tuple. */
  'segment.reopens',
  'timer.gave-up',
  'timer.fin-wait-2',
  'timer.time-wait',
] as const;

export type ConnectionEventType = (typeof CONNECTION_EVENTS)[number];
export type ConnectionEvent = { readonly type: ConnectionEventType };
