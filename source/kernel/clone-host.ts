import type { HashEntry, Host, Socket } from './host.ts';

/**
 * An independent copy of a machine: what happens to one is not seen in the other. By hand, since a general copy costs
 * a hundred times as much and a live level copies its world several times a second. Only what never changes is
 * shared: addresses, timers, lines of the log.
 */
export function cloneHost(host: Host): Host {
  const copies = new Map<HashEntry, HashEntry>();
  const cloned = <Entry extends HashEntry>(entry: Entry): Entry => {
    const known = copies.get(entry);
    if (known) return known as Entry;
    const copy = cloneEntry(entry) as Entry;
    copies.set(entry, copy);
    return copy;
  };
  const ehash: Host['ehash'] = new Map();
  for (const [local, row] of host.ehash) {
    const copy = new Map<number, HashEntry>();
    for (const [remote, entry] of row) copy.set(remote, entry.kind === 'socket' ? cloned(entry) : cloneEntry(entry));
    ehash.set(local, copy);
  }
  const sockets = new Map<number, Socket>();
  for (const [id, socket] of host.sockets) sockets.set(id, cloned(socket));
  const listeners: Host['listeners'] = new Map();
  for (const [key, socket] of host.listeners) listeners.set(key, cloned(socket));
  return {
    ...host,
    sysctl: { ...host.sysctl },
    counters: { ...host.counters },
    dmesg: [...host.dmesg],
    sockets,
    listeners,
    ehash,
    portSearch: null,
    timers: { ...host.timers, heap: [...host.timers.heap] },
    provenPeers: new Set(host.provenPeers),
    peerStamps: new Map(host.peerStamps),
    challenges: { ...host.challenges },
  };
}

function cloneEntry(entry: HashEntry): HashEntry {
  if (entry.kind === 'time-wait') return { ...entry, timestamps: { ...entry.timestamps } };
  if (entry.kind === 'request') return { ...entry, options: { ...entry.options }, timestamps: { ...entry.timestamps } };
  return {
    ...entry,
    listener: entry.listener && { ...entry.listener, acceptQueue: [...entry.listener.acceptQueue] },
    unacked: entry.unacked.map((segment) => ({ ...segment })),
    newestArrival: entry.newestArrival && { ...entry.newestArrival },
    buffer: entry.buffer && { ...entry.buffer, queue: entry.buffer.queue.map((piece) => ({ ...piece })) },
    outOfOrder: entry.outOfOrder.map((piece) => ({ ...piece })),
    early: entry.early.map(([left, right]) => [left, right]),
    recordEnds: entry.recordEnds.map((end) => ({ ...end })),
    options: { ...entry.options },
    congestion: { ...entry.congestion },
    timestamps: { ...entry.timestamps },
  };
}
