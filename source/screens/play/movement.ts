import type { SessionView } from '../../referee/session-view.ts';
import { sysctlsOf } from './panels.ts';
import type { PlayState } from './play-state.ts';

/** The numbers of the segments on the ladder, in order. */
export function segmentNumbers(view: SessionView): number[] {
  return view.world.ladder.flatMap((entry) => (entry.kind === 'segment' ? [entry.n] : []));
}

const PAGE = 8;
/** What a tool prints may be thousands of lines. */
const TERMINAL_PAGE = 15;
/** A window in a terminal of 24 rows shows 18 lines beside the one that says how many more there are. */
const WINDOW_PAGE = 17;
export type Movement = 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down';
const STEPS: Readonly<Record<Movement, number>> = { up: -1, down: 1, first: -Infinity, last: Infinity, 'page-up': -PAGE, 'page-down': PAGE };

/** Between 0 and `most`. */
export function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

/** What arrows, pages and ends do: in the window that lies above, else in the panel that has the keyboard. */
export function moved(state: PlayState, action: Movement, view: SessionView): PlayState {
  const step = STEPS[action];
  if (state.overlay) return { ...state, overlay: { kind: state.overlay.kind, scroll: clamp(state.overlay.scroll + (Math.abs(step) === PAGE ? Math.sign(step) * WINDOW_PAGE : step), 500) } };
  switch (state.focus) {
    case 'move': {
      const last = view.choices.length - 1;
      // A menu goes round; pages and ends do not.
      const index = Math.abs(step) === 1 ? (state.menuIndex + step + last + 1) % Math.max(1, last + 1) : clamp(state.menuIndex + step, Math.max(0, last));
      return { ...state, menuIndex: index };
    }
    case 'ladder': {
      const numbers = segmentNumbers(view);
      if (numbers.length === 0) return state;
      const at = state.segment === null ? numbers.length : numbers.indexOf(state.segment);
      return { ...state, segment: numbers[clamp(at + step, numbers.length - 1)] ?? null };
    }
    case 'sysctl':
      return { ...state, sysctl: { ...state.sysctl, index: clamp(state.sysctl.index + step, sysctlsOf(view).length - 1) } };
    case 'prediction': {
      const keys = view.prediction?.options.map((option) => option.key) ?? [];
      const at = state.prediction.answer === null ? (step > 0 ? -1 : keys.length) : keys.indexOf(state.prediction.answer);
      return { ...state, prediction: { ...state.prediction, answer: keys[clamp(at + step, keys.length - 1)] ?? null } };
    }
    case 'terminal': {
      const last = state.terminal?.lines.length ?? 0;
      return { ...state, found: null, scroll: { ...state.scroll, terminal: clamp((state.scroll.terminal ?? 0) + (Math.abs(step) === PAGE ? Math.sign(step) * TERMINAL_PAGE : step), last) } };
    }
    case 'sockets':
    case 'queues':
    case 'counters':
    case 'timers':
    case 'known':
    case 'goal':
    case 'events':
    case 'series':
      return { ...state, found: null, scroll: { ...state.scroll, [state.focus]: clamp((state.scroll[state.focus] ?? 0) + step, 500) } };
  }
}
