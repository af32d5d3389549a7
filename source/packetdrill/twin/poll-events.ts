import type { Socket } from '../../kernel/host.ts';
import type { PollEvent } from '../run/system-call.ts';

/** What poll() would say of a socket, of all events. Source: F10.10, tcp.c:tcp_poll. */
export function pollEvents(socket: Socket): readonly PollEvent[] {
  const events: PollEvent[] = [];
  if (socket.listener) return socket.listener.acceptQueue.length > 0 ? ['POLLIN', 'POLLRDNORM'] : [];
  const over = socket.state === 'CLOSED' && socket.remotePort !== 0;
  const receiveShut = socket.shutdownReceive || over;
  const sendShut = socket.shutdownSend || over;
  const opening = socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED';
  if ((receiveShut && sendShut) || socket.state === 'CLOSED') events.push('POLLHUP');
  if (receiveShut) events.push('POLLRDHUP');
  if (receiveShut || (!opening && socket.receivedBytes > 0)) events.push('POLLIN', 'POLLRDNORM');
  if (!opening) events.push('POLLOUT', 'POLLWRNORM');
  if (socket.error !== null) events.push('POLLERR');
  return events;
}

/** Of these, what a program that asked for `wanted` is told: errors and hang-ups always. */
export function polled(socket: Socket, wanted: readonly PollEvent[]): readonly PollEvent[] {
  return pollEvents(socket).filter((event) => wanted.includes(event) || event === 'POLLERR' || event === 'POLLHUP');
}
