import { characters } from '../../components/cells.ts';
import type { Press } from '../../keys.ts';

/** What keys change on the help screen. */
export interface HelpState {
  readonly scroll: number;
  /** What is typed into the find field; null when it is closed. */
  readonly find: string | null;
  readonly sought: string;
  /** Which of the places that have it is shown, counted from 0 around the end. */
  readonly found: number;
}

export const INITIAL_HELP_STATE: HelpState = { scroll: 0, find: null, sought: '', found: 0 };

const SCROLLS: Readonly<Record<string, number>> = { up: -1, k: -1, down: 1, j: 1, pgup: -10, pgdn: 10, space: 10, home: -Infinity, end: Infinity };

/** Keys that scroll scroll, as far as `furthest`; `/` finds, and then `n` and `N` go on; any other closes. */
export function pressInHelp(state: HelpState, { key, text }: Press, furthest: number): HelpState | 'close' | 'language' {
  if (state.find !== null) return typed({ ...state, find: state.find }, key, text);
  const lines = SCROLLS[key];
  if (lines !== undefined) return { ...state, sought: '', scroll: Math.max(0, Math.min(furthest, state.scroll + lines)) };
  if (key === '/') return { ...state, find: '' };
  if (state.sought !== '' && (key === 'n' || key === 'N')) return { ...state, found: state.found + (key === 'n' ? 1 : -1) };
  if (state.sought !== '' && key === 'esc') return { ...state, sought: '' };
  if (key === 'L') return 'language';
  return key.startsWith('ctrl-') ? state : 'close';
}

function typed(state: HelpState & { readonly find: string }, key: string, text: string): HelpState {
  if (key === 'enter') return { ...state, find: null, sought: state.find.trim(), found: 0 };
  if (key === 'esc') return { ...state, find: null };
  if (key === 'backspace') return { ...state, find: characters(state.find).slice(0, -1).join('') };
  return text === '' ? state : { ...state, find: state.find + text };
}
