import { characters } from '../../components/cells.ts';
import type { Press } from '../../keys.ts';
import { actionOf } from '../../keys.ts';
import { LANGUAGES } from '../../language.ts';
import { MAP_KEYS } from './map-keys.ts';
import type { MapAction, MapExit } from './map-keys.ts';
import { isList, stepOnMap } from './map-grid.ts';
import type { GridRow } from './map-grid.ts';
import { entranceOf, nextToPlay, worldIndex } from './map-model.ts';
import type { MapModel } from './map-model.ts';
import { mapContext } from './map-rows.ts';
import type { MapView } from './map-rows.ts';

/** What keys change on the map. */
export type MapState = Omit<MapView, 'model' | 'expert' | 'quiz'> & {
  /** What was looked for last, for `n` and `N`. */
  readonly sought: string;
};

/** What a key led to: another state of the map, and perhaps something for the game to do. */
export interface MapOutcome {
  readonly state: MapState;
  readonly play?: string;
  /** The level whose worked example is wanted. */
  readonly example?: string;
  /** Expert mode is to be on or off from now on. */
  readonly expert?: boolean;
  readonly screen?: MapExit;
}

export function initialMapState(selected: number): MapState {
  return { selected, panel: 'map', scroll: 0, asking: false, find: null, sought: '' };
}

/** What a key does on the map. */
export function pressOnMap(before: MapState, press: Press, model: MapModel, grid: readonly GridRow[], keys: typeof MAP_KEYS = MAP_KEYS, expert = false): MapOutcome {
  const state = before.told ? { ...before, told: null } : before;
  const action = actionOf(keys, mapContext(state), press.key);
  if (action === null) return { state: state.find === null || press.text === '' ? state : { ...state, find: state.find + press.text } };
  if (action === 'expert') return { state: { ...state, told: expert ? 'map.expert-off' : 'map.expert-on' }, expert: !expert };
  return act(state, action, press.key, model, grid);
}

function act(state: MapState, action: Exclude<MapAction, 'expert'>, key: string, model: MapModel, grid: readonly GridRow[]): MapOutcome {
  const select = (selected: number): MapOutcome => ({ state: { ...state, selected, scroll: 0 } });
  switch (action) {
    case 'up':
    case 'down':
    case 'page-up':
    case 'page-down':
      if (state.panel === 'level') return { state: { ...state, scroll: Math.max(0, state.scroll + SCROLLS[action]) } };
      if (action === 'up' || action === 'down') return select(stepOnMap(grid, state.selected, action));
      return select(beside(model, state.selected, action === 'page-up' ? -1 : 1));
    case 'left':
    case 'right':
      return select(isList(grid) ? beside(model, state.selected, action === 'left' ? -1 : 1) : stepOnMap(grid, state.selected, action));
    case 'first':
    case 'last':
      return select(stepOnMap(grid, state.selected, action));
    case 'world':
      return select(entranceOf(model, Number(key)) ?? state.selected);
    case 'to-next': {
      const next = nextToPlay(model);
      return select(next === undefined ? state.selected : model.levels.indexOf(next));
    }
    case 'mirror': {
      const mirror = model.levels.findIndex(({ level }) => level.id === model.levels[state.selected]?.level.mirror);
      return mirror < 0 ? { state } : play({ ...state, selected: mirror, panel: 'map', scroll: 0 }, model);
    }
    case 'panel':
      return { state: { ...state, panel: state.panel === 'map' ? 'level' : 'map', scroll: 0 } };
    case 'play':
      return play(state, model);
    case 'example': {
      const level = model.levels[state.selected]?.level;
      return level?.fade === 0 ? { state, example: level.id } : { state: { ...state, told: 'map.no-example' } };
    }
    case 'cancel':
      return { state: { ...state, asking: false, find: null } };
    case 'find':
      return { state: { ...state, find: '' } };
    case 'erase':
      return { state: { ...state, find: characters(state.find ?? '').slice(0, -1).join('') } };
    case 'accept': {
      const sought = state.find ?? '';
      return { state: { ...state, find: null, sought, selected: match(model, sought, state.selected, 1) } };
    }
    case 'next-match':
      return select(match(model, state.sought, state.selected, 1));
    case 'previous-match':
      return select(match(model, state.sought, state.selected, -1));
    default:
      return { state, screen: action };
  }
}

/** Where one begins in the world before or after; past the ends of the course, the level where one is. */
function beside(model: MapModel, selected: number, direction: 1 | -1): number {
  const world = model.worlds[worldIndex(model, selected) + direction];
  return (world && entranceOf(model, world.number)) ?? selected;
}

const SCROLLS = { up: -1, down: 1, 'page-up': -8, 'page-down': 8 } as const;

function play(state: MapState, model: MapModel): MapOutcome {
  const item = model.levels[state.selected];
  if (item === undefined) return { state };
  if (item.mark === '---' && !state.asking) return { state: { ...state, asking: true } };
  return { state: { ...state, asking: false }, play: item.level.id };
}

/** The nearest level in that direction whose id, place, rows, misconceptions or title has the text; around the end. */
function match(model: MapModel, text: string, from: number, direction: 1 | -1): number {
  const sought = text.trim().toLowerCase();
  const count = model.levels.length;
  if (sought === '' || count === 0) return from;
  for (let step = 1; step <= count; step++) {
    const index = (((from + direction * step) % count) + count) % count;
    const item = model.levels[index]!;
    const words = [item.level.id, item.place, ...item.level.rows, ...item.level.misconceptions, ...LANGUAGES.map((lang) => item.level.title[lang])];
    if (words.some((word) => word.toLowerCase().includes(sought))) return index;
  }
  return from;
}
