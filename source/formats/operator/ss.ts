import type { HashEntry, Host, KernelTimer } from '../../kernel/host.ts';
import { findEntry } from '../../kernel/lookup.ts';
import { timerLives } from '../../kernel/receive.ts';
import { socketLines } from '../../kernel/socket-lines.ts';
import { formatIp } from '../../tcp/address.ts';
import type { TcpState } from '../../tcp/state.ts';
import type { Ms } from '../../time.ts';

/** What of `ss -t` was asked for. */
export interface SsRequest {
  /** -a: listeners and connections; -l: listeners; neither: connections that are open. */
  readonly which: 'all' | 'listening' | 'connected';
  /** -o: timers, too. */
  readonly timers: boolean;
  /** `state time-wait`: as ss spells it; null for all. */
  readonly state: string | null;
  readonly sport: number | null;
  readonly dport: number | null;
}

/** States as ss spells them where it prints them. Only there. */
const PRINTED: Readonly<Partial<Record<TcpState, string>>> = { ESTABLISHED: 'ESTAB', 'SYN-RECEIVED': 'SYN-RECV' };

const EVERY = ['ESTABLISHED', 'SYN-SENT', 'SYN-RECEIVED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSING'] as const satisfies readonly TcpState[];
const SYNCHRONIZED: readonly TcpState[] = EVERY.filter((state) => state !== 'SYN-SENT');

/** States and groups of states as a filter of ss names them, ss(8). */
export const SS_STATES: Readonly<Record<string, readonly TcpState[]>> = {
  established: ['ESTABLISHED'],
  'syn-sent': ['SYN-SENT'],
  'syn-recv': ['SYN-RECEIVED'],
  'fin-wait-1': ['FIN-WAIT-1'],
  'fin-wait-2': ['FIN-WAIT-2'],
  'time-wait': ['TIME-WAIT'],
  'close-wait': ['CLOSE-WAIT'],
  'last-ack': ['LAST-ACK'],
  closing: ['CLOSING'],
  listening: ['LISTEN'],
  all: ['LISTEN', ...EVERY],
  connected: EVERY,
  synchronized: SYNCHRONIZED,
  bucket: ['SYN-RECEIVED', 'TIME-WAIT'],
  big: ['LISTEN', ...EVERY.filter((state) => state !== 'SYN-RECEIVED' && state !== 'TIME-WAIT')],
};

const HEADER = ['State', 'Recv-Q', 'Send-Q', 'Local Address:', 'Port', 'Peer Address:', 'Port', 'Process'] as const;
/** The columns that are set flush right: addresses, up to their colon. */
const RIGHT: ReadonlySet<number> = new Set([3, 5]);
/** The columns that a space sets off from the one before. */
const SPACED: ReadonlySet<number> = new Set([1, 2, 3, 5]);

/**
 * What `ss -tan` and its like print of a host, one string a line, as when the output is no terminal: columns as wide as their content.
 * Order is that of our tables: a kernel walks hash tables, whose order says nothing. Source: measured with iproute2 6.1.
 */
export function printSs(host: Host, now: Ms, request: SsRequest): readonly string[] {
  return layOutSs(ssRows(host, now, request), request);
}

/** Rows of cells below the heading, which is the first line. */
export function layOutSs(rows: readonly (readonly string[])[], request: SsRequest): readonly string[] {
  return columns([[...HEADER], ...rows], request.state !== null && statesOf(request).length === 1 ? 1 : 0);
}

/** State, two queues, local address and port, the peer's, a timer: a row of cells for each socket. */
export function ssRows(host: Host, now: Ms, request: SsRequest): readonly (readonly string[])[] {
  const states = statesOf(request);
  const timers = request.timers ? runningTimers(host) : null;
  return socketLines(host).flatMap((line) => {
    const { state, localIp, localPort, remoteIp, remotePort, recvQ, sendQ } = line;
    if (!states.includes(state) || (request.sport ?? localPort) !== localPort || (request.dport ?? remotePort) !== remotePort) return [];
    const entry = timers && state !== 'LISTEN' ? findEntry(host, localIp, localPort, remoteIp, remotePort) : undefined;
    // What comes last is set off by a blank of its own, the heading above it is not.
    const timer = timers && entry ? timerText(entry, timers.get(entry), now).replace(/^./, ' $&') : '';
    return [[PRINTED[state] ?? state, queue(recvQ), queue(sendQ), `${formatIp(localIp)}:`, String(localPort), `${formatIp(remoteIp)}:`, remotePort === 0 ? '*' : String(remotePort), timer]];
  });
}

function statesOf({ which, state }: SsRequest): readonly TcpState[] {
  if (state !== null) return SS_STATES[state] ?? [];
  if (which === 'listening') return ['LISTEN'];
  return which === 'all' ? SS_STATES['all']! : EVERY.filter((one) => one !== 'SYN-RECEIVED' && one !== 'TIME-WAIT');
}

function queue(bytes: number): string {
  return String(bytes).padEnd(6);
}

/** Rows from column `first` on, each cell as wide as the widest of its column. */
function columns(rows: readonly (readonly string[])[], first: number): readonly string[] {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const cell = (text: string, column: number): string => {
    const padded = RIGHT.has(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!);
    return SPACED.has(column) && column > first ? ` ${padded}` : padded;
  };
  return rows.map((row) => row.map((text, column) => (column < first ? '' : cell(text, column))).join(''));
}

type Running = ReadonlyMap<HashEntry, { readonly at: Ms; readonly kind: KernelTimer['kind'] }>;

/** The timer that the kernel tells of, by entry: a delayed acknowledgment is none of them. Source: inet_diag.c:inet_sk_diag_fill. */
function runningTimers(host: Host): Running {
  const running = new Map<HashEntry, { at: Ms; kind: KernelTimer['kind'] }>();
  for (const { at, item } of host.timers.heap) {
    if (item.kind === 'delayed-ack' || !timerLives(host, item)) continue;
    const entry = item.socket === 0 ? host.ehash.get(item.local)?.get(item.remote) : host.sockets.get(item.socket);
    if (entry) running.set(entry, { at, kind: item.kind });
  }
  return running;
}

/** `timer:(on,1.200ms,2)`: which, for how long yet, how often it has gone off. */
function timerText(entry: HashEntry, timer: { readonly at: Ms; readonly kind: KernelTimer['kind'] } | undefined, now: Ms): string {
  if (!timer) return '';
  const left = timeText(Math.max(0, Math.round(timer.at - now)));
  if (entry.kind === 'time-wait') return `timer:(timewait,${left},0)`;
  if (entry.kind === 'request') return `timer:(on,${left},${entry.retransmits})`;
  if (timer.kind === 'fin-wait-2') return `timer:(keepalive,${left},${entry.probes})`;
  return entry.unacked.length === 0 ? `timer:(persist,${left},${entry.probes})` : `timer:(on,${left},${entry.retransmits})`;
}

/** A time as ss writes it: 59sec, 1min2sec, 668ms; seconds below ten take their thousandths along, and then say ms. */
function timeText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = minutes > 9 ? 0 : Math.floor(ms / 1000) % 60;
  const rest = minutes > 0 || seconds > 9 ? 0 : ms % 1000;
  return `${minutes > 0 ? `${minutes}min` : ''}${seconds > 0 ? `${seconds}${rest > 0 ? '.' : 'sec'}` : ''}${rest > 0 ? `${String(rest).padStart(3, '0')}ms` : ''}`;
}
