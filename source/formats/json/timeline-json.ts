import { formatEndpoint, formatIp } from '../../tcp/address.ts';
import { ACK, has } from '../../tcp/flags.ts';
import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Packet, RunName, StateChange, Timeline, TimelineCall, TimelineHost, JudgedLine } from '../timeline.ts';

/** What `ackademy export RUN --to json` prints. Times are ms of virtual time, numbers absolute, flags as tcpdump writes them. */
export interface TimelineJson extends RunName {
  readonly format: 'ackademy-timeline';
  readonly version: 1;
  readonly endsAt: number;
  /** Segments that were on the wire but are not listed. */
  readonly leftOut: number;
  readonly hosts: readonly (Omit<TimelineHost, 'ip'> & { readonly ip: string | null })[];
  readonly segments: readonly SegmentJson[];
  readonly states: readonly StateChange[];
  readonly calls: readonly TimelineCall[];
  readonly moves: readonly JudgedLine[];
}

export interface SegmentJson extends Omit<Packet, 'segment' | 'sent' | 'arrives'>, Pick<Segment, 'seq' | 'win' | 'length' | 'options' | 'data'> {
  readonly src: string;
  readonly dst: string;
  readonly flags: string;
  /** Null without the ACK flag. */
  readonly ack: number | null;
}

export function timelineJson({ run, hosts, packets, states, calls, moves, leftOut, endsAt }: Timeline): TimelineJson {
  return {
    format: 'ackademy-timeline',
    version: 1,
    ...run,
    endsAt,
    leftOut,
    hosts: hosts.map(({ ip, ...host }) => ({ ...host, ip: ip === null ? null : formatIp(ip) })),
    segments: packets.map(segmentJson),
    states,
    calls,
    moves,
  };
}

function segmentJson({ n, sentAt, arrivesAt, from, to, segment, fate, dropReason, retransmission, signs, forged, auto, move, decisions }: Packet): SegmentJson {
  const { srcIp, srcPort, dstIp, dstPort, flags, seq, ack, win, options, length, data } = segment;
  return {
    n,
    sentAt,
    arrivesAt,
    from,
    to,
    src: formatEndpoint({ ip: srcIp, port: srcPort }),
    dst: formatEndpoint({ ip: dstIp, port: dstPort }),
    flags: flagsText(flags),
    seq,
    ack: has(flags, ACK) ? ack : null,
    win,
    options,
    length,
    ...(data === undefined ? {} : { data }),
    fate,
    dropReason,
    retransmission,
    signs,
    forged,
    auto,
    move,
    decisions,
  };
}
