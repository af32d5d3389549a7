import { plainText } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import type { Size } from '../size-class.ts';
import { longestScroll, partsOf, type DebriefState } from './debrief-rows.ts';
import type { DebriefView } from './debrief-view.ts';

/** What a debrief is drawn from, beside its state. */
export interface DebriefPicture {
  readonly view: DebriefView;
  readonly words: Words;
  readonly size: Size;
}

/** The panel with this row at its top, or as near to it as its end allows. */
function shownFrom(state: DebriefState, row: number, { view, words, size }: DebriefPicture): DebriefState {
  return { ...state, scroll: Math.max(0, Math.min(longestScroll(view, state, words, size), row)) };
}

/** To the part after, or with -1 before, the one that stands at the top; where something was looked for, to the next place that has it. */
export function toPart(state: DebriefState, step: 1 | -1, picture: DebriefPicture): DebriefState {
  if (state.sought !== '') return toMatch(state, step, picture);
  const { starts } = partsOf(picture.view, state, picture.words, picture.size);
  const next = step === 1 ? starts.find((row) => row > state.scroll) : starts.findLast((row) => row < state.scroll);
  return shownFrom(state, next ?? (step === 1 ? Infinity : 0), picture);
}

/** To a move by its number; nothing happens when there is none. */
export function toMove(state: DebriefState, number: number, picture: DebriefPicture): DebriefState {
  if (number > picture.view.moves.length) return state;
  const there: DebriefState = { ...state, panel: 'moves', kernel: null, found: null };
  return shownFrom(there, partsOf(picture.view, there, picture.words, picture.size).starts[number - 1] ?? 0, picture);
}

/** To the next place, or with -1 the one before, that has what was looked for: first in this panel, then in the other one, then around. */
export function toMatch(state: DebriefState, step: 1 | -1, picture: DebriefPicture): DebriefState {
  const { view, words, size } = picture;
  const sought = state.sought.toLowerCase();
  const panels = state.kernel === null ? (['moves', 'takeaway'] as const) : ([state.panel] as const);
  const places = panels.flatMap((panel) => partsOf(view, { kernel: state.kernel, panel }, words, size).rows.flatMap((row, y) => (plainText(row).toLowerCase().includes(sought) ? [{ panel, row: y }] : [])));
  if (places.length === 0) return { ...state, found: null, told: words.word('play.find.none', { text: state.sought }) };
  const now = places.findIndex(({ panel, row }) => panel === state.panel && row === state.found);
  const here = places.findIndex(({ panel }) => panel === state.panel);
  const index = now >= 0 ? (now + step + places.length) % places.length : Math.max(0, here);
  const { panel, row } = places[index]!;
  const there: DebriefState = { ...state, panel, found: row, told: words.word('debrief.found', { text: state.sought, n: index + 1, of: places.length }) };
  return shownFrom(there, row - 1, picture);
}
