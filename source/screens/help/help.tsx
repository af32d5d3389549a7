import type { ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import type { Lang } from '../../language.ts';
import { useTheme } from '../../theme.tsx';
import type { Size } from '../size-class.ts';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { helpRows, helpScroll } from './help-rows.ts';
import type { HelpSection } from './help-rows.ts';
import { INITIAL_HELP_STATE, pressInHelp } from './help-state.ts';

export interface HelpProps {
  readonly sections: readonly HelpSection[];
  readonly lang: Lang;
  readonly size: Size;
  readonly onClose: () => void;
  readonly onLanguage: () => void;
}

/** What each key does, made from the tables that bind them. Keys that scroll scroll, `/` finds; any other closes. */
export function Help({ sections, lang, size, onClose, onLanguage }: HelpProps): ReactNode {
  const theme = useTheme();
  const [state, latest, change] = useLatest(INITIAL_HELP_STATE);
  usePresses((press) => {
    const next = pressInHelp(latest(), press, helpScroll(sections, lang, size, theme.glyphs));
    if (next === 'close') onClose();
    else if (next === 'language') onLanguage();
    else change(next);
  });
  return <Rows lines={helpRows(sections, state, lang, size, theme.glyphs)} />;
}
