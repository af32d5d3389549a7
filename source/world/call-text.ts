import { formatEndpoint } from '../tcp/address.ts';
import type { CallResult } from '../kernel/call-errnos.ts';
import type { Call } from './move.ts';

/** A system call as strace would print it, without the details that do not matter here. */
export function callText(call: Call): string {
  switch (call.call) {
    case 'socket':
      return 'socket(AF_INET, SOCK_STREAM, 0)';
    case 'bind':
    case 'connect':
      return `${call.call}(${call.socket}, ${formatEndpoint({ ip: call.ip, port: call.port })})`;
    case 'listen':
      return `listen(${call.socket}, ${call.backlog})`;
    case 'accept':
      return `accept(${call.socket})`;
    case 'read':
    case 'write':
      return `${call.call}(${call.socket}, ${call.bytes})`;
    case 'shutdown':
      return `shutdown(${call.socket}, SHUT_${call.how})`;
    case 'close':
      return `close(${call.socket})`;
    case 'setsockopt':
      return `setsockopt(${call.socket}, ${call.option}, ${call.value})`;
  }
}

/** `= 0`, `= -1 ECONNREFUSED`; null while the call blocks. */
export function resultText(result: CallResult): string | null {
  if (result.ok === 'blocks') return null;
  return result.ok ? `= ${result.value}` : `= -1 ${result.errno}`;
}
