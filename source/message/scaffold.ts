import type { Lang } from '../language.ts';
import type { Phrase } from '../phrase.ts';
import { scaffold as en } from './en/scaffold.ts';
import { fill } from './say.ts';
import { scaffold as zhHans } from './zh-hans/scaffold.ts';

/** What stands in the files of a new level. It is no part of the catalogue: the game never says it, and would load it at every start. */
export type ScaffoldId = keyof typeof en;
export const SCAFFOLD_IDS = Object.keys(en) as readonly ScaffoldId[];

export function scaffoldText(lang: Lang, id: ScaffoldId, params?: Phrase['params']): string {
  return fill((lang === 'en' ? en : zhHans)[id], params);
}
