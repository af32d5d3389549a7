import type { Ip } from '../tcp/address.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import { secondOf } from './clock.ts';
import type { Context } from './context.ts';
import type { Socket, TimestampState, TimeWait } from './host.ts';

/*
 * tcp_tw_recycle, which kernels up to 4.11 have (F8.13 to F8.15): one remembered timestamp for each host, instead of a
 * long TIME-WAIT for each connection.
 */

/** A host's timestamp counts for so many seconds: TCP_PAWS_MSL. */
const PAWS_MSL = 60;
/** And may be newer than that of a SYN by so many ticks: TCP_PAWS_WINDOW. */
const PAWS_WINDOW = 1;

/**
 * How long the TIME-WAIT of this socket lasts when its peer's timestamp has been remembered: 3.5 RTO. Null: as ever.
 * Source: F8.14, tcp_minisocks.c:tcp_time_wait.
 */
export function recycledLife(ctx: Context, socket: Socket): Ms | null {
  return socket.options.ts && remembersStamp(ctx, socket.remoteIp, socket.timestamps) ? 3.5 * socket.rto : null;
}

/** The same when an orphan's FIN-WAIT-2 becomes a TIME-WAIT: the length was settled when it began. */
export function lifeAfterFinWait2(ctx: Context, entry: TimeWait): Ms | null {
  return entry.ts && remembersStamp(ctx, entry.remoteIp, entry.timestamps) ? entry.life : null;
}

/** Keeps the newest timestamp of a host; one of more than 60 s ago gives way to any. Source: tcp_metrics.c:tcp_remember_stamp. */
function remembersStamp(ctx: Context, peer: Ip, stamp: TimestampState): boolean {
  if (ctx.host.sysctl.tcp_tw_recycle === 0) return false;
  const kept = ctx.host.peerStamps.get(peer);
  const second = secondOf(ctx, stamp.recentAt);
  const newer = !kept || ((kept.tsval - stamp.recent) | 0) <= 0;
  if (newer || (secondOf(ctx, ctx.now) - kept.second > PAWS_MSL && kept.second <= second)) ctx.host.peerStamps.set(peer, { tsval: stamp.recent, second });
  return true;
}

/**
 * What recycling says of a SYN that met no TIME-WAIT: 'refused' when less than 60 s ago its host had a newer timestamp,
 * whichever machine behind that address it was. 'not asked': the rule does not concern this SYN.
 * Source: F8.14, F8.15, tcp_ipv4.c:tcp_v4_conn_request, tcp_metrics.c:tcp_peer_is_proven.
 */
export function recyclingSays(ctx: Context, syn: Segment): 'not asked' | 'passes' | 'refused' {
  const { tcp_tw_recycle, tcp_timestamps } = ctx.host.sysctl;
  const ts = tcp_timestamps === 0 ? undefined : syn.options.ts;
  if (tcp_tw_recycle === 0 || (!ts && !ctx.constants.recycleRefusesSynWithoutTs)) return 'not asked';
  const kept = ctx.host.peerStamps.get(syn.srcIp);
  if (!kept || secondOf(ctx, ctx.now) - kept.second >= PAWS_MSL) return 'passes';
  return !ts || ((kept.tsval - ts.val) | 0) > PAWS_WINDOW ? 'refused' : 'passes';
}

/** A new connection begins with the timestamp that was remembered of the host. Source: F8.14, tcp_metrics.c:tcp_fetch_timewait_stamp. */
export function stampOfPeer(ctx: Context, peer: Ip): Partial<TimestampState> {
  const kept = ctx.host.sysctl.tcp_tw_recycle === 0 ? undefined : ctx.host.peerStamps.get(peer);
  if (!kept || secondOf(ctx, ctx.now) - kept.second > PAWS_MSL) return {};
  return { recent: kept.tsval, recentAt: kept.second * 1000 - ctx.host.uptime };
}
