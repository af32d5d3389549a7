import type { Lang } from '../language.ts';
import type { Phrase } from '../phrase.ts';
import { hostName, message, say, type LevelTexts, type MessageId } from '../message/say.ts';

/** The catalogue in one language, with the texts of the level that is played. */
export interface Words {
  readonly lang: Lang;
  readonly word: (id: MessageId, params?: Phrase['params']) => string;
  readonly phrase: (phrase: Phrase) => string;
  /** A host as it is said: `server` is 服务器. */
  readonly host: (name: string) => string;
}

/** `numbers` are those that the level's variant was drawn with; its texts name them. `keys`: the player's own, which sentences name. */
export function wordsFor(lang: Lang, levelTexts?: LevelTexts, numbers?: Phrase['params'], keys?: Phrase['params']): Words {
  return {
    lang,
    word: (id, params) => message(lang, id, keys === undefined ? params : { ...keys, ...params }),
    phrase: (phrase) => say(lang, numbers !== undefined && phrase.id.startsWith('level.') ? { id: phrase.id, params: { ...numbers, ...phrase.params } } : phrase, levelTexts),
    host: (name) => hostName(lang, name),
  };
}
