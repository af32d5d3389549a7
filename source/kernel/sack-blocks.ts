import { after, before } from '../tcp/sequence.ts';
import { count, type Context } from './context.ts';
import type { Socket } from './host.ts';

/** What a SACK block says: from its first number to the one after its last. */
export type SackBlock = readonly [left: number, right: number];

/** TCP_NUM_SACKS: so many blocks are remembered. */
const MOST_BLOCKS = 4;

/** Both as one, where they touch or overlap; null where they do not. Source: tcp_input.c:tcp_sack_extend. */
function joined([left, right]: SackBlock, [from, to]: SackBlock): SackBlock | null {
  if (after(from, right) || after(left, to)) return null;
  return [before(from, left) ? from : left, after(to, right) ? to : right];
}

/**
 * Something has come too early: the block that it makes or makes larger is reported first, so that the peer learns of each
 * block several times; of more than four the one that has been silent longest is forgotten.
 * Source: RFC 2018 section 4, tcp_input.c:tcp_sack_new_ofo_skb, tcp_sack_maybe_coalesce.
 */
export function reportEarly(socket: Socket, left: number, right: number): void {
  let block: SackBlock = [left, right];
  const others: SackBlock[] = [];
  for (const known of socket.early) {
    const larger = joined(block, known);
    if (larger) block = larger;
    else others.push(known);
  }
  socket.early = [block, ...others].slice(0, MOST_BLOCKS);
}

/** RCV.NXT has gone on: what it covers is no longer reported. Source: tcp_input.c:tcp_sack_remove. */
export function forgetTaken(socket: Socket): void {
  socket.early = socket.outOfOrder.length === 0 ? [] : socket.early.filter(([left]) => before(socket.rcvNxt, left));
}

/** The next acknowledgment says that these had come already. Source: RFC 2883, tcp_input.c:tcp_dsack_set. */
export function reportDuplicate(ctx: Context, socket: Socket, left: number, right: number): void {
  if (!socket.options.sack) return;
  count(ctx, before(left, socket.rcvNxt) ? 'TCPDSACKOldSent' : 'TCPDSACKOfoSent');
  socket.dsack = [left, right];
}

/** The same for one of several: what does not touch the first goes unsaid. Source: tcp_input.c:tcp_dsack_extend. */
export function addDuplicate(ctx: Context, socket: Socket, left: number, right: number): void {
  if (socket.dsack === null) reportDuplicate(ctx, socket, left, right);
  else socket.dsack = joined(socket.dsack, [left, right]) ?? socket.dsack;
}
