import type { CallResult } from '../kernel/call-errnos.ts';
import type { KernelEvent } from '../kernel/context.ts';
import type { DecisionName } from '../kernel/decision.ts';
import type { DropReason } from '../kernel/drop-reason.ts';
import type { SysctlName } from '../kernel/sysctl.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import type { Call } from './move.ts';
import type { Fate } from './view.ts';

/** One segment on its way. Records grow only where a level is played move by move; a flood keeps tallies. */
export interface SegmentRecord {
  /** Running number, from 1. */
  readonly n: number;
  readonly sentAt: Ms;
  readonly from: string;
  /** Host that owns the destination address, null when nobody does. */
  readonly to: string | null;
  /** As it reads between the routers; and at its two ends, where one behind a router sees its own address. */
  readonly segment: Segment;
  readonly sent: Segment;
  readonly arrives: Segment;
  arrivesAt: Ms;
  fate: Fate;
  dropReason: DropReason | null;
  /** Sent by a simulated kernel; false: the player's. */
  readonly auto: boolean;
  readonly retransmission: boolean;
  readonly forged: boolean;
  /** Put on the wire by the level's script, or by a player whom nothing asked, and not by the host's kernel. */
  readonly injected: boolean;
  /** Number of the move that sent it, or null. */
  readonly move: number | null;
  /** What the receiving kernel decided, in order. */
  decisions: DecisionName[];
}

/** Anything a kernel or a program did besides sending. */
export interface NoteRecord {
  readonly at: Ms;
  readonly host: string;
  readonly event: KernelEvent;
  /** Segment that caused it, or null. */
  readonly segment: number | null;
  /** The player overruled the kernel here. */
  readonly forced: boolean;
}

export interface CallRecord {
  readonly at: Ms;
  readonly host: string;
  readonly text: string;
  readonly name: string;
  readonly socket: number;
  result: CallResult;
  returnedAt: Ms | null;
  readonly remotePort: number;
}

/**
 * What reached a host's kernel, in order: a segment, or a call with the number of the descriptor that it gave. It is all that
 * the kernel's own acts follow from, so another kernel can be led through the same.
 */
export type Input =
  | { readonly at: Ms; readonly host: string; readonly do: 'segment'; readonly segment: Segment; readonly n: number | null }
  | { readonly at: Ms; readonly host: string; readonly do: 'call'; readonly call: Call; readonly gives: number | null }
  | { readonly at: Ms; readonly host: string; readonly do: 'sysctl'; readonly name: SysctlName; readonly value: number };

/** A segment on the wire of a world that keeps none: enough for a capture. */
export interface Sighting {
  readonly at: Ms;
  /** Nominal time of its arrival. */
  readonly arrivesAt: Ms;
  /** The host that sent it, or the name of the flood. */
  readonly from: string;
  readonly to: string | null;
  /** As in a SegmentRecord. */
  readonly segment: Segment;
  readonly sent: Segment;
  readonly arrives: Segment;
  readonly fate: Extract<Fate, 'arrived' | 'lost' | 'no-host' | 'stopped'>;
  readonly retransmission: boolean;
}

/** Hears of each segment that is put on the wire. For exports: a world that is copied to look ahead has none. */
export type Tap = (sighting: Sighting) => void;

/** A segment at a host's interface, and when it passed there. */
export interface Passed {
  readonly host: string;
  readonly at: Ms;
  readonly segment: Segment;
}

/** What happened, in order: the one record that views, verdicts, exports and proofs are folds over. */
export interface Journal {
  segments: SegmentRecord[];
  notes: NoteRecord[];
  calls: CallRecord[];
  inputs: Input[];
  /** host -> decision -> how often. */
  decided: Map<string, Map<DecisionName, number>>;
  /** `host` -> connections its programs accepted. */
  accepted: Map<string, number>;
  /** False in floods: segments are counted, not kept. */
  readonly keepsSegments: boolean;
  segmentCount: number;
  /** In floods: what passed the interfaces of the player's hosts last. */
  recent: Passed[];
  tap: Tap | null;
}

export function createJournal(keepsSegments: boolean): Journal {
  return { segments: [], notes: [], calls: [], inputs: [], decided: new Map(), accepted: new Map(), keepsSegments, segmentCount: 0, recent: [], tap: null };
}
