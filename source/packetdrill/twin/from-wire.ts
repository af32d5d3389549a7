import type { TcpOptions } from '../../tcp/options.ts';
import { ACK, has } from '../../tcp/flags.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { WireSegment } from '../run/wire-segment.ts';

/** A segment as the simulated kernel takes it: the options that it knows, the last of each kind, and zeros for its payload. */
export function fromWire(wire: WireSegment): Segment {
  const options: { -readonly [K in keyof TcpOptions]: TcpOptions[K] } = {};
  for (const option of wire.options) {
    if (option.kind === 'eol') break;
    if (option.kind === 'mss') options.mss = option.mss;
    else if (option.kind === 'wscale') options.wscale = option.shift;
    else if (option.kind === 'sackOK') options.sackPermitted = true;
    else if (option.kind === 'ts') options.ts = { val: option.val, ecr: option.ecr };
    else if (option.kind === 'sack') options.sack = option.blocks;
  }
  const { srcIp, srcPort, dstIp, dstPort, flags, seq, win, length } = wire;
  return { srcIp, srcPort, dstIp, dstPort, flags, seq, ack: has(flags, ACK) ? wire.ack : 0, win, options, length, ...(length > 0 ? { data: '\0'.repeat(length) } : {}) };
}
