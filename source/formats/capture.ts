import type { Ms } from '../time.ts';
import type { Packet, Timeline } from './timeline.ts';

/** A segment as a capture has it: seen at one place, at one time. */
export interface Captured {
  readonly at: Ms;
  readonly packet: Packet;
  /** Where it was seen: the host that sent it, or the one that captures. */
  readonly host: string;
  readonly direction: 'out' | 'in';
}

/**
 * What a capture of the run holds, oldest first. Without a place each segment is seen once, where it is sent: what is lost
 * later is there. At a host it is what an interface of that host sees: its own segments, and those that reach it,
 * behind a router with its own address.
 */
export function captureOf({ packets }: Timeline, host: string | null): readonly Captured[] {
  if (host === null) return packets.map((packet) => ({ at: packet.sentAt, packet, host: packet.from, direction: 'out' }));
  const seen = packets.flatMap((packet): readonly Captured[] => {
    if (packet.from === host) return [{ at: packet.sentAt, packet: { ...packet, segment: packet.sent }, host, direction: 'out' }];
    return packet.to === host && (packet.fate === 'arrived' || packet.fate === 'dropped') ? [{ at: packet.arrivesAt, packet: { ...packet, segment: packet.arrives }, host, direction: 'in' }] : [];
  });
  return seen.toSorted((a, b) => a.at - b.at);
}

/** 2000-01-01 00:00:00 UTC in seconds: where virtual time begins in formats that want a date. A midnight, so that a clock shows the virtual time. */
export const EPOCH_SECONDS = 946_684_800;
