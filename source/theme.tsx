import { createContext, useContext, type ReactNode } from 'react';
import type { ThemeName } from './theme-name.ts';

/** What a colour means; each is also said by a word, a place or a mark. Source: design, colour. */
export type Tone = 'plain' | 'client' | 'server' | 'attacker' | 'good' | 'bad' | 'caution' | 'unknown';

export interface Style {
  readonly tone?: Tone;
  readonly bold?: boolean;
  readonly inverse?: boolean;
}

export type { ThemeName };

export interface ThemeSettings {
  readonly name: ThemeName;
  readonly color: boolean;
  /** Only 7-bit characters in frames and graphs. */
  readonly ascii: boolean;
  readonly reduceMotion: boolean;
}

/** The characters of frames and graphs. */
export interface Glyphs {
  readonly single: Frame;
  readonly double: Frame;
  /** Heights of a graph from empty to full; the first is for zero. */
  readonly bars: readonly string[];
}

export interface Frame {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly across: string;
  readonly down: string;
}

export interface Theme extends ThemeSettings {
  readonly glyphs: Glyphs;
  /** The text with the escape sequences of the style around it; the same text when the style asks for nothing. */
  readonly paint: (text: string, style: Style | undefined) => string;
}

const SIXTEEN: Readonly<Record<Tone, string>> = {
  plain: '',
  client: '36',
  server: '33',
  attacker: '35',
  good: '32',
  bad: '31',
  caution: '93',
  unknown: '90',
};

const OKABE_ITO: Readonly<Record<Tone, string>> = {
  plain: '',
  client: '38;2;86;180;233',
  server: '38;2;230;159;0',
  attacker: '38;2;204;121;167',
  good: '38;2;0;158;115',
  bad: '38;2;213;94;0',
  caution: '38;2;240;228;66',
  unknown: '38;2;153;153;153',
};

const DRAWN: Glyphs = {
  single: { topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘', across: '─', down: '│' },
  double: { topLeft: '╔', topRight: '╗', bottomLeft: '╚', bottomRight: '╝', across: '═', down: '║' },
  bars: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
};

const SEVEN_BIT: Glyphs = {
  single: { topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+', across: '-', down: '|' },
  double: { topLeft: '#', topRight: '#', bottomLeft: '#', bottomRight: '#', across: '=', down: '#' },
  bars: [' ', '.', '.', ':', ':', '=', '=', '#', '@'],
};

/** The theme for these settings: a pure function. */
export function createTheme(settings: ThemeSettings): Theme {
  const codes = settings.name === 'cud' ? OKABE_ITO : SIXTEEN;
  const paint = (text: string, style: Style | undefined): string => {
    if (!style || text === '') return text;
    const color = settings.color && style.tone ? codes[style.tone] : '';
    const open = [style.bold ? '1' : '', style.inverse ? '7' : '', color].filter(Boolean);
    if (open.length === 0) return text;
    const close = [color ? '39' : '', style.inverse ? '27' : '', style.bold ? '22' : ''].filter(Boolean);
    return `\u001b[${open.join(';')}m${text}\u001b[${close.join(';')}m`;
  };
  return { ...settings, glyphs: settings.ascii ? SEVEN_BIT : DRAWN, paint };
}

const ThemeContext = createContext<Theme>(createTheme({ name: 'terminal', color: true, ascii: false, reduceMotion: false }));

/** Gives everything inside it a theme. */
export function ThemeProvider({ theme, children }: { readonly theme: Theme; readonly children: ReactNode }): ReactNode {
  return <ThemeContext.Provider value={theme}>{children}</ThemeContext.Provider>;
}

export function useTheme(): Theme {
  return useContext(ThemeContext);
}
