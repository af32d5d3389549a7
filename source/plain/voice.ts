import type { Lang } from '../language.ts';
import { fill, message, say, type LevelTexts, type MessageId } from '../message/say.ts';
import type { Phrase } from '../phrase.ts';
import type { Ms } from '../time.ts';

/** How the transcript speaks: language, the level's own texts, and how it writes segments. */
export interface Voice {
  readonly lang: Lang;
  readonly texts: LevelTexts;
  /** The numbers of this variant, by their names in the level's texts. */
  readonly numbers: Readonly<Record<string, string | number>>;
  readonly segments: 'words' | 'tcpdump';
}

export function tell({ lang }: Voice, id: MessageId, params?: Phrase['params']): string {
  return message(lang, id, params);
}

export function phrase({ lang, texts, numbers }: Voice, text: Phrase): string {
  return say(lang, text.id.startsWith('level.') ? { id: text.id, params: { ...numbers, ...text.params } } : text, texts);
}

/** An entry of the catalogue whose name is computed, or null when there is none. */
export function known({ lang }: Voice, id: string): string | null {
  const text = say(lang, { id });
  return text === `<${id}>` ? null : text;
}

/** A section of the level's texts, a line each without empty ones; none when the level has no such section. */
export function section({ lang, texts, numbers }: Voice, name: string): readonly string[] {
  const text = fill(texts[lang][name] ?? '', numbers);
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** Seconds with milliseconds, as all times are said. */
export function seconds(ms: Ms): string {
  return (ms / 1000).toFixed(3);
}
