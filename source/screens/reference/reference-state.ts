import { characters } from '../../components/cells.ts';
import { actionOf } from '../../keys.ts';
import type { Press } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { referenceText } from '../../plain/reference-lines.ts';
import { entriesWith, type LookedUp } from '../../referee/reference.ts';
import type { ScreenAction } from '../screen-keys.ts';
import { REFERENCE_KEYS, type ReferenceAction } from './reference-keys.ts';

/** What keys change on the screen of the reference. */
export interface ReferenceState {
  /** Index among the entries that are shown. */
  readonly selected: number;
  /** How far the entry's text is scrolled. */
  readonly scroll: number;
  /** The panel that has the keys; on a small terminal the only one shown. */
  readonly panel: 'list' | 'entry';
  /** Also what was not met. */
  readonly all: boolean;
  /** What is typed into the find field; null when it is closed. Only entries that have it are shown. */
  readonly find: string | null;
  readonly sought: string;
}

export const INITIAL_REFERENCE_STATE: ReferenceState = { selected: 0, scroll: 0, panel: 'list', all: false, find: null, sought: '' };

export interface ReferenceOutcome {
  readonly state: ReferenceState;
  readonly screen?: ScreenAction;
}

/** The entries that the list shows now: those met or all, and of these what is looked for. */
export function shownEntries(entries: readonly LookedUp[], { all, find, sought }: ReferenceState, lang: Lang): readonly LookedUp[] {
  const text = find ?? sought;
  const some = all ? entries : entries.filter(({ met }) => met);
  return text.trim() === '' ? some : entriesWith(some, text, (entry) => referenceText(entry, lang));
}

/** What a key does. `furthest`: how far the text can be scrolled. */
export function pressInReference(state: ReferenceState, press: Press, entries: readonly LookedUp[], lang: Lang, furthest: number, keys: typeof REFERENCE_KEYS = REFERENCE_KEYS): ReferenceOutcome {
  const action = actionOf(keys, state.find === null ? 'reference' : 'find', press.key);
  if (action !== null) return act(state, action, shownEntries(entries, state, lang), furthest);
  return { state: state.find === null || press.text === '' ? state : typed(state, state.find + press.text) };
}

const STEPS = { up: -1, down: 1, 'page-up': -10, 'page-down': 10, first: -Infinity, last: Infinity } as const;

function act(state: ReferenceState, action: ReferenceAction, shown: readonly LookedUp[], furthest: number): ReferenceOutcome {
  const select = (to: number): ReferenceOutcome => ({ state: { ...state, scroll: 0, selected: Math.max(0, Math.min(shown.length - 1, to)) } });
  switch (action) {
    case 'up':
    case 'down':
    case 'page-up':
    case 'page-down':
    case 'first':
    case 'last':
      if (state.panel === 'list') return select(state.selected + STEPS[action]);
      return { state: { ...state, scroll: Math.max(0, Math.min(furthest, state.scroll + STEPS[action])) } };
    case 'kind':
    case 'kind-before':
      return select(kindBeside(shown, state.selected, action === 'kind'));
    case 'panel':
      return { state: { ...state, panel: state.panel === 'list' ? 'entry' : 'list' } };
    case 'all':
      return { state: { ...state, all: !state.all, selected: 0, scroll: 0 } };
    case 'find':
      return { state: typed(state, '') };
    case 'erase':
      return { state: typed(state, characters(state.find ?? '').slice(0, -1).join('')) };
    case 'accept':
      return { state: { ...state, find: null, sought: (state.find ?? '').trim() } };
    case 'cancel':
      return { state: { ...state, find: null, selected: 0, scroll: 0 } };
    case 'back':
      return state.sought === '' ? { state, screen: action } : { state: { ...state, sought: '', selected: 0, scroll: 0 } };
    default:
      return { state, screen: action };
  }
}

function typed(state: ReferenceState, find: string): ReferenceState {
  return { ...state, find, panel: 'list', selected: 0, scroll: 0 };
}

/** The first entry of the kind after this one, or of the one before. */
function kindBeside(shown: readonly LookedUp[], selected: number, isNext: boolean): number {
  const kind = shown[selected]?.kind;
  if (isNext) return Math.max(selected, shown.findIndex((entry, index) => index > selected && entry.kind !== kind));
  const before = shown.findLast((entry, index) => index < selected && entry.kind !== kind)?.kind ?? kind;
  return Math.max(0, shown.findIndex((entry) => entry.kind === before));
}
