import { endpointKey, type Host, type Socket } from '../../source/kernel/host.ts';
import { allEntries } from '../../source/kernel/lookup.ts';
import { distance } from '../../source/tcp/sequence.ts';
import { TCP_STATES } from '../../source/tcp/state.ts';

/** What is true of a host at every moment; returns what is not. */
export function brokenInvariants(host: Host): string[] {
  const broken: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  const entries = [...allEntries(host)];
  const timers = new Set(host.timers.heap.map(({ item }) => item.serial));
  for (const [local, row] of host.ehash) {
    check(row.size > 0, 'an empty row in the ehash');
    for (const [remote, entry] of row) {
      check(endpointKey(entry.localIp, entry.localPort) === local && endpointKey(entry.remoteIp, entry.remotePort) === remote, `${entry.kind} under the wrong key`);
    }
  }
  for (const entry of entries) {
    if (entry.kind === 'socket') check(host.sockets.get(entry.id) === entry, `socket ${entry.id} in the ehash, but not among the sockets`);
    else check(timers.has(entry.timer), `${entry.kind} that no timer will ever end`);
  }
  check(host.timeWaitCount === entries.filter((entry) => entry.kind === 'time-wait').length, 'timeWaitCount');
  for (const [id, socket] of host.sockets) {
    check(socket.id === id, 'socket under the wrong number');
    checkSocket(host, socket, check);
    if (!socket.listener) continue;
    const requests = entries.filter((entry) => entry.kind === 'request' && entry.listener === id);
    check(socket.listener.qlen === requests.length, `qlen ${socket.listener.qlen} of ${requests.length} requests`);
    check(socket.listener.young === requests.filter((entry) => entry.kind === 'request' && entry.timeouts === 0).length, 'young');
    check(socket.listener.acceptQueue.every((child) => host.sockets.has(child)), 'a child in the accept queue that is no socket');
    check(socket.listener.acceptQueue.length <= socket.listener.backlog + 1 || socket.listener.backlog < 2, 'accept queue longer than backlog + 1');
  }
  for (const listener of host.listeners.values()) check(host.sockets.get(listener.id) === listener && listener.state === 'LISTEN', 'a listener that does not listen');
  return broken;
}

function checkSocket(host: Host, socket: Socket, check: (holds: boolean, what: string) => void): void {
  const name = `socket ${socket.id} in ${socket.state}`;
  check(TCP_STATES.includes(socket.state), `${name}: no such state`);
  check(distance(socket.sndUna, socket.sndNxt) >= 0, `${name}: SND.UNA after SND.NXT`);
  check(distance(socket.rcvWup, socket.rcvNxt) >= 0, `${name}: last ACK after RCV.NXT`);
  check((socket.state === 'LISTEN') === (socket.listener !== null), `${name}: listener state`);
  check(socket.received.length === socket.receivedBytes, `${name}: bytes received`);
  const connected = socket.state !== 'CLOSED' && socket.state !== 'LISTEN';
  const hashed = host.ehash.get(endpointKey(socket.localIp, socket.localPort))?.get(endpointKey(socket.remoteIp, socket.remotePort)) === socket;
  check(connected === hashed, `${name}: ${hashed ? 'still' : 'not'} in the ehash`);
  check(socket.open || connected, `${name}: an orphan without a connection`);
  if (!connected) check(socket.unacked.length === 0 && socket.retransmitTimer === 0, `${name}: still sends`);
  else check(socket.unacked.length === 0 || socket.retransmitTimer !== 0, `${name}: unacknowledged, but no timer`);
  let end = socket.sndUna;
  for (const piece of socket.unacked) {
    check(distance(piece.seq, end) >= 0, `${name}: a hole in what is unacknowledged`);
    end = (piece.seq + piece.length + (piece.flags & 1) + ((piece.flags & 2) >> 1)) >>> 0;
  }
  if (socket.unacked.length > 0) check(end === socket.sndNxt, `${name}: SND.NXT beyond what is remembered`);
  for (const [i, piece] of socket.outOfOrder.entries()) {
    check(distance(socket.rcvNxt, piece.seq) > 0, `${name}: out-of-order data that are in order`);
    const next = socket.outOfOrder[i + 1];
    check(!next || distance(piece.seq, next.seq) >= 0, `${name}: out-of-order data out of order`);
  }
}
