import { join } from 'node:path';
import type { Phrase } from '../phrase.ts';
import { answered, ideaMet, NO_HISTORY, type CardFacts, type History, type IdeaMet } from '../quiz/history.ts';
import type { Review } from '../quiz/review.ts';
import { codeOf, type FileSystem } from './file-system.ts';
import { REVIEWS_FILE } from './ideas-met.ts';
import { mergedEntries } from './merge-reviews.ts';
import { readReviewLine, reviewLine, type LastingEntry, type ReviewEntry } from './review-line.ts';
import { readSnapshot, snapshotText } from './review-snapshot.ts';

/** What the log came to so far, so that a long one need not be read from its beginning. Made again whenever it does not fit. */
export const SNAPSHOT_FILE = 'reviews-so-far.json';
/** So many entries between two snapshots. */
const BETWEEN = 500;

/** The log of all quiz answers: a line each, only ever added to. */
export interface ReviewLog {
  readonly path: string;
  history(): History;
  /** Whole, oldest first, taken-back answers left out. */
  reviews(): readonly Review[];
  /** All that stands in it, wrong ideas of levels too. */
  entries(): readonly LastingEntry[];
  /** On disk when it returns; what is told when it cannot be saved. The history goes on in any case. */
  add(review: Review): readonly Phrase[];
  /** The same for a wrong idea that a move in a level showed. */
  meet(met: IdeaMet): readonly Phrase[];
  /** Takes the last answer back; null when there is none. */
  undo(at: number): { readonly undone: Review | null; readonly notices: readonly Phrase[] };
  /** Takes in entries of another log, each once, where their times put them; how many were new. Throws what the file system throws: then nothing has changed. */
  merge(others: readonly LastingEntry[]): number;
}

export interface ReviewLogOptions {
  readonly fs: FileSystem;
  readonly folder: string;
  readonly save: boolean;
  /** What is known of a template now; null for one that is no more. */
  readonly factsOf: (card: string) => CardFacts | null;
  /** What the facts of all templates come to: a snapshot made with others is not used. */
  readonly factsVersion: string;
}

/** Opens the log. A line that was being written when the machine stopped is the only thing that can be lost; it is told. */
export function openReviewLog({ fs, folder, save, factsOf, factsVersion }: ReviewLogOptions): { readonly log: ReviewLog; readonly notices: readonly Phrase[] } {
  const path = join(folder, REVIEWS_FILE);
  const snapshotPath = join(folder, SNAPSHOT_FILE);
  const kept = readable(() => fs.readText(path));
  let text = kept.text ?? '';
  const from = readSnapshot(readable(() => fs.readText(snapshotPath)).text, text, factsVersion);
  const read = readEntries(text.slice(from?.upTo ?? 0));
  let history = needsAll(read.entries) ? foldAll(text) : read.entries.reduce(afterEntry, from?.history ?? NO_HISTORY);
  let sinceSnapshot = read.entries.length;
  let failing: string | null = null;

  function afterEntry(so: History, entry: ReviewEntry): History {
    if (entry.do === 'answer') return answered(so, entry.review, factsOf);
    return entry.do === 'met' ? ideaMet(so, entry.met) : so;
  }

  function foldAll(whole: string): History {
    return standing(readEntries(whole).entries).reduce(afterEntry, NO_HISTORY);
  }

  /** An entry that could not be saved stays in front of the next one, which is then tried with it. */
  let unsaved = '';
  function append(entry: ReviewEntry): readonly Phrase[] {
    const line = reviewLine(entry);
    const glue = text === '' || text.endsWith('\n') ? '' : '\n';
    text += glue + line;
    if (!save) return [];
    unsaved += glue + line;
    try {
      fs.makeFolder(folder);
      fs.appendThrough(path, unsaved);
      unsaved = '';
      failing = null;
      return [];
    } catch (error) {
      const code = codeOf(error);
      const isNew = failing !== code;
      failing = code;
      return isNew ? [{ id: 'storage.review-not-saved', params: { path, code } }] : [];
    }
  }

  /** Only a help: nothing is lost when it cannot be written. */
  function keepSnapshot(): void {
    if (!save || sinceSnapshot < BETWEEN || unsaved !== '') return;
    try {
      fs.writeThrough(`${snapshotPath}.tmp`, snapshotText(text, history, factsVersion));
      fs.rename(`${snapshotPath}.tmp`, snapshotPath);
      sinceSnapshot = 0;
    } catch {
      // It is made again from the log.
    }
  }
  keepSnapshot();

  function put(entry: LastingEntry): readonly Phrase[] {
    history = afterEntry(history, entry);
    const notices = append(entry);
    sinceSnapshot++;
    keepSnapshot();
    return notices;
  }

  const log: ReviewLog = {
    path,
    history: () => history,
    reviews: () => answersOf(standing(readEntries(text).entries)),
    entries: () => standing(readEntries(text).entries),
    add: (review) => put({ do: 'answer', review }),
    meet: (met) => put({ do: 'met', met }),
    undo(at) {
      const undone = answersOf(standing(readEntries(text).entries)).at(-1) ?? null;
      if (undone === null) return { undone, notices: [] };
      const notices = append({ do: 'undo', at });
      history = foldAll(text);
      return { undone, notices };
    },
    merge(others) {
      // Another process may have added to the file meanwhile; what could not be saved yet is only here.
      if (save && unsaved === '') text = fs.readText(path) ?? text;
      const kept = readEntries(text).entries;
      const ours = standing(kept);
      // What was taken back here stays so, and is known to be: its lines go on before all others.
      const gone = takenBack(kept);
      const { entries, added } = mergedEntries(ours, others, gone.flatMap((entry) => (entry.do === 'undo' ? [] : [entry])));
      if (added === 0) return 0;
      const whole = [...gone, ...entries].map(reviewLine).join('');
      if (save) {
        fs.makeFolder(folder);
        fs.writeThrough(`${path}.tmp`, whole);
        fs.rename(`${path}.tmp`, path);
        unsaved = '';
      }
      text = whole;
      history = foldAll(text);
      sinceSnapshot = BETWEEN;
      keepSnapshot();
      return added;
    },
  };
  const notices = kept.code === null ? [] : [{ id: 'storage.reviews-not-read', params: { path, code: kept.code } }];
  return { log, notices: read.lost === 0 ? notices : [{ id: 'storage.reviews-lost', params: { path, lines: read.lost } }] };
}

/** A file that cannot be read is no reason not to ask: what is answered is still added to it, if that can be done. */
function readable(read: () => string | null): { readonly text: string | null; readonly code: string | null } {
  try {
    return { text: read(), code: null };
  } catch (error) {
    return { text: null, code: codeOf(error) };
  }
}

/** The entries of a log's text, and how many of its lines are none. */
export function readEntries(text: string): { readonly entries: readonly ReviewEntry[]; readonly lost: number } {
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map(readReviewLine);
  return { entries: entries.filter((entry) => entry !== null), lost: entries.filter((entry) => entry === null).length };
}

/** An answer that was taken back is known only with the answers before it. */
function needsAll(entries: readonly ReviewEntry[]): boolean {
  return entries.some((entry) => entry.do === 'undo');
}

/** What stands: each undo takes away the last answer that still does. */
export function standing(entries: readonly ReviewEntry[]): readonly LastingEntry[] {
  const lasting: LastingEntry[] = [];
  for (const entry of entries) {
    if (entry.do !== 'undo') lasting.push(entry);
    else {
      const last = lasting.findLastIndex((one) => one.do === 'answer');
      if (last >= 0) lasting.splice(last, 1);
    }
  }
  return lasting;
}

/** Each answer that was taken back, with the undo that did it behind it: together they come to nothing. */
function takenBack(entries: readonly ReviewEntry[]): readonly ReviewEntry[] {
  const stands = new Set<ReviewEntry>(standing(entries));
  const at = entries.find((entry) => entry.do === 'undo')?.at ?? 0;
  return entries.flatMap((entry): readonly ReviewEntry[] => (entry.do === 'answer' && !stands.has(entry) ? [entry, { do: 'undo', at }] : []));
}

function answersOf(entries: readonly LastingEntry[]): readonly Review[] {
  return entries.flatMap((entry) => (entry.do === 'answer' ? [entry.review] : []));
}
