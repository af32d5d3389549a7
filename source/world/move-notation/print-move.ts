import { formatIp } from '../../tcp/address.ts';
import type { Call, Move } from '../move.ts';
import { printTold } from '../told.ts';
import { printDuration } from './duration.ts';
import { printGivenSegment } from './segment-line.ts';

/** The line that parseMoveLine reads as this move: what solutions, run files and the menu show. */
export function printMove(move: Move): string {
  const act = printAct(move);
  return 'host' in move && move.host !== undefined ? `on ${move.host}: ${act}` : act;
}

function printAct(move: Move): string {
  switch (move.do) {
    case 'send':
      return printGivenSegment(move.segment);
    case 'queue':
      return `queue ${move.queue}`;
    case 'state':
      return `state ${move.state}`;
    case 'timer':
      return move.ms === null ? 'timer off' : `timer ${printDuration(move.ms)}`;
    case 'returns':
      return `returns ${printTold(move.result)}`;
    case 'call':
      return `call ${printCall(move)}`;
    case 'sysctl':
      return `sysctl ${move.name}=${move.value}`;
    case 'wait':
      return move.ms === null ? 'wait' : `wait ${printDuration(move.ms)}`;
    case 'predict':
      return move.confidence === null ? `predict ${move.answer}` : `predict ${move.answer} ${move.confidence}`;
    case 'silent':
    case 'drop':
    case 'skip':
    case 'hint':
      return move.do;
  }
  return move satisfies never;
}

function printCall(call: Call): string {
  switch (call.call) {
    case 'socket':
      return 'socket';
    case 'bind':
    case 'connect':
      return `${call.call} ${call.socket} ${formatIp(call.ip)}:${call.port}`;
    case 'listen':
      return `listen ${call.socket} ${call.backlog}`;
    case 'accept':
    case 'close':
      return `${call.call} ${call.socket}`;
    case 'read':
      return `read ${call.socket} ${call.bytes}`;
    case 'write':
      return `write ${call.socket} ${call.bytes}${call.data ? ` ${printData(call.data)}` : ''}`;
    case 'shutdown':
      return `shutdown ${call.socket} ${call.how}`;
    case 'setsockopt':
      return `setsockopt ${call.socket} ${call.option} ${call.value}`;
  }
  return call satisfies never;
}

/** One word as it is; anything with blanks or quotes as JSON writes it. */
function printData(data: string): string {
  return /^[A-Za-z0-9._:/-]+$/.test(data) ? data : JSON.stringify(data);
}
