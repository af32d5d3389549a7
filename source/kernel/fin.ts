import type { Context } from './context.ts';
import type { Socket } from './host.ts';
import { move } from './socket.ts';
import { flushUnsent } from './write.ts';

/** Sends the FIN that close() or shutdown() asked for, on the last unsent data if there is some; the state changes as soon as it is queued (F5.1). */
export function finish(ctx: Context, socket: Socket): void {
  socket.shutdownSend = true;
  move(ctx, socket, 'call.close');
  socket.finQueued = true;
  flushUnsent(ctx, socket);
}
