import { encode } from '../../tcp/encode.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import { captureOf, EPOCH_SECONDS } from '../capture.ts';
import type { Packet, Timeline } from '../timeline.ts';
import { block, BYTE_ORDER_MAGIC, ENHANCED_PACKET, INTERFACE, LINKTYPE_IPV4, SECTION_HEADER, textOption, type Option } from './block.ts';

/** Codes of options. Source: draft-ietf-opsawg-pcapng 3.5, 4.1, 4.2, 4.3. */
const OPT_COMMENT = 1;
const SHB_USERAPPL = 4;
const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_TSRESOL = 9;
const EPB_FLAGS = 2;
const INBOUND = 1;
const OUTBOUND = 2;
const NANOSECONDS = 9;

export interface PcapngTexts {
  /** Program and version. */
  readonly application: string;
  /** About the whole run. */
  readonly comments: readonly string[];
  readonly aboutHost: (name: string) => string;
  /** About one segment, a line each. */
  readonly aboutPacket: (packet: Packet) => readonly string[];
}

/**
 * The run as a pcapng file: raw IPv4, an interface for each host. Virtual time 0 is 2000-01-01 00:00:00 UTC, in nanoseconds,
 * so the same run gives the same bytes. `at`: the host whose interface captures, or null for the wire (capture.ts).
 */
export function writePcapng(timeline: Timeline, texts: PcapngTexts, at: string | null = null): Uint8Array {
  const names = at === null ? timeline.hosts.map(({ name }) => name) : [at];
  const blocks = [
    sectionHeader([textOption(SHB_USERAPPL, texts.application), ...comments(texts.comments)]),
    ...names.map((name) => interfaceBlock([textOption(IF_NAME, name), textOption(IF_DESCRIPTION, texts.aboutHost(name)), { code: IF_TSRESOL, value: Uint8Array.of(NANOSECONDS) }])),
    ...captureOf(timeline, at).map(({ at: time, packet, host, direction }) =>
      packetBlock(names.indexOf(host), nanoseconds(time), encode(withPayload(packet.segment)), [{ code: EPB_FLAGS, value: Uint8Array.of(direction === 'out' ? OUTBOUND : INBOUND, 0, 0, 0) }, ...comments(texts.aboutPacket(packet))]),
    ),
  ];
  return concatenated(blocks);
}

/** Only the length of most payloads is simulated. Dots stand for them: readers of protocols take zero bytes for broken messages. */
function withPayload(segment: Segment): Segment {
  return segment.data === undefined ? { ...segment, data: '.'.repeat(segment.length) } : segment;
}

function comments(texts: readonly string[]): readonly Option[] {
  return texts.map((text) => textOption(OPT_COMMENT, text));
}

function nanoseconds(ms: Ms): bigint {
  return BigInt(EPOCH_SECONDS) * 1_000_000_000n + BigInt(Math.round(ms * 1_000_000));
}

function sectionHeader(options: readonly Option[]): Uint8Array {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setUint32(0, BYTE_ORDER_MAGIC, true);
  view.setUint16(4, 1, true); // version 1.0
  view.setBigInt64(8, -1n, true); // the section's length is not said
  return block(SECTION_HEADER, body, options);
}

function interfaceBlock(options: readonly Option[]): Uint8Array {
  const body = new Uint8Array(8);
  const view = new DataView(body.buffer);
  view.setUint16(0, LINKTYPE_IPV4, true);
  view.setUint32(4, 0, true); // no limit to what is captured of a packet
  return block(INTERFACE, body, options);
}

function packetBlock(index: number, time: bigint, bytes: Uint8Array, options: readonly Option[]): Uint8Array {
  const body = new Uint8Array(20 + bytes.length);
  const view = new DataView(body.buffer);
  view.setUint32(0, index, true);
  view.setUint32(4, Number(time >> 32n), true);
  view.setUint32(8, Number(time & 0xffff_ffffn), true);
  view.setUint32(12, bytes.length, true);
  view.setUint32(16, bytes.length, true);
  body.set(bytes, 20);
  return block(ENHANCED_PACKET, body, options);
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
