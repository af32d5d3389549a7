import { distance } from '../../tcp/sequence.ts';
import type { Host } from '../../kernel/host.ts';
import { NotModelled } from '../run/result.ts';

/** Segments that Linux sends before it waits for an acknowledgment. Source: include/net/tcp.h, TCP_INIT_CWND. */
const INITIAL_WINDOW = 10;

/** Throws NotModelled when a socket has sent more than the first window or the peer's window holds: what then comes is beyond the model. */
export function refuseBeyondModel(host: Host): void {
  for (const socket of host.sockets.values()) {
    const flight = distance(socket.sndUna, socket.sndNxt);
    if (flight <= 1 || socket.remotePort === 0) continue;
    if (socket.unacked.length > INITIAL_WINDOW) throw new NotModelled('congestion control');
    if (flight > socket.sndWnd + 1) throw new NotModelled("the peer's window");
  }
}
