export const THEME_NAMES = ['terminal', 'cud'] as const;
/** `terminal` uses the 16 colours of the user's terminal, `cud` the colours of Okabe and Ito in true colour. */
export type ThemeName = (typeof THEME_NAMES)[number];
