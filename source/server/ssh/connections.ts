import type { Socket } from 'node:net';

/** Connections that nobody has logged in on yet. Which may be there at once, over all and from one address; the oldest goes. */
export interface Strangers {
  readonly add: (socket: Socket, address: string) => void;
  /** Somebody has logged in on it. */
  readonly known: (socket: Socket) => void;
  readonly count: () => number;
}

export interface StrangerLimits {
  readonly all: number;
  readonly perAddress: number;
  /** From the connection to a game, ms: with the time to type a code. */
  readonly loginMs: number;
}

export const STRANGER_LIMITS: StrangerLimits = { all: 512, perAddress: 256, loginMs: 120_000 };

/**
 * As a listener's queue of half-open requests: bounded, each with its time, and never a reason to refuse somebody who comes later. A
 * flood from one address pushes out its own.
 */
export function strangers({ all, perAddress, loginMs }: StrangerLimits): Strangers {
  const waiting = new Map<Socket, { readonly address: string; readonly timer: NodeJS.Timeout }>();
  const from = new Map<string, Set<Socket>>();
  const forget = (socket: Socket): void => {
    const entry = waiting.get(socket);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    waiting.delete(socket);
    const own = from.get(entry.address);
    own?.delete(socket);
    if (own?.size === 0) from.delete(entry.address);
  };
  const drop = (socket: Socket | undefined): void => {
    if (socket === undefined) return;
    forget(socket);
    socket.destroy();
  };
  return {
    add(socket, address) {
      const own = from.get(address) ?? new Set();
      if (own.size >= perAddress) drop(own.values().next().value);
      if (waiting.size >= all) {
        // Of the address that has the most: whoever comes alone is not pushed out by many.
        const [crowd] = [...from.values()].toSorted((a, b) => b.size - a.size);
        drop(crowd?.values().next().value);
      }
      waiting.set(socket, { address, timer: setTimeout(() => drop(socket), loginMs).unref() });
      from.set(address, (from.get(address) ?? new Set()).add(socket));
      socket.once('close', () => forget(socket));
    },
    known: forget,
    count: () => waiting.size,
  };
}
