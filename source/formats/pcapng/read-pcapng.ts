import { captureFault, MOST_FRAMES, type Frame, type Frames } from '../pcap/frames.ts';
import { BYTE_ORDER_MAGIC, ENHANCED_PACKET, INTERFACE, padded, SECTION_HEADER, SIMPLE_PACKET } from './block.ts';

/** The shortest block: type, length, length. */
const SMALLEST = 12;
const IF_TSRESOL = 9;

interface Interface {
  readonly link: number;
  /** Ticks of its clock in a ms. */
  readonly perMs: number;
}

export function isPcapng(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) === SECTION_HEADER;
}

/** Reads the packets of a pcapng file; blocks of other kinds are passed over. Never throws. Source: draft-ietf-opsawg-pcapng. */
export function readPcapng(bytes: Uint8Array): Frames {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Frame[] = [];
  let interfaces: Interface[] = [];
  let little = true;
  for (let at = 0; at < bytes.length; ) {
    if (at + SMALLEST > bytes.length) return captureFault('cut-off', at, bytes.length - at);
    const isSection = view.getUint32(at) === SECTION_HEADER;
    if (isSection) {
      little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
      if (!little && view.getUint32(at + 8) !== BYTE_ORDER_MAGIC) return captureFault('bad-block', at, view.getUint32(at + 8));
      interfaces = [];
    }
    const length = view.getUint32(at + 4, little);
    if (length < SMALLEST || length % 4 !== 0) return captureFault('bad-block', at, length);
    if (at + length > bytes.length) return captureFault('cut-off', at, bytes.length - at);
    const type = view.getUint32(at, little);
    const body = new DataView(bytes.buffer, bytes.byteOffset + at + 8, length - SMALLEST);
    if (type === INTERFACE) {
      if (body.byteLength < 8) return captureFault('bad-block', at, length);
      interfaces.push({ link: body.getUint16(0, little), perMs: ticksPerMs(body, little) });
    } else if (type === ENHANCED_PACKET || type === SIMPLE_PACKET) {
      const frame = type === ENHANCED_PACKET ? enhanced(body, interfaces, little) : simple(body, interfaces, little);
      if (frame === null) return captureFault('bad-block', at, length);
      if (frames.length >= MOST_FRAMES) return captureFault('too-many', at, MOST_FRAMES);
      frames.push({ ...frame, number: frames.length + 1 });
    }
    at += length;
  }
  return { ok: true, frames };
}

type Unnumbered = Omit<Frame, 'number'>;

function enhanced(body: DataView, interfaces: readonly Interface[], little: boolean): Unnumbered | null {
  const from = body.byteLength < 20 ? undefined : interfaces[body.getUint32(0, little)];
  if (!from) return null;
  const kept = body.getUint32(12, little);
  if (20 + kept > body.byteLength) return null;
  // Whole ms first: nanoseconds since 1970 are more than a double can hold exactly.
  const ticks = (BigInt(body.getUint32(4, little)) << 32n) | BigInt(body.getUint32(8, little));
  const perMs = BigInt(Math.max(1, Math.round(from.perMs)));
  const at = from.perMs < 1 ? Number(ticks) / from.perMs : Number(ticks / perMs) + Number(ticks % perMs) / Number(perMs);
  return { at, link: from.link, bytes: bytesOf(body, 20, kept), length: body.getUint32(16, little) };
}

function simple(body: DataView, interfaces: readonly Interface[], little: boolean): Unnumbered | null {
  const from = interfaces[0];
  if (!from || body.byteLength < 4) return null;
  const length = body.getUint32(0, little);
  return { at: 0, link: from.link, bytes: bytesOf(body, 4, Math.min(length, body.byteLength - 4)), length };
}

function bytesOf(body: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(body.buffer, body.byteOffset + at, length);
}

/** if_tsresol: a power of ten, or with its high bit set of two, in a second; microseconds when it is not said. */
function ticksPerMs(body: DataView, little: boolean): number {
  for (let at = 8; at + 4 <= body.byteLength; ) {
    const code = body.getUint16(at, little);
    const length = body.getUint16(at + 2, little);
    if (code === 0 || at + 4 + length > body.byteLength) break;
    if (code === IF_TSRESOL && length === 1) {
      const resolution = body.getUint8(at + 4);
      return (resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** resolution) / 1000;
    }
    at += 4 + padded(length);
  }
  return 1000;
}
