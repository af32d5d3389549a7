import { setup } from 'xstate';
import type { ConnectionEvent } from './connection-event.ts';

const gone = { 'call.abort': 'CLOSED', 'segment.reset': 'CLOSED', 'timer.gave-up': 'CLOSED' } as const;

/**
 * The TCP connection state diagram without context: (state, class of event) -> next state. What is not listed does not
 * move. It is the specification; the kernel runs the table compiled from it (connection-table.ts).
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
