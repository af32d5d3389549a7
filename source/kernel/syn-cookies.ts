import { mixOfSix } from '../random.ts';
import { hasAck, type Segment } from '../tcp/segment.ts';
import { has, RST } from '../tcp/flags.ts';
import { add } from '../tcp/sequence.ts';
import { timestampNow, timestampOffset } from './clock.ts';
import type { Context } from './context.ts';
import type { Negotiated, Socket } from './host.ts';
import { linkMss, localMss, TIMESTAMP_BYTES, windowShift } from './first-window.ts';

const COOKIE_BITS = 24;
const COOKIE_MASK = 2 ** COOKIE_BITS - 1;
/** Low bits of TSval: 4 of window scale (15 = none), one of SACK, one of ECN (F3.16). */
const TS_OPTION_BITS = 6;
const TS_OPTION_MASK = 2 ** TS_OPTION_BITS - 1;

type Tuple = Pick<Segment, 'srcIp' | 'srcPort' | 'dstIp' | 'dstPort'>;

function minutes(ctx: Context): number {
  return Math.floor((ctx.host.uptime + ctx.now) / ctx.constants.cookiePeriod);
}

function hashOf(ctx: Context, t: Tuple, count: number, key: number): number {
  return mixOfSix(ctx.host.secret, key, t.srcIp, t.dstIp, t.srcPort * 65536 + t.dstPort, count);
}

/** Index of the largest table entry that does not exceed the peer's MSS (F3.15). */
export function cookieMssIndex(table: readonly number[], mss: number): number {
  let index = table.length - 1;
  while (index > 0 && mss < table[index]!) index--;
  return index;
}

/**
 * The initial sequence number that holds the connection's state instead of memory.
 * Source: F3.14, syncookies.c:secure_tcp_syn_cookie.
 */
export function makeCookie(ctx: Context, syn: Segment): number {
  const count = minutes(ctx);
  const index = cookieMssIndex(ctx.constants.cookieMss, syn.options.mss ?? 536);
  const hidden = (hashOf(ctx, syn, count, 12) + index) & COOKIE_MASK;
  return (hashOf(ctx, syn, 0, 11) + syn.seq + ((count << COOKIE_BITS) >>> 0) + hidden) >>> 0;
}

/**
 * What a cookie holds besides the peer's initial number and the size's index: both hashes and the minute. `age`: of a cookie
 * that was made so many minutes ago.
 */
export function cookieHash(ctx: Context, t: Tuple, age = 0): number {
  const count = minutes(ctx) - age;
  return (hashOf(ctx, t, 0, 11) + ((count << COOKIE_BITS) >>> 0) + (hashOf(ctx, t, count, 12) & COOKIE_MASK)) >>> 0;
}

/**
 * The MSS index in the cookie that this ACK returns, or null when it is none of ours or too old.
 * Tolerates what Linux tolerates (F3.21). Source: syncookies.c:check_tcp_syn_cookie.
 */
export function checkCookie(ctx: Context, ack: Segment): number | null {
  const cookie = add(ack.ack, -1);
  const theirIsn = add(ack.seq, -1);
  const count = minutes(ctx);
  const rest = (cookie - hashOf(ctx, ack, 0, 11) - theirIsn) >>> 0;
  const age = (count - (rest >>> COOKIE_BITS)) & (0xffffffff >>> COOKIE_BITS);
  if (age >= ctx.constants.cookieTries) return null;
  const index = (rest - hashOf(ctx, ack, count - age, 12)) & COOKIE_MASK;
  return index < ctx.constants.cookieMss.length ? index : null;
}

/** TSval of a cookie SYN-ACK: the clock with the options in its low bits, never ahead of now. */
export function cookieTimestamp(ctx: Context, offset: number, theirs: Negotiated): number {
  const now = timestampNow(ctx, 0);
  const bits = (theirs.scaling ? theirs.sndScale : 15) | (theirs.sack ? 16 : 0);
  let value = ((now & ~TS_OPTION_MASK) | bits) >>> 0;
  if (value > now) value = (value - TS_OPTION_MASK - 1) >>> 0;
  return add(value, offset);
}

/** What the connection agreed on, as far as cookie and timestamp echo remember it. Any echo is read as one of ours. */
export function optionsFromCookie(ctx: Context, listener: Socket, ack: Segment, mssIndex: number): { options: Negotiated; offset: number } {
  const offset = timestampOffset(ctx, ack.dstIp, ack.dstPort, ack.srcIp, ack.srcPort);
  const ours = localMss(ctx, listener);
  const mss = Math.min(ctx.constants.cookieMss[mssIndex]!, linkMss(ctx, listener));
  const ts = ack.options.ts;
  if (!ts || ctx.host.sysctl.tcp_timestamps === 0) {
    return { options: { localMss: ours, sndMss: mss, sack: false, sndScale: 0, rcvScale: 0, scaling: false, ts: false }, offset };
  }
  const bits = add(ts.ecr, -offset) & TS_OPTION_MASK;
  const scale = bits & 15;
  const scaling = scale !== 15;
  return {
    options: {
      localMss: ours,
      sndMss: mss - TIMESTAMP_BYTES,
      sack: (bits & 16) !== 0,
      sndScale: scaling ? Math.min(scale, 14) : 0,
      rcvScale: scaling ? windowShift(ctx) : 0,
      scaling,
      ts: true,
    },
    offset,
  };
}

/** May this segment be the final ACK of a cookie handshake? Only asked of segments without SYN. */
export function mayCarryCookie(segment: Segment): boolean {
  return hasAck(segment) && !has(segment.flags, RST);
}
