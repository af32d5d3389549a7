import { settledField } from './composer-keys.ts';
import type { PlayState } from './play-state.ts';
import { only, type PressContext, type Pressed } from './pressed.ts';
import { applied, editedSysctl } from './sysctl-keys.ts';

/** A character typed into whatever field is open. */
export function typed(state: PlayState, text: string, context: PressContext): PlayState {
  if (state.command) return { ...state, command: { ...state.command, text: state.command.text + text } };
  if (state.focus === 'sysctl') return editedSysctl(state, context.view, (value) => value + text);
  const { composer } = state;
  return !composer || composer.editing === null ? state : { ...state, composer: { ...composer, editing: composer.editing + text } };
}

/** Backspace in whatever field is open. */
export function erased(state: PlayState, context: PressContext): PlayState {
  if (state.command) return state.command.text === '' ? { ...state, command: null } : { ...state, command: { ...state.command, text: state.command.text.slice(0, -1) } };
  if (state.focus === 'sysctl') return editedSysctl(state, context.view, (value) => value.slice(0, -1));
  const { composer } = state;
  return !composer || composer.editing === null ? state : { ...state, composer: { ...composer, editing: composer.editing.slice(0, -1) } };
}

/** Enter in an open field: a sysctl's value is applied, a field of the composer is taken over. */
export function accepted(state: PlayState, { view }: PressContext): Pressed {
  if (state.focus === 'sysctl') return applied({ ...state, sysctl: { ...state.sysctl, typing: false } }, view);
  return only(state.composer ? { ...state, composer: settledField(state.composer) } : state);
}
