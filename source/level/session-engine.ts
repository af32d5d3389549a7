import type { Phrase } from '../phrase.ts';
import type { Ms } from '../time.ts';
import type { Move } from '../world/move.ts';
import type { DrawnLevel } from './level.ts';
import type { WorldFacts } from './world-facts.ts';

/**
 * What a check needs of the referee's sessions. Levels lie below the referee and cannot import it, so it is passed in.
 * A session is a value: play() and advanceLive() leave the one they are given as it is.
 */
export interface SessionEngine<Session> {
  startSession(drawn: DrawnLevel, options?: { readonly expert?: boolean; readonly kernel?: string }): Session;
  /** Makes a move and lets time pass until the next decision, as the game does. A verdict is null where nothing is judged (wait, skip). */
  play(session: Session, move: Move): { readonly session: Session; readonly verdict: CheckedVerdict | null };
  /** Lets the virtual time of a live level pass. */
  advanceLive(session: Session, toMs: Ms): Session;
  sessionView(session: Session): CheckedView;
  /** The world as conditions see it, `held` included. */
  facts(session: Session): WorldFacts;
  /** The hint for the state that the session is in. Without it, hints are not checked. */
  hint?(session: Session): CheckedHint | null;
  /** Equal for two sessions that have the same future. Without it, what the view shows is compared. */
  fingerprint?(session: Session): string;
}

/** The hint that a player gets in a state: its third step names the move. */
export interface CheckedHint {
  readonly id: string;
  readonly deadEnd: boolean;
  /** It says only what rests on an earlier wrong move: whoever goes on as if that were right may win yet. */
  readonly rests?: true;
  readonly step: Phrase;
}

export interface CheckedVerdict {
  readonly name: string;
  readonly outcome: string;
  readonly misconception?: string;
  readonly rule?: string | null;
  /** The texts that it is told with. */
  readonly why?: Phrase;
  readonly evidence?: Phrase | null;
  readonly counterfactual?: Phrase | null;
  readonly cite?: readonly unknown[];
}

/** Outcomes of moves that are not what Linux does, or harm oneself. */
export const FAULTS: ReadonlySet<string> = new Set(['wrong', 'harmful']);
/** What no hint and no solution may hold: a step without effect may prepare the next. */
export const FAULTS_OR_REFUSED: ReadonlySet<string> = new Set([...FAULTS, 'refused']);

/** The part of a session's view that a check looks at; SessionView is one of these. */
export interface CheckedView {
  readonly mode: 'turns' | 'live';
  readonly phase: 'briefing' | 'predicting' | 'awaiting-move' | 'running' | 'won' | 'lost';
  readonly movesMade: number;
  readonly world: { readonly now: Ms; readonly horizon: Ms; readonly sockets: readonly unknown[]; readonly queues: readonly unknown[]; readonly timers: readonly unknown[]; readonly sysctls: readonly unknown[] };
  readonly decision: { readonly host: string; readonly next: string; readonly scope: Readonly<Record<string, number>> } | null;
  readonly choices: readonly { readonly move: Move }[];
  readonly prediction: { readonly id: string } | null;
  readonly loss: { readonly rule: string } | null;
}
