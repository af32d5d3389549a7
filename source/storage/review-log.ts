import { join } from 'node:path';
import type { Phrase } from '../phrase.ts';
import { answered, NO_HISTORY, type CardFacts, type History } from '../quiz/history.ts';
import type { Review } from '../quiz/review.ts';
import { codeOf, type FileSystem } from './file-system.ts';
import { readReviewLine, reviewLine, type ReviewEntry } from './review-line.ts';
import { readVersioned, writeVersioned } from './versioned.ts';

export const REVIEWS_FILE = 'reviews.jsonl';
/** What the log came to so far, so that a long one need not be read from its beginning. Made again whenever it does not fit. */
export const SNAPSHOT_FILE = 'reviews-so-far.json';
const SNAPSHOT = { format: 'ackademy-reviews-so-far', version: 1 } as const;
/** So many answers between two snapshots. */
const BETWEEN = 500;
/** So much of the log's text before the snapshot's place must be as it was. */
const COMPARED = 200;

/** The log of all quiz answers: a line each, only ever added to. */
export interface ReviewLog {
  readonly path: string;
  history(): History;
  /** Whole, oldest first, taken-back answers left out. */
  reviews(): readonly Review[];
  /** On disk when it returns; what is told when it cannot be saved. The history goes on in any case. */
  add(review: Review): readonly Phrase[];
  /** Takes the last answer back; false when there is none. */
  undo(at: number): { readonly undone: Review | null; readonly notices: readonly Phrase[] };
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
  let text = fs.readText(path) ?? '';
  const from = snapshotOf(fs.readText(snapshotPath), text, factsVersion);
  const read = readEntries(text.slice(from?.upTo ?? 0));
  let history = needsAll(read.entries) ? foldAll(text) : read.entries.reduce(afterEntry, from?.history ?? NO_HISTORY);
  let sinceSnapshot = read.entries.length;
  let failing: string | null = null;

  function afterEntry(so: History, entry: ReviewEntry): History {
    return entry.do === 'answer' ? answered(so, entry.review, factsOf) : so;
  }

  function foldAll(whole: string): History {
    return standing(readEntries(whole).entries).reduce((so, review) => answered(so, review, factsOf), NO_HISTORY);
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
      fs.writeThrough(`${snapshotPath}.tmp`, writeVersioned(SNAPSHOT.format, SNAPSHOT.version, { facts: factsVersion, upTo: text.length, before: text.slice(-COMPARED), history }));
      fs.rename(`${snapshotPath}.tmp`, snapshotPath);
      sinceSnapshot = 0;
    } catch {
      // It is made again from the log.
    }
  }
  keepSnapshot();

  const log: ReviewLog = {
    path,
    history: () => history,
    reviews: () => standing(readEntries(text).entries),
    add(review) {
      history = answered(history, review, factsOf);
      const notices = append({ do: 'answer', review });
      sinceSnapshot++;
      keepSnapshot();
      return notices;
    },
    undo(at) {
      const undone = standing(readEntries(text).entries).at(-1) ?? null;
      if (undone === null) return { undone, notices: [] };
      const notices = append({ do: 'undo', at });
      history = foldAll(text);
      return { undone, notices };
    },
  };
  return { log, notices: read.lost === 0 ? [] : [{ id: 'storage.reviews-lost', params: { path, lines: read.lost } }] };
}

function readEntries(text: string): { readonly entries: readonly ReviewEntry[]; readonly lost: number } {
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map(readReviewLine);
  return { entries: entries.filter((entry) => entry !== null), lost: entries.filter((entry) => entry === null).length };
}

/** An answer that was taken back is known only with the answers before it. */
function needsAll(entries: readonly ReviewEntry[]): boolean {
  return entries.some((entry) => entry.do === 'undo');
}

/** The answers that stand: each undo takes away the last one that still does. */
function standing(entries: readonly ReviewEntry[]): readonly Review[] {
  const reviews: Review[] = [];
  for (const entry of entries) {
    if (entry.do === 'answer') reviews.push(entry.review);
    else reviews.pop();
  }
  return reviews;
}

function snapshotOf(kept: string | null, text: string, facts: string): { readonly upTo: number; readonly history: History } | null {
  const read = readVersioned(kept, SNAPSHOT.format, SNAPSHOT.version);
  if (read.kind !== 'good') return null;
  const { upTo, before, history } = read.body;
  const fits = read.body['facts'] === facts && typeof upTo === 'number' && upTo <= text.length && typeof before === 'string' && before === text.slice(Math.max(0, upTo - COMPARED), upTo);
  return fits ? { upTo, history: history as History } : null;
}
