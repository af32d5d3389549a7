import { readFileSync } from 'node:fs';
import type { Endpoint } from '../tcp/address.ts';
import type { TcpState } from '../tcp/state.ts';

/** A line of /proc/net/tcp: one full socket, half-open request or TIME-WAIT entry. */
export interface KernelEntry {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly state: TcpState;
  readonly sendQueue: number;
  readonly receiveQueue: number;
  /** 0 none, 1 retransmission, 2 keepalive or fin, 3 TIME-WAIT, 4 window probe. */
  readonly timer: number;
  /** Until that timer, ms. */
  readonly expires: number;
  /** 0 for what is no socket of a program: half-open requests, TIME-WAIT, orphans. */
  readonly inode: number;
}

/** Linux's numbers for states (include/net/tcp_states.h). A TIME-WAIT entry's substate FIN-WAIT-2 shows as 05. */
const STATES: Readonly<Record<string, TcpState>> = {
  '01': 'ESTABLISHED',
  '02': 'SYN-SENT',
  '03': 'SYN-RECEIVED',
  '04': 'FIN-WAIT-1',
  '05': 'FIN-WAIT-2',
  '06': 'TIME-WAIT',
  '07': 'CLOSED',
  '08': 'CLOSE-WAIT',
  '09': 'LAST-ACK',
  '0A': 'LISTEN',
  '0B': 'CLOSING',
  '0C': 'SYN-RECEIVED',
};

/** The name of a state that Linux numbers (tcpi_state). */
export function stateName(number: number): TcpState {
  return STATES[number.toString(16).toUpperCase().padStart(2, '0')] ?? 'CLOSED';
}

/** All TCP entries of this thread's namespace. */
export function readEntries(): readonly KernelEntry[] {
  return readFileSync('/proc/thread-self/net/tcp', 'latin1').split('\n').slice(1).filter((line) => line.trim() !== '').map(readEntry);
}

function readEntry(line: string): KernelEntry {
  const [, local = '', remote = '', state = '', queues = '', timer = '', , , , inode = '0'] = line.trim().split(/\s+/);
  const [send = '0', receive = '0'] = queues.split(':');
  const [kind = '0', jiffies = '0'] = timer.split(':');
  return {
    local: readEnd(local),
    remote: readEnd(remote),
    state: STATES[state] ?? 'CLOSED',
    sendQueue: Number.parseInt(send, 16),
    receiveQueue: Number.parseInt(receive, 16),
    timer: Number.parseInt(kind, 16),
    // In USER_HZ, which is 100 on every machine.
    expires: Number.parseInt(jiffies, 16) * 10,
    inode: Number(inode),
  };
}

/** `0100A8C0:1F90`: the address as the machine stores it (little-endian), the port as it is written. */
function readEnd(text: string): Endpoint {
  const [address = '', port = ''] = text.split(':');
  const bytes = Buffer.from(address, 'hex');
  return { ip: bytes.length === 4 ? bytes.readUInt32LE(0) : 0, port: Number.parseInt(port, 16) };
}

/** Counters of this thread's namespace by their nstat names, prefixes left out where our own counters leave them out. */
export function readCounters(): Readonly<Record<string, number>> {
  return { ...readTable('/proc/thread-self/net/snmp', 'Tcp:'), ...readTable('/proc/thread-self/net/netstat', 'TcpExt:') };
}

/** The same by the whole names that nstat prints and scripts write: TcpActiveOpens, TcpExtListenDrops. */
export function readNamedCounters(): Readonly<Record<string, number>> {
  const named = (prefix: string, table: Record<string, number>) => Object.entries(table).map(([name, count]) => [`${prefix}${name}`, count] as const);
  return Object.fromEntries([...named('Tcp', readTable('/proc/thread-self/net/snmp', 'Tcp:')), ...named('TcpExt', readTable('/proc/thread-self/net/netstat', 'TcpExt:'))]);
}

function readTable(path: string, head: string): Record<string, number> {
  const lines = readFileSync(path, 'latin1').split('\n').filter((line) => line.startsWith(head));
  const names = (lines[0] ?? '').split(' ').slice(1);
  const values = (lines[1] ?? '').split(' ').slice(1);
  return Object.fromEntries(names.map((name, i) => [name, Number(values[i])]));
}
