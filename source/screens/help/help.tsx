import type { ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import type { Lang } from '../../language.ts';
import { useTheme } from '../../theme.tsx';
import type { Size } from '../size-class.ts';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { helpRows, helpScroll } from './help-rows.ts';
import type { HelpSection } from './help-rows.ts';

export interface HelpProps {
  readonly sections: readonly HelpSection[];
  readonly lang: Lang;
  readonly size: Size;
  readonly onClose: () => void;
  readonly onLanguage: () => void;
}

const SCROLLS: Readonly<Record<string, number>> = { up: -1, k: -1, down: 1, j: 1, pgup: -10, pgdn: 10, space: 10, home: -Infinity, end: Infinity };

/** What each key does, made from the tables that bind them. Keys that scroll scroll; any other closes. */
export function Help({ sections, lang, size, onClose, onLanguage }: HelpProps): ReactNode {
  const theme = useTheme();
  const [scroll, latest, change] = useLatest(0);
  usePresses(({ key }) => {
    const lines = SCROLLS[key];
    if (lines !== undefined) change(Math.max(0, Math.min(helpScroll(sections, lang, size, theme.glyphs), latest() + lines)));
    else if (key === 'L') onLanguage();
    else if (!key.startsWith('ctrl-')) onClose();
  });
  return <Rows lines={helpRows(sections, scroll, lang, size, theme.glyphs)} />;
}
