import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { hasAck, sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after } from '../tcp/sequence.ts';
import { count, decide, dropped, type Context } from './context.ts';
import type { TimeWait } from './host.ts';
import { findListener } from './lookup.ts';
import { connectionRequest } from './listen.ts';
import { outOfWindowLimited } from './rate-limit.ts';
import { lifeAfterFinWait2 } from './recycle.ts';
import { replyReset } from './reset.ts';
import { inWindow } from './rule.ts';
import { pawsRejects, storeTimestamp } from './paws.ts';
import { noteState } from './socket.ts';
import { destroyTimeWait, restartTimeWait } from './time-wait-enter.ts';
import { sendEntryAck } from './transmit.ts';

/** How long a stored timestamp may still refuse a RST: 60 s (F7.15). */
const PAWS_RST_AGE = 60_000;

/** A segment for a TIME-WAIT entry or an orphan's FIN-WAIT-2. Source: section A of the facts; tcp_minisocks.c:tcp_timewait_state_process. */
export function receiveTimeWait(ctx: Context, entry: TimeWait, segment: Segment): void {
  const isRst = has(segment.flags, RST);
  const old = pawsRejects(ctx, segment, entry.ts, entry.timestamps);
  const paws = old && !(isRst && ctx.now - entry.timestamps.recentAt > PAWS_RST_AGE);
  if (entry.substate === 'FIN-WAIT-2') finWait2(ctx, entry, segment, paws);
  else timeWait(ctx, entry, segment, paws);
}

function finWait2(ctx: Context, entry: TimeWait, segment: Segment, paws: boolean): void {
  const flags = segment.flags;
  const end = add(segment.seq, sequenceLength(segment));
  if (paws || !inWindow(segment.seq, end, entry.rcvNxt, add(entry.rcvNxt, entry.rcvWnd))) {
    decide(ctx, 'fin-wait-2/orphan-out-of-window');
    answer(ctx, entry, segment, 'TCPACKSkippedFinWait2');
    return;
  }
  if (has(flags, RST)) {
    dropped(ctx, 'TCP_RESET');
    decide(ctx, 'fin-wait-2/orphan-rst');
    destroyTimeWait(ctx, entry);
    return;
  }
  if (has(flags, SYN) && !(segment.seq !== entry.rcvNxt && !after(segment.seq, entry.rcvNxt))) {
    decide(ctx, 'fin-wait-2/orphan-syn-reset');
    destroyTimeWait(ctx, entry);
    replyReset(ctx, segment);
    return;
  }
  if (!has(flags, ACK) || !after(end, entry.rcvNxt) || end === segment.seq) {
    decide(ctx, 'fin-wait-2/orphan-ack-ignored');
    return;
  }
  if (!has(flags, FIN) || end !== add(entry.rcvNxt, 1)) {
    decide(ctx, 'fin-wait-2/orphan-data-reset');
    destroyTimeWait(ctx, entry);
    replyReset(ctx, segment);
    return;
  }
  decide(ctx, 'fin-wait-2/orphan-fin');
  entry.substate = 'TIME-WAIT';
  noteState(ctx, entry, null, 'FIN-WAIT-2', 'TIME-WAIT');
  entry.rcvNxt = end;
  if (segment.options.ts && entry.ts) entry.enteredAt = ctx.now;
  storeTimestamp(ctx, segment, entry.ts, entry.timestamps);
  restartTimeWait(ctx, entry, lifeAfterFinWait2(ctx, entry) ?? undefined);
  sendEntryAck(ctx, entry);
}

function timeWait(ctx: Context, entry: TimeWait, segment: Segment, paws: boolean): void {
  const flags = segment.flags;
  const isRst = has(flags, RST);
  const length = sequenceLength(segment);
  if (!paws && isRst) {
    receiveReset(ctx, entry, segment);
    return;
  }
  if (!paws && segment.seq === entry.rcvNxt && length === 0) {
    decide(ctx, 'time-wait/bare-ack-restarts');
    restartTimeWait(ctx, entry);
    storeTimestamp(ctx, segment, entry.ts, entry.timestamps);
    return;
  }
  const tsval = segment.options.ts?.val ?? null;
  const recent = entry.ts ? entry.timestamps.recent : null;
  if (has(flags, SYN) && !hasAck(segment) && !paws && ctx.rules['F7.8 SYN reopens TIME-WAIT']({ seq: segment.seq, tsval }, { rcvNxt: entry.rcvNxt, tsRecent: recent })) {
    reopen(ctx, entry, segment);
    return;
  }
  if (paws) count(ctx, ctx.constants.countsPawsTimewait ? 'PAWSTimewait' : 'PAWSEstab');
  if (isRst) {
    dropped(ctx, 'TCP_RFC7323_TW_PAWS');
    decide(ctx, 'time-wait/paws-rst-ignored');
    return;
  }
  if (paws || hasAck(segment)) restartTimeWait(ctx, entry);
  if (paws) decide(ctx, 'time-wait/paws-acked');
  else if (has(flags, SYN) && !hasAck(segment)) decide(ctx, 'time-wait/old-syn-acked');
  else if (!hasAck(segment)) decide(ctx, 'time-wait/no-ack-flag-acked');
  else decide(ctx, segment.length > 0 ? 'time-wait/data-acked' : 'time-wait/ack-again');
  answer(ctx, entry, segment, 'TCPACKSkippedTimeWait');
}

function receiveReset(ctx: Context, entry: TimeWait, segment: Segment): void {
  if (ctx.rules['F7.13 RST ends TIME-WAIT'](segment.seq, entry.rcvNxt, ctx.host.sysctl.tcp_rfc1337)) {
    decide(ctx, 'time-wait/rst-exact');
    destroyTimeWait(ctx, entry);
    return;
  }
  const exact = segment.seq === entry.rcvNxt;
  if (exact) {
    if (ctx.constants.ignoredResetRestarts) restartTimeWait(ctx, entry);
    storeTimestamp(ctx, segment, entry.ts, entry.timestamps);
  }
  dropped(ctx, exact ? 'TCP_RESET' : 'TCP_INVALID_SEQUENCE');
  decide(ctx, exact ? 'time-wait/rst-rfc1337-ignored' : 'time-wait/rst-inexact-ignored');
}

/** Empty segments and SYNs share one ACK in 500 ms; data and FIN are always answered (F7.7). */
function answer(ctx: Context, entry: TimeWait, segment: Segment, skipped: 'TCPACKSkippedTimeWait' | 'TCPACKSkippedFinWait2'): void {
  if (outOfWindowLimited(ctx, entry, segment, skipped)) decide(ctx, 'time-wait/ack-limited');
  else sendEntryAck(ctx, entry);
}

/** A new connection takes the tuple over; TIME-WAIT is gone even when the SYN is then refused (F7.10, F7.12, F7.19). */
function reopen(ctx: Context, entry: TimeWait, syn: Segment): void {
  const listener = findListener(ctx.host, entry.localIp, entry.localPort, entry.remoteIp, entry.remotePort);
  if (!listener) {
    decide(ctx, 'time-wait/syn-without-listener');
    sendEntryAck(ctx, entry);
    return;
  }
  const bySequence = after(syn.seq, entry.rcvNxt);
  destroyTimeWait(ctx, entry);
  if (has(syn.flags, FIN)) {
    dropped(ctx, 'TCP_FLAGS');
    decide(ctx, 'time-wait/syn-fin-destroys');
    return;
  }
  decide(ctx, bySequence ? 'time-wait/syn-by-sequence' : 'time-wait/syn-by-timestamp');
  connectionRequest(ctx, listener, syn, ctx.rules['F7.10 reopened ISN'](entry.sndNxt));
}
