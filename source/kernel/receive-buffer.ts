import { inWireOrder, optionBytes } from '../tcp/option-order.ts';
import type { Segment } from '../tcp/segment.ts';
import { distance } from '../tcp/sequence.ts';
import type { Context } from './context.ts';
import { RECEIVE_SPACE, TIMESTAMP_BYTES } from './first-window.ts';
import type { Host, Socket } from './host.ts';
import { segmentSize } from './segment-size.ts';

/** A receive buffer and the window that it allows: sk_rcvbuf, scaling_ratio, window_clamp, rcv_ssthresh and sk_receive_queue. */
export interface ReceiveBuffer {
  /** Memory that may be taken, bytes. */
  size: number;
  /** How much of it is reckoned to be data, in parts of SHARES. */
  share: number;
  /** No larger window is ever offered, bytes. */
  clamp: number;
  /** No larger window is offered for now: it grows with what arrives. */
  threshold: number;
  /** What waits to be read, oldest first. */
  readonly queue: QueuedPiece[];
}

/** What one piece of memory holds. */
export interface QueuedPiece {
  /** Bytes that are not read yet. */
  unread: number;
  /** Bytes of memory (truesize), and how many bytes of the next segment would still fit in. */
  readonly memory: number;
  room: number;
}

const SHARES = 256;
/** Until a segment shows better, half of the memory is reckoned to be overhead (TCP_DEFAULT_SCALING_RATIO, and tcp_adv_win_scale before). */
const FIRST_SHARE = SHARES / 2;
/** SOCK_MIN_RCVBUF / 2. */
const SMALLEST_CLAMP = 1152;
/** tcp_rmem's largest in 6.18. */
const LARGEST_BUFFER = 33_554_432;
/** The first congestion window: as much is expected to be read within a round trip at first. */
const FIRST_READ = 10;
/** A smaller segment lets no window grow. */
const SMALL = 128;

const IP_HEADER = 20;
/** Bytes of a TCP header without options. */
export const TCP_HEADER = 20;
/** Bytes kept free before the IP header (NET_SKB_PAD); struct skb_shared_info; struct sk_buff. */
const HEADROOM = 64;
const SHARED_INFO = 320;
const SK_BUFF = 256;
const CACHE_LINE = 64;
/** What small segments are put into (skbuff_small_head); larger ones into powers of two up to two pages, and beyond into whole pages (measured). */
const SMALL_HEAD = 576;
const PAGE = 4096;
const LARGEST_POWER = 2 * PAGE;

/** Bytes of the TCP header. */
export function headerBytes({ options }: Pick<Segment, 'options'>): number {
  return TCP_HEADER + inWireOrder(options).reduce((bytes, option) => bytes + optionBytes(option), 0);
}

/**
 * What a segment takes when it is received, as a device that copies every packet into memory of its own lets it, a TUN device for
 * one. Source: skbuff.c:__alloc_skb, kmalloc_reserve, skb_try_coalesce; drivers/net/tun.c:tun_alloc_skb.
 */
export function pieceOf(segment: Pick<Segment, 'length' | 'options'>): QueuedPiece {
  const used = HEADROOM + IP_HEADER + headerBytes(segment) + segment.length;
  const head = headOf(Math.ceil(used / CACHE_LINE) * CACHE_LINE + SHARED_INFO);
  return { unread: 0, memory: head + SK_BUFF, room: head - SHARED_INFO - used };
}

/** Bytes of memory that are given where so many are asked for. */
function headOf(needed: number): number {
  if (needed <= SMALL_HEAD) return SMALL_HEAD;
  return needed > LARGEST_POWER ? Math.ceil(needed / PAGE) * PAGE : 2 ** Math.ceil(Math.log2(needed));
}

/** The segment that a window is reckoned in, bytes: what we asked for, without the bytes that timestamps take (advmss). */
function segmentOf({ options }: Socket): number {
  return options.localMss - (options.ts ? TIMESTAMP_BYTES : 0);
}

/** Bytes of window for so many bytes of memory. Source: tcp.h:tcp_win_from_space. */
function windowOf({ share }: ReceiveBuffer, memory: number): number {
  return Math.floor((memory * share) / SHARES);
}

function firstSize(host: Host): number {
  return host.rmem === null ? RECEIVE_SPACE * (SHARES / FIRST_SHARE) : host.rmem.initial;
}

/** Bytes of window that an empty buffer allows at first. Source: tcp.h:tcp_full_space. */
export function firstSpace(host: Host): number {
  return Math.floor((firstSize(host) * FIRST_SHARE) / SHARES);
}

/** Makes the buffer of a connection that has just been opened; one segment stays free. Source: tcp_input.c:tcp_init_buffer_space, tcp_initialize_rcv_mss. */
export function openReceiveBuffer(host: Host, socket: Socket): void {
  const size = firstSize(host);
  const space = firstSpace(host);
  const segment = segmentOf(socket);
  const largest = Math.min(space, 65_535 * 2 ** socket.options.rcvScale);
  const clamp = largest > 2 * segment && largest + segment > space ? Math.max(2 * segment, space - segment) : largest;
  socket.buffer = { size, share: FIRST_SHARE, clamp, threshold: Math.min(socket.rcvWnd, clamp), queue: [] };
  socket.rcvMss = Math.max(Math.min(socket.options.localMss, segmentSize(socket), Math.floor(socket.rcvWnd / 2), 536), 88);
}

/** Memory that what waits to be read takes, bytes (sk_rmem_alloc). */
function memoryTaken(queue: readonly QueuedPiece[], outOfOrder: Socket['outOfOrder']): number {
  return [...queue, ...outOfOrder].reduce((sum, { memory }) => sum + memory, 0);
}

/** Memory is asked for in whole pages: what is left of the last one, bytes (sk_forward_alloc). What sending takes is not counted. Source: sock.h:sk_rmem_schedule. */
export function memoryInReserve({ buffer, outOfOrder }: Socket): number {
  return (PAGE - (memoryTaken(buffer?.queue ?? [], outOfOrder) % PAGE)) % PAGE;
}

/** Bytes of window that the free memory allows. Source: tcp.h:tcp_space. */
function freeSpace(buffer: ReceiveBuffer, { outOfOrder }: Socket): number {
  return windowOf(buffer, buffer.size - memoryTaken(buffer.queue, outOfOrder));
}

/** What the memory allows to be offered, and whether little of it is left. Source: tcp_output.c:__tcp_select_window. */
export function spaceToOffer(buffer: ReceiveBuffer, socket: Socket): { readonly bytes: number; readonly scarce: boolean } {
  const allowed = windowOf(buffer, buffer.size);
  const full = Math.min(buffer.clamp, allowed);
  let free = freeSpace(buffer, socket);
  const scarce = free < full >> 1;
  if (scarce) {
    free -= free % 2 ** socket.options.rcvScale;
    if (free < allowed >> 4 || free < Math.min(socket.rcvMss, full)) return { bytes: 0, scarce };
  }
  return { bytes: Math.min(free, buffer.threshold), scarce };
}

/**
 * A segment larger than any before shows how much of the memory is data: from now on the windows are reckoned by it.
 * Source: tcp_input.c:tcp_measure_rcv_mss, tcp.c:tcp_set_window_clamp.
 */
export function learnShare({ constants }: Context, socket: Socket, segment: Segment): void {
  const { buffer } = socket;
  if (!buffer || !constants.measuresShare) return;
  const share = Math.max(1, Math.floor((segment.length * SHARES) / pieceOf(segment).memory));
  if (share === buffer.share) return;
  buffer.share = share;
  const clamp = Math.max(SMALLEST_CLAMP, windowOf(buffer, buffer.size));
  if (clamp < buffer.clamp) buffer.threshold = Math.min(buffer.threshold, clamp);
  else if (clamp > buffer.clamp) buffer.threshold = Math.max(buffer.threshold, Math.min(socket.rcvWnd, clamp));
  buffer.clamp = clamp;
}

/** Lets the window grow when such segments will fit into the buffer, and then acknowledges at once. Source: tcp_input.c:tcp_grow_window. */
export function growWindow({ host }: Context, socket: Socket, segment: Segment): void {
  const { buffer } = socket;
  if (!buffer) return;
  const room = Math.min(buffer.clamp, freeSpace(buffer, socket)) - buffer.threshold;
  if (room <= 0) return;
  const memory = windowOf(buffer, pieceOf(segment).memory);
  const step = memory <= segment.length ? 2 * segmentOf(socket) : slowStep(buffer, socket, segment.length, memory, host.rmem?.max ?? LARGEST_BUFFER);
  if (step === 0) return;
  buffer.threshold += Math.min(room, Math.max(step, 2 * segment.length));
  socket.quick |= 1;
}

/** In order, data lets the window grow unless it is very little. Source: tcp_input.c:tcp_event_data_recv. */
export function growWithData(ctx: Context, socket: Socket, segment: Segment): void {
  if (segment.length >= SMALL) growWindow(ctx, socket, segment);
}

/** While the window is a small part of the largest, even wasteful segments let it grow. Source: tcp_input.c:__tcp_grow_window. */
function slowStep(buffer: ReceiveBuffer, { rcvMss }: Socket, length: number, memory: number, largest: number): number {
  for (let [size, window] = [memory >> 1, windowOf(buffer, largest) >> 1]; buffer.threshold <= window; size >>= 1, window >>= 1) {
    if (size <= length) return 2 * rcvMss;
  }
  return 0;
}

/** Once something lies far out of order, the buffer of a connection that the program has makes room for what is missing. Source: tcp_input.c:tcp_rcvbuf_grow. */
export function growBuffer({ host }: Context, socket: Socket): void {
  const { buffer } = socket;
  const last = socket.outOfOrder.at(-1);
  if (!buffer || !last || !socket.open || socket.parent !== null) return;
  const expected = Math.min(buffer.threshold, socket.rcvWnd, FIRST_READ * segmentOf(socket));
  const size = Math.min(Math.floor(((2 * expected + distance(socket.rcvNxt, last.end)) * SHARES) / buffer.share), host.rmem?.max ?? LARGEST_BUFFER);
  if (size <= buffer.size) return;
  buffer.size = size;
  buffer.clamp = windowOf(buffer, size);
}

/** Puts what arrived behind what waits to be read; into the same memory where it fits and follows directly (`follows`). Source: tcp_input.c:tcp_queue_rcv, tcp_try_coalesce. */
export function queueForReading({ buffer }: Socket, piece: QueuedPiece, unread: number, follows: boolean): void {
  if (!buffer) return;
  const last = buffer.queue.at(-1);
  if (last && follows && unread <= last.room) {
    last.unread += unread;
    last.room -= unread;
  } else buffer.queue.push({ ...piece, unread });
}

/** The program has read so many bytes; `end`: and their FIN, which takes no byte of it. Source: tcp.c:tcp_recvmsg_locked. */
export function takeFromBuffer({ buffer }: Socket, bytes: number, end: boolean): void {
  const queue = buffer?.queue ?? [];
  let left = bytes;
  while (isReadWhole(queue[0], left, end)) left -= queue.shift()!.unread;
  if (queue[0]) queue[0].unread -= left;
}

/** Does a read of so many bytes more take all of it? What holds nothing but their FIN goes with the end. */
function isReadWhole(piece: QueuedPiece | undefined, bytes: number, end: boolean): boolean {
  return piece !== undefined && piece.unread <= bytes && (bytes > 0 || end);
}
