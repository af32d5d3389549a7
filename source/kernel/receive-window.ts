import { add, distance } from '../tcp/sequence.ts';
import type { Context } from './context.ts';
import type { Host, Socket } from './host.ts';
import { firstSpace, spaceToOffer } from './receive-buffer.ts';

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

/**
 * The window that the next segment would offer, bytes. The right edge never moves back: what was offered stays so.
 * Source: F11.3; tcp_output.c:tcp_select_window, __tcp_select_window.
 */
function windowToOffer(host: Host, socket: Socket): number {
  const shift = socket.options.rcvScale;
  const left = windowLeft(socket);
  const chosen = chooseWindow(host, socket);
  return chosen < left ? roundedUp(left, shift) : chosen;
}

/** Before the connection is open, what the SYN has offered. */
function chooseWindow(host: Host, socket: Socket): number {
  const { buffer, options } = socket;
  const space = buffer ? spaceToOffer(buffer, socket).bytes : Math.min(firstSpace(host), socket.rcvWnd);
  return options.rcvScale > 0 ? roundedUp(space, options.rcvScale) : unscaledWindow(space, socket);
}

/** Would the next segment offer no less than the last one? */
export function offersAsMuch(host: Host, socket: Socket): boolean {
  return chooseWindow(host, socket) >= socket.rcvWnd;
}

/** The window field of the next segment, if it is no SYN. */
export function nextWindowField(host: Host, socket: Socket): number {
  return fieldOf(windowToOffer(host, socket), socket);
}

/** Offers the window in a segment that is about to be sent: returns its field, and writes down where the window ends. */
export function offerWindow({ host }: Context, socket: Socket): number {
  socket.rcvWnd = windowToOffer(host, socket);
  if (socket.buffer && spaceToOffer(socket.buffer, socket).scarce) socket.quick = 0;
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
