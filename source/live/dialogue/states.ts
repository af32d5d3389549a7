import type { Host } from '../../kernel/host.ts';
import { allEntries } from '../../kernel/lookup.ts';
import { formatIp } from '../../tcp/address.ts';
import type { KernelEntry } from '../kernel-tables.ts';

/** `8080 192.0.2.1:40000 ESTABLISHED`; a listener with how many wait for accept(); an orphan's FIN-WAIT-2 entry is marked. */
export function statesOfKernel(entries: readonly KernelEntry[]): readonly string[] {
  return entries
    .map(({ local, remote, state, receiveQueue, timer, inode }) => {
      if (state === 'LISTEN') return `${local.port} LISTEN ${receiveQueue}`;
      const mini = state === 'FIN-WAIT-2' && timer === 3 && inode === 0 ? ' entry' : '';
      return `${local.port} ${formatIp(remote.ip)}:${remote.port} ${state}${mini}`;
    })
    .sort();
}

/** The same of a simulated host. */
export function statesOfHost(host: Host): readonly string[] {
  const listeners = [...host.sockets.values()].filter(({ state }) => state === 'LISTEN').map(({ localPort, listener }) => `${localPort} LISTEN ${listener?.acceptQueue.length ?? 0}`);
  const entries = [...allEntries(host)].map((entry) => {
    const end = `${entry.localPort} ${formatIp(entry.remoteIp)}:${entry.remotePort}`;
    if (entry.kind === 'request') return `${end} SYN-RECEIVED`;
    if (entry.kind === 'socket') return `${end} ${entry.state}`;
    return `${end} ${entry.substate}${entry.substate === 'FIN-WAIT-2' ? ' entry' : ''}`;
  });
  return [...listeners, ...entries].sort();
}
