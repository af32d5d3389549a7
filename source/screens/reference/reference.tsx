import { useCursor } from 'ink';
import type { ReactNode } from 'react';
import { cursorIn } from '../../components/cursor.ts';
import { Rows } from '../../components/rows.tsx';
import type { Lang } from '../../language.ts';
import type { LookedUp } from '../../referee/reference.ts';
import { useTheme } from '../../theme.tsx';
import { useKeys } from '../bindings.tsx';
import type { ScreenAction } from '../screen-keys.ts';
import type { Size } from '../size-class.ts';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { REFERENCE_KEYS } from './reference-keys.ts';
import { referenceRows, referenceScroll } from './reference-rows.ts';
import { INITIAL_REFERENCE_STATE, pressInReference } from './reference-state.ts';

export interface ReferenceProps {
  readonly entries: readonly LookedUp[];
  readonly lang: Lang;
  readonly size: Size;
  readonly isActive: boolean;
  readonly onScreen: (action: ScreenAction) => void;
}

/** Everything that was met so far, to be read again and searched. */
export function Reference({ entries, lang, size, isActive, onScreen }: ReferenceProps): ReactNode {
  const theme = useTheme();
  const keys = useKeys(REFERENCE_KEYS);
  const [state, latest, change] = useLatest(INITIAL_REFERENCE_STATE);
  usePresses((press) => {
    const furthest = referenceScroll({ entries, state: latest() }, lang, size);
    const outcome = pressInReference(latest(), press, entries, lang, furthest, keys);
    change(outcome.state);
    if (outcome.screen !== undefined) onScreen(outcome.screen);
  }, isActive);
  const rows = referenceRows({ entries, state }, lang, size, theme.glyphs, keys);
  // An input method opens its window at the terminal's cursor.
  const { setCursorPosition } = useCursor();
  setCursorPosition((isActive && cursorIn(rows)) || undefined);
  return <Rows lines={rows} />;
}
