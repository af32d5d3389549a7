import { analyse, type Signs } from './analysis.ts';
import type { DecisionName } from '../kernel/decision.ts';
import type { DropReason } from '../kernel/drop-reason.ts';
import type { JudgedMove } from '../referee/session-view.ts';
import type { Ip } from '../tcp/address.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import { resultText } from '../world/call-text.ts';
import type { Sighting } from '../world/journal.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import type { Fate, Side } from '../world/view.ts';
import type { World } from '../world/world.ts';

/** A run as every export tells it: what was on the wire and in the programs, oldest first, and how each move was judged. */
export interface Timeline {
  readonly run: RunName;
  readonly hosts: readonly TimelineHost[];
  readonly packets: readonly Packet[];
  readonly calls: readonly TimelineCall[];
  readonly states: readonly StateChange[];
  readonly moves: readonly JudgedLine[];
  /** Segments that were on the wire but are not in `packets`: a flood is cut. */
  readonly leftOut: number;
  /** Virtual time at the end. */
  readonly endsAt: Ms;
}

/** What it is a run of. The title is in the language of the export. */
export interface RunName {
  readonly level: string;
  readonly title: string;
  readonly seed: string;
  readonly kernel: string;
  readonly engine: string;
}

export interface TimelineHost {
  readonly name: string;
  /** Null for the many sources of a flood. */
  readonly ip: Ip | null;
  readonly side: Side;
  readonly you: boolean;
}

export interface Packet {
  /** Running number, from 1: `#3` on the ladder. */
  readonly n: number;
  readonly sentAt: Ms;
  /** When it arrives; of a lost one, when it would have been half-way. */
  readonly arrivesAt: Ms;
  readonly from: string;
  /** Null when the address is nobody's. */
  readonly to: string | null;
  /** As in a SegmentRecord: between the routers, and at its two ends. */
  readonly segment: Segment;
  readonly sent: Segment;
  readonly arrives: Segment;
  readonly fate: Fate;
  readonly dropReason: DropReason | null;
  /** A simulated kernel sent it again. What the player or a script sends twice is not, nor is what the wire never saw before: see `signs`. */
  readonly retransmission: boolean;
  readonly signs: Signs;
  readonly forged: boolean;
  /** Sent by a simulated kernel; false: the player's. */
  readonly auto: boolean;
  /** Number of the judged move that sent it, or null. */
  readonly move: number | null;
  /** What the receiving kernel decided, in order. */
  readonly decisions: readonly DecisionName[];
}

export interface TimelineCall {
  readonly at: Ms;
  readonly host: string;
  readonly call: string;
  /** `= 0`, `= -1 ECONNREFUSED`, or null while it blocks. */
  readonly result: string | null;
  readonly returnedAt: Ms | null;
}

export interface StateChange {
  readonly at: Ms;
  readonly host: string;
  readonly local: string;
  readonly remote: string | null;
  readonly from: string;
  readonly to: string;
}

/** A judged move as one line, and its verdict. */
export interface JudgedLine {
  readonly number: number;
  readonly at: Ms;
  readonly line: string;
  readonly outcome: JudgedMove['verdict']['outcome'];
  readonly verdict: string;
  readonly rule: string | null;
}

/** What of a world may be told. A run that is not over must not tell what its player cannot see yet. */
export interface Scope {
  readonly world: World;
  readonly judged: readonly JudgedMove[];
  /** Only segments that a host of the player sent or was sent. */
  readonly onlyOwnSegments: boolean;
  /** Hosts whose states are told. */
  readonly states: readonly string[];
}

export function timelineOf(run: RunName, { world, judged, onlyOwnSegments, states }: Scope, flood: Flood | null): Timeline {
  const { journal, setup } = world;
  const yours = new Set(setup.hosts.filter(({ you }) => you).map(({ name }) => name));
  const isSeen = ({ from, to }: Pick<Packet, 'from' | 'to'>): boolean => !onlyOwnSegments || yours.has(from) || (to !== null && yours.has(to));
  const seen = (flood?.packets ?? journal.segments).filter(isSeen);
  const signs = analyse(seen.map(({ segment }) => segment));
  return {
    run,
    hosts: [
      ...setup.hosts.map(({ name, ip, side, you }) => ({ name, ip, side, you })),
      ...setup.traffic.filter(({ kind }) => kind === 'flood').map(({ name }) => ({ name, ip: null, side: 'attacker' as const, you: false })),
    ],
    packets: seen.map((packet, index) => ({ ...packet, signs: signs[index]! })),
    calls: journal.calls
      .filter(({ host }) => !onlyOwnSegments || yours.has(host))
      .map(({ at, host, text, result, returnedAt }) => ({ at, host, call: text, result: resultText(result), returnedAt })),
    states: journal.notes.flatMap(({ at, host, event }) => (event.type === 'state' && states.includes(host) ? [{ at, host, local: event.local, remote: event.remote, from: event.from, to: event.to }] : [])),
    moves: judged.map(({ number, at, move, verdict }) => ({ number, at, line: printMove(move), outcome: verdict.outcome, verdict: verdict.name, rule: verdict.rule })),
    leftOut: flood?.leftOut ?? 0,
    endsAt: world.now,
  };
}

/** The beginning of a flood. */
export interface Flood {
  readonly packets: Omit<Packet, 'signs'>[];
  leftOut: number;
}

/** Collects what a tap hears, the first `most` segments; of the rest it keeps the number. */
export function floodCollector(most: number): { readonly flood: Flood; readonly tap: (sighting: Sighting) => void } {
  const flood: Flood = { packets: [], leftOut: 0 };
  const tap = ({ at, arrivesAt, from, to, segment, sent, arrives, fate, retransmission }: Sighting): void => {
    if (flood.packets.length >= most) {
      flood.leftOut++;
      return;
    }
    const n = flood.packets.length + 1;
    flood.packets.push({ n, sentAt: at, arrivesAt, from, to, segment, sent, arrives, fate, dropReason: null, retransmission, forged: false, auto: true, move: null, decisions: [] });
  };
  return { flood, tap };
}

/** The same run with at most `most` segments: what came first. */
export function cut(timeline: Timeline, most: number): Timeline {
  const over = timeline.packets.length - most;
  return over <= 0 ? timeline : { ...timeline, packets: timeline.packets.slice(0, most), leftOut: timeline.leftOut + over };
}
