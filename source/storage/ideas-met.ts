import { join } from 'node:path';
import type { Phrase } from '../phrase.ts';
import type { IdeaMet } from '../quiz/history.ts';
import { codeOf, type FileSystem } from './file-system.ts';
import { reviewLine } from './review-line.ts';

/** The log of quiz answers: see review-log.ts, which reads it. */
export const REVIEWS_FILE = 'reviews.jsonl';

/** Notes wrong ideas that moves in levels show, for the quiz, without reading what was answered there. */
export interface IdeasMet {
  /** On disk when it returns; never throws. Returns what the player should be told. */
  meet(met: IdeaMet): readonly Phrase[];
}

/** Where a player's answers are logged. With `save: false` nothing is written. */
export function openIdeasMet({ fs, folder, save }: { readonly fs: FileSystem; readonly folder: string; readonly save: boolean }): IdeasMet {
  const path = join(folder, REVIEWS_FILE);
  return {
    meet(met) {
      if (!save) return [];
      try {
        fs.makeFolder(folder);
        // The line before it may be half of one, of a process that died.
        fs.appendThrough(path, `\n${reviewLine({ do: 'met', met })}`);
        return [];
      } catch (error) {
        return [{ id: 'storage.review-not-saved', params: { path, code: codeOf(error) } }];
      }
    },
  };
}
