import type { Lang } from '../language.ts';
import type { Phrase } from '../phrase.ts';
import { message, say, type LevelTexts, type MessageId } from '../message/say.ts';

/** The catalogue in one language, with the texts of the level that is played. */
export interface Words {
  readonly lang: Lang;
  readonly word: (id: MessageId, params?: Phrase['params']) => string;
  readonly phrase: (phrase: Phrase) => string;
}

export function wordsFor(lang: Lang, levelTexts?: LevelTexts): Words {
  return {
    lang,
    word: (id, params) => message(lang, id, params),
    phrase: (phrase) => say(lang, phrase, levelTexts),
  };
}
