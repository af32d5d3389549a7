import type { Role } from '../level/level.ts';
import type { Ms } from '../time.ts';
import type { Move, QueueName } from '../world/move.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Machine } from '../world/machine.ts';
import type { WorldView } from '../world/view.ts';
import type { Slot } from '../world/decision.ts';
import type { Phrase } from '../phrase.ts';
import type { Verdict } from './verdict.ts';
import type { Told } from '../world/told.ts';

export type Phase = 'briefing' | 'predicting' | 'awaiting-move' | 'running' | 'won' | 'lost';

/** Everything a renderer needs for one frame of play: the Ink screens and the plain mode both draw from this and nothing else. */
export interface SessionView {
  readonly level: string;
  readonly role: Role;
  readonly mode: 'turns' | 'live';
  readonly seed: string;
  readonly kernel: string;
  /** The kernel that the level's texts speak of. */
  readonly ownKernel: string;
  readonly phase: Phase;
  readonly expert: boolean;
  /** The first level of an idea, not begun yet: it can be watched first. */
  readonly example?: true;
  readonly world: WorldView;
  /** The hosts on which an operator may look with his tools; none in other roles. */
  readonly machines?: readonly Machine[];
  /** The tools are all there is to see. */
  readonly onlyTools?: boolean;
  readonly par: number;
  /** Moves that count: everything but predictions, hints and waits. */
  readonly movesMade: number;
  readonly judged: readonly JudgedMove[];
  /** The move that was tried last, where it was refused: it is no part of the session, costs nothing, and its reason must be seen. */
  readonly refused?: Verdict;
  readonly decision: DecisionView | null;
  readonly choices: readonly Choice[];
  readonly prediction: PredictionView | null;
  readonly predictions: { readonly asked: number; readonly right: number; readonly skipped: number };
  /** The last prediction of which it is known by now how it turned out. */
  readonly lastPrediction: SettledPrediction | null;
  readonly goals: readonly GoalView[];
  /** `shown`: those that concern the present state, of so many steps; `used`: read in all, whatever the state, those that say nothing aside; `costs`: the next one would be the first that takes stars. */
  readonly hints: { readonly used: number; readonly of: number; readonly costs: boolean; readonly shown: readonly Phrase[]; readonly offered: boolean };
  /** Why it is lost, with the rule that fired. */
  readonly loss: { readonly rule: string; readonly why: Phrase } | null;
  /** 3 at or under par without a wrong move, 2 solved, 1 solved with hints, 0 not solved. */
  readonly stars: 0 | 1 | 2 | 3;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface JudgedMove {
  /** 1-based number among all moves that were judged. */
  readonly number: number;
  readonly at: Ms;
  readonly move: Move;
  readonly verdict: Verdict;
  /** What the move led to, in order, until the next decision: replies, state changes, errors. */
  readonly consequences: readonly Phrase[];
}

/** What the player is asked: something happened on a host that is his, and its act is his to choose. */
export interface DecisionView {
  readonly host: string;
  readonly at: Ms;
  readonly cause:
    | { readonly kind: 'segment'; readonly n: number; readonly segment: Segment }
    /** `socket`: the descriptor that it is about. */
    | { readonly kind: 'call'; readonly text: string; readonly socket: number }
    /** The retransmission timer went off: what was sent last, how often, and ms since. */
    | { readonly kind: 'timer'; readonly last: Segment; readonly sent: number; readonly waited: Ms };
  readonly slots: readonly Slot[];
  readonly filled: readonly Slot[];
  /** The slot asked for now. */
  readonly next: Slot;
  /** Names that formulas may use, with their values (RCV.NXT, ISS, SEG.SEQ ...). Values that the level asks for are in here too: a formula is knowledge, the number is not. */
  readonly scope: Readonly<Record<string, number>>;
  /** What the composer starts with: addresses, a window, and (in faded levels) more. */
  readonly template: Partial<Segment>;
  /** Numbers that the composer must be given. */
  readonly asks: readonly AskedNumber[];
}

export type AskedNumber = 'seq' | 'ack';

/** One line of the menu. */
export interface Choice {
  readonly id: string;
  readonly move: Move;
  readonly label: ChoiceLabel;
}

export type ChoiceLabel =
  | { readonly kind: 'segment'; readonly segment: Segment; readonly base: 'absolute' }
  | { readonly kind: 'state'; readonly state: TcpState }
  | { readonly kind: 'queue'; readonly queue: QueueName }
  /** Null: the timer is stopped, the kernel gives up. */
  | { readonly kind: 'timer'; readonly ms: Ms | null }
  /** What the call gives back. */
  | { readonly kind: 'returns'; readonly told: Told }
  | { readonly kind: 'phrase'; readonly phrase: Phrase };

export interface PredictionView {
  readonly id: string;
  /** The first of two, as far as a level asks them all: `number` from 1. */
  readonly number: number;
  readonly of: number;
  readonly question: Phrase;
  readonly options: readonly { readonly key: string; readonly text: Phrase }[];
  /** A class wants it answered: it cannot be skipped. */
  readonly required?: true;
}

export interface SettledPrediction {
  readonly id: string;
  readonly question: Phrase;
  /** Null when it was skipped. */
  readonly said: Phrase | null;
  readonly truth: Phrase;
  readonly right: boolean;
}

export interface GoalView {
  readonly text: Phrase;
  readonly met: boolean;
  /** For goals that are a matter of degree, e.g. seconds held of seconds needed. */
  readonly progress: { readonly have: number; readonly need: number; readonly unit: string } | null;
}
