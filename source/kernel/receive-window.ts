import { add, distance } from '../tcp/sequence.ts';
import type { Context } from './context.ts';
import { RECEIVE_SPACE, TIMESTAMP_BYTES } from './first-window.ts';
import type { Host, Socket } from './host.ts';

/** What a window field of 16 bits can say. */
const LARGEST_FIELD = 65_535;

/** How much of the window that was offered last is left: from RCV.NXT to its right edge, bytes. Source: tcp.h:tcp_receive_window. */
export function windowLeft({ rcvWup, rcvWnd, rcvNxt }: Pick<Socket, 'rcvWup' | 'rcvWnd' | 'rcvNxt'>): number {
  return Math.max(0, distance(rcvNxt, add(rcvWup, rcvWnd)));
}

/** Rounds up to what a scaled window field can say. */
function roundedUp(bytes: number, shift: number): number {
  return Math.ceil(bytes / 2 ** shift) * 2 ** shift;
}

/** Bytes that may be offered: half of the receive buffer, without the one segment that is kept free once the connection is open. Source: tcp_input.c:tcp_init_buffer_space. */
function spaceOf(host: Host, { state, options, rcvWnd }: Socket): number {
  const space = host.rmem === null ? RECEIVE_SPACE : Math.floor(host.rmem.initial / 2);
  if (state === 'SYN-RECEIVED') return Math.min(space, rcvWnd);
  const segment = options.localMss - (options.ts ? TIMESTAMP_BYTES : 0);
  return Math.min(space, Math.max(2 * segment, space - segment));
}

/**
 * The window that the next segment would offer, bytes. The right edge never moves back: what was offered stays so. Unread data
 * take nothing off it here, although in Linux they do by the memory that they take.
 * Source: F11.3; tcp_output.c:tcp_select_window, __tcp_select_window.
 */
function windowToOffer(host: Host, socket: Socket): number {
  const shift = socket.options.rcvScale;
  const left = windowLeft(socket);
  const chosen = shift > 0 ? roundedUp(spaceOf(host, socket), shift) : unscaledWindow(spaceOf(host, socket), socket);
  return chosen < left ? roundedUp(left, shift) : chosen;
}

/** The window field of the next segment, if it is no SYN. */
export function nextWindowField(host: Host, socket: Socket): number {
  return fieldOf(windowToOffer(host, socket), socket);
}

/** Offers the window in a segment that is about to be sent: returns its field, and writes down where the window ends. */
export function offerWindow({ host }: Context, socket: Socket): number {
  socket.rcvWnd = windowToOffer(host, socket);
  socket.rcvWup = socket.rcvNxt;
  return fieldOf(socket.rcvWnd, socket);
}

function fieldOf(window: number, { options }: Socket): number {
  return Math.min(window >>> options.rcvScale, LARGEST_FIELD);
}

/** Without scaling the window stays as it is while it is within a segment of the space; else it is a multiple of what the other side sends. */
function unscaledWindow(space: number, { rcvWnd, rcvMss }: Socket): number {
  return rcvWnd <= space - rcvMss || rcvWnd > space ? space - (space % rcvMss) : rcvWnd;
}
