import type { Ip } from '../tcp/address.ts';
import type { BlockingCaller } from './blocking-caller.ts';
import { readCounters, readEntries, type KernelEntry } from './kernel-tables.ts';
import type { Libc } from './libc.ts';
import { monotonic } from './monotonic.ts';
import { enterEmptyNetwork, openTun } from './network.ts';
import { systemCalls, type SystemCalls } from './system-call.ts';
import { IPPROTO_TCP, readTcpInfo, TCP_INFO, TCP_INFO_BYTES } from './tcp-info.ts';
import { openWire, type Wire } from './tun.ts';

/** This machine's kernel in a network namespace of its own, with a program's calls on one side and a wire on the other. */
export interface Bench {
  /** ms since the bench was opened, in real time. */
  now(): number;
  readonly wire: Wire;
  readonly calls: SystemCalls;
  readonly blocking: BlockingCaller;
  entries(): readonly KernelEntry[];
  counters(): Readonly<Record<string, number>>;
  /** Remembers a descriptor that the bench closes at its end. */
  own(fd: number): void;
  disown(fd: number): void;
  /** What listen() was given, by port: /proc/net/tcp does not say. */
  listenerLimits(): ReadonlyMap<number, number>;
  close(): void;
}

export interface BenchSettings {
  readonly addresses: readonly Ip[];
  readonly mtu?: number;
}

/**
 * Opens a bench. The calling thread enters a new namespace: one bench at a time, and close() before the next. The
 * program must have been started in a namespace of its own already (launch.ts), so that no mistake reaches the machine's.
 */
export function openBench(libc: Libc, blocking: BlockingCaller, { addresses, mtu }: BenchSettings): Bench {
  enterEmptyNetwork(libc);
  const tun = openTun(libc, addresses, mtu);
  const opened = monotonic();
  const now = (): number => monotonic() - opened;
  const wire = openWire(libc, tun, now);
  const fds = new Set<number>();
  const calls = systemCalls(libc);
  return {
    now,
    wire,
    calls,
    blocking,
    entries: readEntries,
    counters: readCounters,
    own: (fd) => fds.add(fd),
    disown: (fd) => fds.delete(fd),
    listenerLimits: () => new Map([...fds].flatMap((fd) => {
      const { bytes } = calls.getsockopt(fd, IPPROTO_TCP, TCP_INFO, TCP_INFO_BYTES);
      const info = bytes ? readTcpInfo(bytes) : null;
      // tcp_get_info() tells the limit of a listener in this field.
      return info?.state === 'LISTEN' ? [[calls.localPort(fd), info.fields['tcpi_sacked'] ?? 0] as const] : [];
    })),
    close: () => {
      // shutdown() wakes a thread that is blocked in a call on the socket.
      for (const fd of fds) if (blocking.busy()) libc.shutdown(fd, 2);
      for (const fd of fds) libc.close(fd);
      wire.close();
    },
  };
}
