import type { Host, KernelTimer, Request, Socket } from '../kernel/host.ts';
import { SYN } from '../tcp/flags.ts';
import { sequenceLength } from '../tcp/segment.ts';
import { nextAt } from '../time.ts';
import { isPlayers } from './ask.ts';
import type { TimerCause } from './decision.ts';
import { hostOf, setupOf, type World } from './world.ts';

/**
 * The retransmission timer that goes off now on a host where that is the player's to answer; null for any other timer.
 * A probe of a closed window, and a wait for what may only be late, are not asked about.
 */
export function timeoutOf(world: World, name: string): TimerCause | null {
  if (!setupOf(world, name).timeouts || !isPlayers(world, name) || world.pending) return null;
  const host = hostOf(world, name);
  if (nextAt(host.timers) > world.now) return null;
  const timer = host.timers.heap[0]!.item;
  const owner = ownerOf(host, timer);
  if (!owner) return null;
  const { localIp, localPort, remoteIp, remotePort } = owner;
  const first = owner.kind === 'request' ? owner.iss : owner.sndUna;
  const sent = world.journal.segments.filter(
    ({ from, sent: s }) => from === name && s.srcIp === localIp && s.srcPort === localPort && s.dstIp === remoteIp && s.dstPort === remotePort && s.seq === first && sequenceLength(s) > 0,
  );
  const last = sent.at(-1);
  if (!last) return null;
  const alike = sent.filter((one) => ((one.sent.flags ^ last.sent.flags) & SYN) === 0);
  return { kind: 'timer', timer, last: last.sent, sent: alike.length, waited: world.now - last.sentAt };
}

function ownerOf(host: Host, timer: KernelTimer): Request | Socket | null {
  if (timer.kind === 'syn-ack') {
    const entry = host.ehash.get(timer.local)?.get(timer.remote);
    return entry?.kind === 'request' ? entry : null;
  }
  const socket = timer.kind === 'retransmit' ? host.sockets.get(timer.socket) : undefined;
  const probing = socket?.timerFor === 'probe' && socket.probedAt === null;
  return socket && socket.unacked.length > 0 && (socket.timerFor === 'timeout' || probing) ? socket : null;
}
