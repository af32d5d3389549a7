import type { Lang } from '../language.ts';
import { message, say, type LevelTexts, type MessageId } from '../message/say.ts';
import type { Phrase } from '../phrase.ts';
import type { Ms } from '../time.ts';

/** How the transcript speaks: language, the level's own texts, and how it writes segments. */
export interface Voice {
  readonly lang: Lang;
  readonly texts: LevelTexts;
  readonly segments: 'words' | 'tcpdump';
}

export function tell({ lang }: Voice, id: MessageId, params?: Phrase['params']): string {
  return message(lang, id, params);
}

export function phrase({ lang, texts }: Voice, text: Phrase): string {
  return say(lang, text, texts);
}

/** A section of the level's texts, a line each without empty ones; none when the level has no such section. */
export function section({ lang, texts }: Voice, name: string): readonly string[] {
  const text = texts[lang][name] ?? '';
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** Seconds with milliseconds, as all times are said. */
export function seconds(ms: Ms): string {
  return (ms / 1000).toFixed(3);
}
