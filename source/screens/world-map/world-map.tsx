import { useCursor } from 'ink';
import { useEffect, type ReactNode } from 'react';
import { cursorIn } from '../../components/cursor.ts';
import { Rows } from '../../components/rows.tsx';
import type { Lang } from '../../language.ts';
import type { Waiting } from '../../quiz/day.ts';
import { useTheme } from '../../theme.tsx';
import { sizeClass } from '../size-class.ts';
import type { Size } from '../size-class.ts';
import { useKeys } from '../bindings.tsx';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { MAP_KEYS } from './map-keys.ts';
import type { MapExit } from './map-keys.ts';
import { mapGrid } from './map-grid.ts';
import type { MapModel } from './map-model.ts';
import { mapLayout, mapRows } from './map-rows.ts';
import { initialMapState, pressOnMap } from './map-state.ts';

export interface WorldMapProps {
  readonly model: MapModel;
  /** Index of the level that is selected at first. */
  readonly start: number;
  readonly lang: Lang;
  readonly size: Size;
  readonly isActive: boolean;
  readonly expert: boolean;
  /** What waits in the quiz; null: not known. */
  readonly quiz: Waiting | null;
  readonly onExpert: (isOn: boolean) => void;
  readonly onSelect: (level: string) => void;
  readonly onPlay: (level: string) => void;
  readonly onExample: (level: string) => void;
  readonly onScreen: (action: MapExit) => void;
}

/** The map of all levels, from which one is chosen. */
export function WorldMap({ model, start, lang, size, isActive, expert, quiz, onExpert, onSelect, onPlay, onExample, onScreen }: WorldMapProps): ReactNode {
  const theme = useTheme();
  const keys = useKeys(MAP_KEYS);
  const [state, latest, change] = useLatest(initialMapState(start));
  const grid = mapGrid(model, mapLayout(size, sizeClass(size), model).perRow);
  usePresses((press) => {
    const outcome = pressOnMap(latest(), press, model, grid, keys, expert);
    change(outcome.state);
    if (outcome.expert !== undefined) onExpert(outcome.expert);
    if (outcome.play !== undefined) onPlay(outcome.play);
    if (outcome.example !== undefined) onExample(outcome.example);
    if (outcome.screen !== undefined) onScreen(outcome.screen);
  }, isActive);
  const selected = model.levels[state.selected]?.level.id;
  useEffect(() => {
    if (selected !== undefined) onSelect(selected);
  }, [selected, onSelect]);
  const rows = mapRows({ ...state, model, expert, quiz }, lang, size, theme.glyphs, keys);
  // An input method opens its window at the terminal's cursor.
  const { setCursorPosition } = useCursor();
  setCursorPosition((isActive && cursorIn(rows)) || undefined);
  return <Rows lines={rows} />;
}
