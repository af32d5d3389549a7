import { ABOVE_TIME_WAIT } from '../../kernel/constants.ts';
import { ACK, has, RST, SYN } from '../../tcp/flags.ts';
import { printPacketdrill } from '../../tcp/notation/print-packetdrill.ts';
import type { TcpOptions } from '../../tcp/options.ts';
import type { Segment } from '../../tcp/segment.ts';
import { add, distance } from '../../tcp/sequence.ts';

/** What the host has said of itself on one tuple. */
export interface Known {
  /** Initial sequence number: what its relative numbers count from. */
  iss: number;
  /** Highest number it has used, end of the segment. */
  next: number;
  /** TSvals of what it sent, in order. */
  tsvals: number[];
}

/** Translates between a dialogue's relative numbers and those that this host really uses, learnt from what it sends. */
export interface Numbers {
  /** A segment of the dialogue as it must arrive at this host; `echoes`: TSecr is that of so many segments before the last. */
  toHost(segment: Segment, echoes?: number): Segment;
  /** A segment that is about to arrive at this host, as a dialogue would have it. */
  toDialogue(segment: Segment, echoes?: number): Segment;
  /** How many segments before the last the one is whose TSval is echoed; 0 where that is the last, or none. */
  echoes(segment: Segment): number;
  /** Writes down what the host sent, and learns from it. */
  hear(segment: Segment): string;
  /** Says what would have been heard before the dialogue began. */
  assume(localPort: number, remoteIp: number, remotePort: number, known: Known): void;
}

export function createNumbers(): Numbers {
  const known = new Map<string, Known>();
  const keyOf = (s: Segment, arriving: boolean): string => (arriving ? `${s.dstPort} ${s.srcIp} ${s.srcPort}` : `${s.srcPort} ${s.dstIp} ${s.dstPort}`);

  /** Moves what repeats the host's numbers by `shift`, and TSecr by `tsShift`. */
  function shifted(segment: Segment, shift: number, tsShift: number): Segment {
    const isFirst = has(segment.flags, SYN) && !has(segment.flags, ACK);
    const { ts, sack, ...rest } = segment.options;
    const options: TcpOptions = {
      ...rest,
      ...(sack ? { sack: sack.map(([left, right]) => [add(left, shift), add(right, shift)] as const) } : {}),
      ...(ts ? { ts: isFirst ? ts : { val: ts.val, ecr: add(ts.ecr, tsShift) } } : {}),
    };
    return { ...segment, ack: has(segment.flags, ACK) ? add(segment.ack, shift) : 0, options };
  }

  return {
    toHost: (segment, echoes = 0) => {
      const own = known.get(keyOf(segment, true));
      return shifted(segment, own?.iss ?? 0, echoed(own, echoes));
    },
    toDialogue: (segment, echoes = 0) => {
      const own = known.get(keyOf(segment, true));
      return shifted(segment, -(own?.iss ?? 0), -echoed(own, echoes));
    },
    echoes: (segment) => {
      const { tsvals } = known.get(keyOf(segment, true)) ?? { tsvals: [] as number[] };
      const at = segment.options.ts ? tsvals.lastIndexOf(segment.options.ts.ecr) : -1;
      return at < 0 ? 0 : tsvals.length - 1 - at;
    },
    hear: (segment) => {
      const key = keyOf(segment, false);
      let own = known.get(key);
      let isn = '';
      if (has(segment.flags, SYN) && own?.iss !== segment.seq) {
        const isReopened = own !== undefined && segment.seq === add(own.next, ABOVE_TIME_WAIT - 1);
        isn = isReopened ? ' (old number + 65537)' : own ? ' (new number)' : '';
        own = { iss: segment.seq, next: segment.seq, tsvals: [] };
        known.set(key, own);
      }
      const text = `${segment.dstPort} ${printPacketdrill(relative(segment, own))}${isn}`;
      if (own) {
        const end = add(segment.seq, segment.length + (has(segment.flags, SYN) ? 1 : 0) + (segment.flags & 1));
        if (distance(own.next, end) > 0 && distance(own.next, end) < 2 ** 30) own.next = end;
        if (segment.options.ts) own.tsvals.push(segment.options.ts.val);
      }
      return text;
    },
    assume: (localPort, remoteIp, remotePort, own) => {
      known.set(`${localPort} ${remoteIp} ${remotePort}`, { ...own, tsvals: [...own.tsvals] });
    },
  };
}

/** TSval of the segment that is so many before the last; 0 where none was sent. */
function echoed(own: Known | undefined, echoes: number): number {
  return own?.tsvals.at(-1 - echoes) ?? 0;
}

/** Own numbers from the initial one on; TSval is a clock, so only that it is there counts. */
function relative(segment: Segment, own: Known | undefined): Segment {
  const { ts } = segment.options;
  return {
    ...segment,
    // A RST for what carried no ACK has number 0 (F1.27).
    seq: own && !(has(segment.flags, RST) && segment.seq === 0) ? add(segment.seq, -own.iss) : segment.seq,
    options: ts ? { ...segment.options, ts: { val: 0, ecr: ts.ecr } } : segment.options,
  };
}
