import { kernelNamed } from '../level/kernel-fits.ts';
import { formatIp } from '../tcp/address.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import type { Ms } from '../time.ts';
import type { World } from '../world/world.ts';
import { passTo } from './play.ts';
import { carriedOver } from './carry-over.ts';
import { caughtUp, playAgain, toRun } from './replay.ts';
import { isOver, startSession, type Session } from './session.ts';

/** Something that happened on one kernel, for reading: a segment that was sent, or a change of state. */
export interface Happened {
  readonly at: Ms;
  readonly host: string;
  readonly what: 'segment' | 'state';
  /** `S. 77:77(0) ack 1001 to 10.0.0.5:40112`, `ESTABLISHED -> CLOSE-WAIT 10.0.0.5:40112`. Windows and timestamps left out: they differ anyway. */
  readonly text: string;
}

/** The same moves on two kernels. */
export interface KernelComparison {
  readonly kernel: string;
  readonly other: string;
  /** How many things happened alike before the first that did not; null when nothing parts them. */
  readonly alike: number | null;
  /** What happened on each from there on. */
  readonly here: readonly Happened[];
  readonly there: readonly Happened[];
  /** Moves whose verdict differs, by number; null: it was not made there. */
  readonly verdicts: readonly { readonly move: number; readonly here: string | null; readonly there: string | null }[];
  /** False in a flood, which keeps no list of what happened: only verdicts and outcome can be compared. */
  readonly keepsSegments: boolean;
  /** Virtual time at which each was over, or stands. */
  readonly endedAt: { readonly here: Ms; readonly there: Ms };
  readonly outcome: { readonly here: Session['phase']; readonly there: Session['phase'] };
}

/**
 * Plays a session's moves again on another kernel and says where the two part: in segments and states, in verdicts, in
 * the outcome. Throws an Error for an unknown kernel, and for one that lacks a sysctl of the level.
 */
export function compareKernels(session: Session, other: string, there = onKernel(session, other)): KernelComparison {
  const kernel = session.options.kernel ?? session.drawn.level.kernel;
  const [mine, theirs] = [happenings(session.world), happenings(there.world)];
  const first = mine.findIndex((one, index) => keyOf(one) !== keyOf(theirs[index]));
  const parting = first >= 0 ? first : theirs.length > mine.length ? mine.length : null;
  return {
    kernel,
    other,
    alike: parting,
    here: parting === null ? [] : mine.slice(parting),
    there: parting === null ? [] : theirs.slice(parting),
    verdicts: verdictsThatDiffer(session, there),
    keepsSegments: session.world.journal.keepsSegments,
    endedAt: { here: session.world.now, there: there.world.now },
    outcome: { here: session.phase, there: there.phase },
  };
}

/** The same moves on another kernel. Throws an Error for an unknown kernel, and for one that lacks a sysctl of the level. */
export function onKernel(session: Session, other: string): Session {
  const { drawn, options } = session;
  let here = startSession(drawn, options);
  let there = startSession(drawn, { ...options, kernel: kernelNamed(other) });
  // As a run, in which the time that passed in a live level is a move, too.
  for (const { at, move } of toRun(session).moves) {
    there = caughtUp(there, at);
    if (drawn.level.mode === 'live') there = playAgain(there, move);
    else [here, there] = [playAgain(here, move), playAgain(there, carriedOver(move, here.world.pending, there.world.pending))];
  }
  return toTheEnd(there, session);
}

/** A live level that was over here goes on there until it is over, too: by then it may need more time. */
function toTheEnd(there: Session, here: Session): Session {
  if (there.drawn.level.mode !== 'live' || !isOver(here) || isOver(there)) return there;
  return passTo(there, there.world.setup.horizon);
}

function keyOf(one: Happened | undefined): string {
  return one ? `${Math.round(one.at)} ${one.host} ${one.text}` : '';
}

/** Segments and states in the order of time; what happens at one moment, in a fixed order. */
function happenings(world: World): Happened[] {
  const segments = world.journal.segments.map(({ sentAt, from, segment }): Happened => {
    const { options: _options, win: _win, ...rest } = segment;
    const text = printPacketdrill({ ...rest, win: 0, options: {} }).replace(/ win 0\b/, '');
    return { at: sentAt, host: from, what: 'segment', text: `${text} -> ${formatIp(segment.dstIp)}:${segment.dstPort}` };
  });
  const states = world.journal.notes.flatMap(({ at, host, event }): Happened[] =>
    event.type === 'state' ? [{ at, host, what: 'state', text: `${event.from} -> ${event.to} ${event.remote ?? event.local}` }] : [],
  );
  return [...segments, ...states].toSorted((a, b) => a.at - b.at || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function verdictsThatDiffer(here: Session, there: Session): KernelComparison['verdicts'] {
  const named = ({ judged }: Session): Map<number, string> => new Map(judged.map(({ number, verdict }) => [number, verdict.name]));
  const [mine, theirs] = [named(here), named(there)];
  return [...new Set([...mine.keys(), ...theirs.keys()])]
    .toSorted((a, b) => a - b)
    .map((move) => ({ move, here: mine.get(move) ?? null, there: theirs.get(move) ?? null }))
    .filter((one) => one.here !== one.there);
}
