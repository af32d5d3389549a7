import type { Ip } from '../tcp/address.ts';

/** A run of ports that is tried as one: `first`, `first + step`, and so on, `size` of them. */
export interface PortPass {
  readonly first: number;
  readonly step: 1 | 2;
  readonly size: number;
  /** Where in it the search begins; it goes round. */
  readonly start: number;
}

/** Spares connect() a look at every port: it is forgotten when a socket gets a port by bind() or gives it back. */
export interface PortSearch {
  /** Ports of sockets that are bound and not connected. */
  readonly bound: ReadonlySet<number>;
  /** By destination. */
  readonly taken: Map<string, TakenPorts>;
}

/** Ports that are taken for one destination and stay so until an entry leaves the ehash or a setting changes. */
export interface TakenPorts {
  /** tcp_tw_reuse and ip_local_port_range for which this holds. */
  readonly settings: string;
  readonly passes: readonly PortPass[];
  readonly rows: readonly TakenRow[];
}

/** A bit for each port of a pass, and how many are not set. */
interface TakenRow {
  readonly bits: Int32Array;
  free: number;
}

const WORD = 32;

export function noneTaken(settings: string, passes: readonly PortPass[]): TakenPorts {
  return { settings, passes, rows: passes.map(({ size }) => ({ bits: new Int32Array(Math.ceil(size / WORD)), free: size })) };
}

/** `remote`: endpointKey() of the other end. */
export function destinationKey(localIp: Ip, remote: number): string {
  return `${localIp} ${remote}`;
}

/** An entry of this destination has come into the ehash, or has left it: then its port may be free. */
export function notePort(search: PortSearch, destination: string, port: number, isTaken: boolean): void {
  const taken = search.taken.get(destination);
  if (!taken) return;
  for (const [n, { first, step, size }] of taken.passes.entries()) {
    const at = (port - first) / step;
    if (Number.isInteger(at) && at >= 0 && at < size) setTaken(taken.rows[n]!, at, isTaken);
  }
}

export function setTaken(row: TakenRow, at: number, taken: boolean): void {
  const bit = 1 << at % WORD;
  const word = row.bits[at >>> 5]!;
  if (((word & bit) !== 0) === taken) return;
  row.bits[at >>> 5] = word ^ bit;
  row.free += taken ? -1 : 1;
}

/** The first place from `from` on that is not taken, or `to`. A word of 32 taken ports is one step, a row without a free one none. */
export function nextFree({ bits, free }: TakenRow, from: number, to: number): number {
  let at = free === 0 ? to : from;
  while (at < to) {
    const word = bits[at >>> 5]! >> at % WORD;
    if (at % WORD === 0 && word === -1) at += WORD;
    else if (word & 1) at++;
    else return at;
  }
  return to;
}
