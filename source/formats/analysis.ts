import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { after } from '../tcp/sequence.ts';

/** What the wire alone tells of a segment, as an analyser of captures sees it: it knows no timers and no player. */
export interface Signs {
  /** All its sequence numbers were sent before, in the same direction. */
  readonly again: boolean;
  /** It only repeats an acknowledgment: no data, no SYN, FIN or RST, and number, acknowledgment and window as its sender's last segment left them. */
  readonly duplicateAck: boolean;
  readonly zeroWindow: boolean;
  readonly reset: boolean;
}

interface Direction {
  readonly isn: number | null;
  /** One past the highest sequence number sent. */
  readonly next: number;
  readonly ack: number | null;
  readonly win: number;
}

/**
 * The signs of each segment, oldest first. RFC 5681 section 2 calls an ACK a duplicate only while data is outstanding; Wireshark and
 * this do not ask for that.
 */
export function analyse(segments: readonly Segment[]): readonly Signs[] {
  const directions = new Map<string, Direction>();
  return segments.map((segment) => {
    const { srcIp, srcPort, dstIp, dstPort, flags, seq, ack, win, length } = segment;
    const way = `${srcIp}:${srcPort}>${dstIp}:${dstPort}`;
    const before = directions.get(way);
    const end = (seq + sequenceLength(segment)) >>> 0;
    const isAnother = has(flags, SYN) && before?.isn !== undefined && before.isn !== seq;
    // Whoever asks for another connection is not answered with a repetition from the last one.
    if (isAnother && !has(flags, ACK)) directions.delete(`${dstIp}:${dstPort}>${srcIp}:${srcPort}`);
    const occupies = end !== seq && !has(flags, RST);
    const again = occupies && before !== undefined && !isAnother && !after(end, before.next);
    const isBare = has(flags, ACK) && !has(flags, SYN | FIN | RST) && length === 0;
    const duplicateAck = isBare && win > 0 && before?.ack === ack && before.win === win && before.next === seq;
    if (!has(flags, RST)) {
      const next = before === undefined || isAnother || after(end, before.next) ? end : before.next;
      directions.set(way, { isn: has(flags, SYN) ? seq : (before?.isn ?? null), next, ack: has(flags, ACK) ? ack : (before?.ack ?? null), win });
    }
    return { again, duplicateAck, zeroWindow: win === 0 && !has(flags, SYN | FIN | RST), reset: has(flags, RST) };
  });
}
