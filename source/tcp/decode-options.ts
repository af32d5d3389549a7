import { decodeError, type DecodeError } from './decode-error.ts';
import { NO_OPTIONS, type TcpOptions } from './options.ts';

const END = 0;
const NOP = 1;
const MSS = 2;
const WSCALE = 3;
const SACK_PERMITTED = 4;
const SACK = 5;
const TIMESTAMPS = 8;

const FIXED_LENGTH: ReadonlyMap<number, number> = new Map([
  [MSS, 4],
  [WSCALE, 3],
  [SACK_PERMITTED, 2],
  [TIMESTAMPS, 10],
]);

/** Shifts above 14 count as 14. Source: RFC 7323 section 2.3. */
const MAX_SHIFT = 14;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The length that this kind of option should have had, or null when `length` is right. */
function rightLength(kind: number, length: number): number | null {
  const fixed = FIXED_LENGTH.get(kind) ?? 2;
  if (FIXED_LENGTH.has(kind)) return length === fixed ? null : fixed;
  if (kind === SACK) return length >= 10 && (length - 2) % 8 === 0 ? null : 10;
  return length >= 2 ? null : 2;
}

function readOption(options: Mutable<TcpOptions>, view: DataView, at: number, kind: number, length: number): void {
  if (kind === MSS) options.mss = view.getUint16(at + 2);
  else if (kind === WSCALE) options.wscale = Math.min(view.getUint8(at + 2), MAX_SHIFT);
  else if (kind === SACK_PERMITTED) options.sackPermitted = true;
  else if (kind === TIMESTAMPS) options.ts = { val: view.getUint32(at + 2), ecr: view.getUint32(at + 6) };
  else if (kind === SACK) {
    const blocks: Array<readonly [number, number]> = [];
    for (let i = at + 2; i < at + length; i += 8) blocks.push([view.getUint32(i), view.getUint32(i + 4)]);
    options.sack = blocks;
  }
}

/**
 * Reads the options area of a TCP header; `offset` is where it lies in the datagram, for the error. Unknown kinds are
 * skipped, of a repeated one the last counts, and the list ends at an end-of-list byte. Linux ignores an option whose
 * length is wrong; here it is named, because a learner's own bytes are what is being read.
 * Source: RFC 9293 section 3.2; Linux net/ipv4/tcp_input.c tcp_parse_options().
 */
export function decodeOptions(bytes: Uint8Array, offset: number): { readonly ok: TcpOptions } | DecodeError {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const options: Mutable<TcpOptions> = {};
  let at = 0;
  while (at < bytes.length) {
    const kind = view.getUint8(at);
    if (kind === END) break;
    if (kind === NOP) {
      at += 1;
      continue;
    }
    const left = bytes.length - at;
    if (left < 2) return decodeError('tcp/option-truncated', offset + at, 2, left);
    const length = view.getUint8(at + 1);
    const expected = rightLength(kind, length);
    if (expected !== null) return decodeError('tcp/option-length', offset + at, expected, length);
    if (length > left) return decodeError('tcp/option-truncated', offset + at, length, left);
    readOption(options, view, at, kind, length);
    at += length;
  }
  return { ok: Object.keys(options).length === 0 ? NO_OPTIONS : options };
}
