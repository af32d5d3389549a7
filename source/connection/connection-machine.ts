import { setup } from 'xstate';

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
  /** A SYN,ACK that acknowledges our SYN. */
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

const gone = { 'call.abort': 'CLOSED', 'segment.reset': 'CLOSED', 'timer.gave-up': 'CLOSED' } as const;

/**
 * The TCP connection state diagram without context: (state, class of event) -> next state. What is not listed does not
 * move. It is the specification; the kernel runs the table compiled from it (compiled-table.ts).
 */
export const connectionMachine = setup({ types: { events: {} as ConnectionEvent } }).createMachine({
  id: 'connection',
  initial: 'CLOSED',
  states: {
    CLOSED: { on: { 'call.listen': 'LISTEN', 'call.connect': 'SYN-SENT' } },
    LISTEN: { on: { 'call.close': 'CLOSED', 'call.abort': 'CLOSED' } },
    'SYN-SENT': {
      on: {
        ...gone,
        'call.close': 'CLOSED',
        'segment.syn-ack': 'ESTABLISHED',
        'segment.crossing-syn': 'SYN-RECEIVED',
      },
    },
    'SYN-RECEIVED': {
      on: { ...gone, 'call.close': 'FIN-WAIT-1', 'segment.acks-our-syn': 'ESTABLISHED', 'segment.fin': 'CLOSE-WAIT' },
    },
    ESTABLISHED: { on: { ...gone, 'call.close': 'FIN-WAIT-1', 'segment.fin': 'CLOSE-WAIT' } },
    'FIN-WAIT-1': { on: { ...gone, 'segment.acks-our-fin': 'FIN-WAIT-2', 'segment.fin': 'CLOSING' } },
    'FIN-WAIT-2': { on: { ...gone, 'segment.fin': 'TIME-WAIT', 'timer.fin-wait-2': 'CLOSED' } },
    'CLOSE-WAIT': { on: { ...gone, 'call.close': 'LAST-ACK' } },
    CLOSING: { on: { ...gone, 'segment.acks-our-fin': 'TIME-WAIT' } },
    'LAST-ACK': { on: { ...gone, 'segment.acks-our-fin': 'CLOSED' } },
    'TIME-WAIT': { on: { 'segment.reset': 'CLOSED', 'segment.reopens': 'CLOSED', 'timer.time-wait': 'CLOSED' } },
  },
});
