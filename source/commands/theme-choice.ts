import { THEME_NAMES } from '../theme-name.ts';
import { createTheme, type Theme } from '../theme.tsx';
import type { Options } from './options.ts';

/** The look that the command line asks for, for screens outside the game. */
export function themeFor({ theme, ascii, noColor, reduceMotion }: Options): Theme {
  return createTheme({ name: THEME_NAMES.find((name) => name === theme) ?? 'terminal', ascii, color: !noColor, reduceMotion });
}
