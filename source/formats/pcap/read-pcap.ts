import { captureFault, MOST_FRAMES, type Frame, type Frames } from './frames.ts';

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
const HEADER = 24;
const RECORD = 16;

/** Is this the older format, libpcap's? Its first number says also in which order the bytes of all numbers are. */
export function isPcap(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [view.getUint32(0, true), view.getUint32(0, false)].some((magic) => magic === MICROSECONDS || magic === NANOSECONDS);
}

/** Reads a pcap file. Never throws. Source: draft-ietf-opsawg-pcap. */
export function readPcap(bytes: Uint8Array): Frames {
  if (bytes.length < HEADER) return captureFault('cut-off', 0, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = [MICROSECONDS, NANOSECONDS].includes(view.getUint32(0, true));
  const perMs = view.getUint32(0, little) === NANOSECONDS ? 1e6 : 1e3;
  const major = view.getUint16(4, little);
  if (major !== 2) return captureFault('bad-version', 4, major);
  const link = view.getUint32(20, little) & 0xffff;
  const frames: Frame[] = [];
  for (let at = HEADER; at < bytes.length; ) {
    if (at + RECORD > bytes.length) return captureFault('cut-off', at, bytes.length - at);
    const kept = view.getUint32(at + 8, little);
    if (at + RECORD + kept > bytes.length) return captureFault('cut-off', at, bytes.length - at);
    if (frames.length >= MOST_FRAMES) return captureFault('too-many', at, MOST_FRAMES);
    frames.push({
      number: frames.length + 1,
      at: view.getUint32(at, little) * 1000 + view.getUint32(at + 4, little) / perMs,
      link,
      bytes: bytes.subarray(at + RECORD, at + RECORD + kept),
      length: view.getUint32(at + 12, little),
    });
    at += RECORD + kept;
  }
  return { ok: true, frames };
}
