import type { Ms } from '../time.ts';
import { count, decide, startTimer, type Context } from './context.ts';
import { endpointKey, type Socket, type TimeWait } from './host.ts';
import { hash, unhash } from './lookup.ts';
import { windowLeft } from './receive-window.ts';
import { recycledLife } from './recycle.ts';
import { noteState, remember, stopTimers } from './socket.ts';

/**
 * Replaces a full socket by a small entry that only remembers numbers: TIME-WAIT, or an orphan's FIN-WAIT-2.
 * At tcp_max_tw_buckets there is none and the connection is simply gone. Source: F7.2, F7.22, F5.15; tcp_minisocks.c:tcp_time_wait.
 */
export function enterTimeWait(ctx: Context, socket: Socket, substate: TimeWait['substate'], length: Ms): void {
  remember(ctx, socket);
  stopTimers(socket);
  unhash(ctx.host, socket);
  socket.state = 'CLOSED';
  socket.lawful = null;
  socket.unacked = [];
  socket.outOfOrder = [];
  socket.early = [];
  if (!socket.open) ctx.host.sockets.delete(socket.id);
  if (ctx.host.timeWaitCount >= ctx.host.sysctl.tcp_max_tw_buckets) {
    count(ctx, 'TCPTimeWaitOverflow');
    decide(ctx, 'time-wait/bucket-limit');
    noteState(ctx, socket, socket.id, substate, 'CLOSED');
    return;
  }
  if (substate === 'TIME-WAIT' && !ctx.rules['F5.2 active closer waits']()) {
    noteState(ctx, socket, socket.id, substate, 'CLOSED');
    return;
  }
  const entry = timeWaitEntryOf(socket, substate, ctx.now);
  entry.life = recycledLife(ctx, socket);
  hash(ctx.host, entry);
  ctx.host.timeWaitCount++;
  const first = substate === 'TIME-WAIT' ? (entry.life ?? length) : length;
  if (ctx.constants.countsTimeWaitAtEntry) count(ctx, first <= BRIEF ? 'TWKilled' : 'TW');
  if (substate === 'FIN-WAIT-2') decide(ctx, 'fin-wait-2/orphan-mini-socket');
  restartTimeWait(ctx, entry, first);
}

/** What a small entry keeps of a socket. It is in no table yet, and its timer does not run. */
export function timeWaitEntryOf(socket: Socket, substate: TimeWait['substate'], enteredAt: Ms): TimeWait {
  return {
    kind: 'time-wait',
    substate,
    localIp: socket.localIp,
    localPort: socket.localPort,
    remoteIp: socket.remoteIp,
    remotePort: socket.remotePort,
    sndNxt: socket.sndNxt,
    rcvNxt: socket.rcvNxt,
    rcvWnd: windowLeft(socket),
    rcvScale: socket.options.rcvScale,
    ts: socket.options.ts,
    timestamps: { ...socket.timestamps },
    reuseAddr: socket.reuseAddr,
    reusePort: socket.reusePort,
    life: null,
    enteredAt,
    lastLength: 0,
    expiresAt: 0,
    timer: 0,
    lastOutOfWindowAck: -Infinity,
  };
}

/** Up to this planned life an entry counts as TWKilled instead of TW (F7.24). */
const BRIEF: Ms = 4000;

/** The entry's time is over. */
export function timeWaitExpired(ctx: Context, entry: TimeWait): void {
  if (!ctx.constants.countsTimeWaitAtEntry) count(ctx, entry.lastLength <= BRIEF ? 'TWKilled' : 'TW');
  decide(ctx, entry.substate === 'TIME-WAIT' ? 'timer/time-wait-expired' : 'timer/fin-wait-2-expired');
  destroyTimeWait(ctx, entry);
}

/** (Re)starts the entry's own timer. */
export function restartTimeWait(ctx: Context, entry: TimeWait, length: Ms = ctx.rules['F7.1 TIME-WAIT length'](ctx.constants.timeWait, ctx.host.sysctl.tcp_fin_timeout * 1000)): void {
  entry.lastLength = length;
  entry.expiresAt = ctx.now + length;
  entry.timer = startTimer(ctx, length, {
    kind: 'time-wait',
    socket: 0,
    local: endpointKey(entry.localIp, entry.localPort),
    remote: endpointKey(entry.remoteIp, entry.remotePort),
  });
}

export function destroyTimeWait(ctx: Context, entry: TimeWait): void {
  unhash(ctx.host, entry);
  entry.timer = 0;
  ctx.host.timeWaitCount--;
  noteState(ctx, entry, null, entry.substate, 'CLOSED');
}
