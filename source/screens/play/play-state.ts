import type { SessionView } from '../../referee/session-view.ts';
import type { NstatHistory } from '../../formats/operator/tool.ts';
import type { Composer } from '../../components/composer/composer.ts';
import type { Notation } from '../../components/ladder/segment-label.ts';

/** Panels of the play screen. `move` is the menu and the composer; `verdict` and `prediction` share the band below. */
export const PANELS = ['ladder', 'move', 'sockets', 'queues', 'sysctl', 'counters', 'timers', 'known', 'goal', 'events', 'series', 'prediction', 'terminal'] as const;
export type PanelId = (typeof PANELS)[number];

export type Overlay = 'help' | 'goal' | 'why' | 'segment' | 'hex' | 'sysctl';
/** What a line typed at the bottom is: a command, something to look for, a segment for the composer. */
export type Prompt = 'command' | 'find' | 'paste';
export type Question = 'restart' | 'leave' | 'hint';

/** A place that has what was looked for: a segment, a sysctl, or a line of a panel. */
export interface Finding {
  readonly panel: PanelId;
  /** Number of the segment, index of the sysctl; null for a line, which is found again by its text. */
  readonly at: number | null;
  readonly text: string;
}

/** What the player's keys have changed of the screen alone: nothing of it is part of a run. */
export interface PlayState {
  readonly focus: PanelId;
  /** The composer instead of the menu. */
  readonly composing: boolean;
  readonly composer: Composer | null;
  readonly zoom: boolean;
  /** `found` counts the places that have `sought` in the window; it goes round. */
  readonly overlay: { readonly kind: Overlay; readonly scroll: number; readonly sought?: string; readonly found?: number } | null;
  readonly question: Question | null;
  readonly menuIndex: number;
  /** Number of the selected segment; null follows the latest. */
  readonly segment: number | null;
  readonly sysctl: { readonly index: number; readonly pending: Readonly<Record<string, string>>; readonly typing: boolean };
  /** First line shown of panels that scroll. */
  readonly scroll: Readonly<Partial<Record<PanelId, number>>>;
  /** What an operator looked at last, as it stood then; null: nothing yet. And what nstat remembers. */
  readonly terminal: { readonly line: string; readonly lines: readonly string[] } | null;
  readonly nstat: NstatHistory;
  readonly prediction: { readonly answer: string | null; readonly confidence: 1 | 2 | 3 | null };
  readonly command: { readonly prompt: Prompt; readonly text: string; readonly place: number } | null;
  readonly history: readonly string[];
  readonly absolute: boolean;
  /** How segments are written on the ladder, in the composer and in what is copied. */
  readonly notation: Notation;
  /** What was looked for last, and the place where it stands now. */
  readonly sought: string;
  readonly found: Finding | null;
  /** A sentence that stays until the next key: what a command answered, what was copied. */
  readonly notice: { readonly text: string; readonly bad: boolean } | null;
  /** A hint came after the last verdict and stands before it. */
  readonly hintLatest: boolean;
  /** A prediction has just proved right or wrong, and no move has been judged since. */
  readonly predictionNew: boolean;
  /** What the state was last brought in line with. */
  readonly seen: { readonly choices: string; readonly decision: string; readonly prediction: string; readonly settled: string; readonly judged: number; readonly hints: number; readonly phase: string };
}

export const INITIAL_PLAY_STATE: PlayState = {
  focus: 'move',
  composing: false,
  composer: null,
  zoom: false,
  overlay: null,
  question: null,
  menuIndex: 0,
  segment: null,
  sysctl: { index: 0, pending: {}, typing: false },
  scroll: {},
  terminal: null,
  nstat: {},
  prediction: { answer: null, confidence: null },
  command: null,
  history: [],
  // The other panels, the menu and the verdicts give absolute numbers, too.
  absolute: true,
  notation: 'short',
  sought: '',
  found: null,
  notice: null,
  hintLatest: false,
  predictionNew: false,
  seen: { choices: '', decision: '', prediction: '', settled: '', judged: 0, hints: 0, phase: '' },
};

/** How a level opens: where its first question would stand in the place of the briefing, with the task, to be read first. */
export function openingState(view: SessionView): PlayState {
  return view.movesMade === 0 && view.prediction !== null ? { ...INITIAL_PLAY_STATE, overlay: { kind: 'goal', scroll: 0 } } : INITIAL_PLAY_STATE;
}
