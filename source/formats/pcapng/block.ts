/**
 * Blocks of a pcapng file, little-endian. Source: draft-ietf-opsawg-pcapng, sections 3.1 (block), 3.5 (options),
 * 4.1 (section header), 4.2 (interface), 4.3 (enhanced packet).
 */
export const SECTION_HEADER = 0x0a0d0d0a;
export const INTERFACE = 1;
export const SIMPLE_PACKET = 3;
export const ENHANCED_PACKET = 6;
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Raw IPv4, without a link header. Source: the list of link types of tcpdump.org. */
export const LINKTYPE_IPV4 = 228;

export interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

/** An option's value is at most 65,535 bytes: what is longer is cut. */
export function textOption(code: number, text: string): Option {
  return { code, value: new TextEncoder().encode(text).subarray(0, 0xffff) };
}

export function padded(length: number): number {
  return (length + 3) & ~3;
}

/** The options with their end mark; nothing when there are none. */
function optionBytes(options: readonly Option[]): Uint8Array {
  if (options.length === 0) return new Uint8Array(0);
  const bytes = new Uint8Array(options.reduce((sum, { value }) => sum + 4 + padded(value.length), 4));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { code, value } of options) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    bytes.set(value, at + 4);
    at += 4 + padded(value.length);
  }
  return bytes;
}

/** A whole block: type, length, body (padded to 32 bits), options, length again. */
export function block(type: number, body: Uint8Array, options: readonly Option[] = []): Uint8Array {
  const tail = optionBytes(options);
  const length = 12 + padded(body.length) + tail.length;
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  bytes.set(body, 8);
  bytes.set(tail, 8 + padded(body.length));
  view.setUint32(length - 4, length, true);
  return bytes;
}
