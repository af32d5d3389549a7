import type { Phrase } from '../../phrase.ts';
import { keyParams } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { message, type LevelTexts } from '../../message/say.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { Move } from '../../world/move.ts';
import type { PlayKeys } from './play-keys.ts';
import type { PlayState } from './play-state.ts';

/** What a key asks of the world outside the screen. */
export type Effect =
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'undo' | 'redo' | 'hint' | 'leave' | 'language' | 'report' | 'restart' | 'quit' | 'suspend' | 'redraw' | 'settings' | 'example' }
  /** `stop`: which step of the run is looked at; null: the one before this moment. */
  | { readonly kind: 'time'; readonly stop: number | null }
  | { readonly kind: 'clock'; readonly command: 'run' | 'pause' | 'slower' }
  | { readonly kind: 'copy'; readonly text: string };

export interface PressContext {
  readonly view: SessionView;
  readonly lang: Lang;
  readonly levelTexts?: LevelTexts;
  /** The keys with the player's own bindings. */
  readonly keys?: PlayKeys;
  /** The model solution is shown: keys lead through it, and make no moves. */
  readonly watching?: 'under-way' | 'at-end' | 'at-end-plays';
}

export interface Pressed {
  readonly state: PlayState;
  readonly effects: readonly Effect[];
}

const NONE: readonly Effect[] = [];

/** Another state of the screen, and nothing else. */
export function only(state: PlayState): Pressed {
  return { state, effects: NONE };
}

/** A move for the session. */
export function move(state: PlayState, made: Move): Pressed {
  return { state, effects: [{ kind: 'move', move: made }] };
}

/** A sentence that stays until the next key. */
export function say(state: PlayState, { lang, keys }: PressContext, id: Parameters<typeof message>[1], params: Phrase['params'] = {}): PlayState {
  return { ...state, notice: { text: message(lang, id, { ...(keys && keyParams(keys)), ...params }), bad: false } };
}
