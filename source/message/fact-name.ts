import type { Lang } from '../language.ts';
import { message, say } from './say.ts';

/** A fact with what it says, `F1.8 (a RST in SYN-RECEIVED: exact number deletes the request)`; any other place to read as it is. */
export function factName(lang: Lang, source: string): string {
  if (source === 'horizon') return message(lang, 'loss.horizon.rule');
  const title = say(lang, { id: `fact.${source}` });
  return title.startsWith('<') ? source : `${source} (${title})`;
}
