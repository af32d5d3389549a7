import type { Lang } from '../language.ts';
import { en } from './en.ts';
import { zhHans } from './zh-hans.ts';

/** All texts of a language. In the built program they are JSON that is read when the language is first asked for (tools/at-build-time.mjs). */
export function catalogue(lang: Lang): Readonly<Record<keyof typeof en, string>> {
  return lang === 'en' ? en : zhHans;
}
