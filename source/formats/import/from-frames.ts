import { formatEndpoint } from '../../tcp/address.ts';
import { decode } from '../../tcp/decode.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Frame } from '../pcap/frames.ts';
import { refused, type Imported, type Spoken } from './conversation.ts';
import { payloadOf } from './link-layer.ts';

/**
 * The one TCP connection in a capture. Packets of other protocols are counted and left out; IPv6, fragments, frames that were cut and
 * a second connection are refused with the frame's number.
 */
export function fromFrames(frames: readonly Frame[]): Imported {
  const found: { readonly frame: Frame; readonly segment: Segment }[] = [];
  let others = 0;
  for (const frame of frames) {
    const payload = payloadOf(frame.link, frame.bytes);
    if (payload.kind === 'unknown-link') return refused('link', { frame: frame.number, link: frame.link });
    if (payload.kind === 'ipv6') return refused('ipv6', { frame: frame.number });
    if (payload.kind !== 'ipv4') {
      others++;
      continue;
    }
    const decoded = decode(payload.bytes, { checksums: 'ignore' });
    if (decoded.ok) found.push({ frame, segment: decoded.ok });
    else if (decoded.error === 'ip/protocol') others++;
    else if (decoded.error === 'ip/fragment') return refused('fragment', { frame: frame.number });
    else if (frame.bytes.length < frame.length) return refused('cut-frame', { frame: frame.number, kept: frame.bytes.length, length: frame.length });
    else return refused('bad-segment', { frame: frame.number, error: decoded.error, at: decoded.at, expected: decoded.expected, got: decoded.got });
  }
  const [first] = found;
  if (!first) return refused('no-tcp', { frames: frames.length });
  const connections = new Map<string, number>();
  for (const { segment } of found) {
    const name = nameOf(segment);
    connections.set(name, (connections.get(name) ?? 0) + 1);
  }
  if (connections.size > 1) {
    const [one = '', two = ''] = connections.keys();
    return refused('connections', { count: connections.size, one, two });
  }
  const ends = [endpoint(first.segment, 'src'), endpoint(first.segment, 'dst')] as const;
  const start = first.frame.at;
  const spoken = found.map(({ frame, segment }, index): Spoken => ({ n: index + 1, at: Math.max(0, frame.at - start), from: endpoint(segment, 'src') === ends[0] ? 0 : 1, segment, unsaid: [], place: frame.number }));
  return { ok: true, conversation: { ends, spoken, others } };
}

function endpoint(segment: Segment, side: 'src' | 'dst'): string {
  return side === 'src' ? formatEndpoint({ ip: segment.srcIp, port: segment.srcPort }) : formatEndpoint({ ip: segment.dstIp, port: segment.dstPort });
}

function nameOf(segment: Segment): string {
  return [endpoint(segment, 'src'), endpoint(segment, 'dst')].toSorted().join(' ');
}
