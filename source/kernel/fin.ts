import type { Context } from './context.ts';
import type { Socket } from './host.ts';
import { armProbe } from './retransmit-timer.ts';
import { move } from './socket.ts';
import { sendFin } from './transmit.ts';

/** Sends the FIN that close() or shutdown() asked for; the state changes as soon as it is queued (F5.1). */
export function finish(ctx: Context, socket: Socket): void {
  socket.shutdownSend = true;
  move(ctx, socket, 'call.close');
  sendFin(ctx, socket);
  armProbe(ctx, socket);
}
