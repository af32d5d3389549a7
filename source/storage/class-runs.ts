import { join } from 'node:path';
import { entryLine, headLine, readEntry, readHead, type HandIn, type LevelHead, type PlayedLevel } from '../classroom/hand-in.ts';
import { entriesBetween, NOTHING_STANDS, standingAfter, standingOf, type JournalEntry, type Standing } from '../classroom/journal.ts';
import type { Phrase } from '../phrase.ts';
import { codeOf, type FileSystem } from './file-system.ts';
import type { RunFile } from './run-file.ts';

/** Below the data folder: a folder for each lab, in it one for each handle that was played here. */
export const CLASSES_FOLDER = 'classes';

/** What one student has played of one lab on this machine: for each level a journal, a line for each move. */
export interface ClassRuns {
  readonly folder: string;
  /** Notes how a run stands now. Each move is on disk when this returns, unless the notices say otherwise. */
  readonly played: (run: RunFile) => readonly Phrase[];
  /** The level is begun anew. */
  readonly begun: (level: string) => readonly Phrase[];
  /** All that was played, in the order of the pack; levels that were not begun aside. */
  readonly handIn: () => HandIn;
}

export interface ClassRunsOptions {
  readonly fs: FileSystem;
  /** The lab's folder: classFolder(). */
  readonly folder: string;
  readonly handle: string;
  readonly save: boolean;
  /** The head of each level's journal, in the order of the pack; of live levels the time is noted, too. */
  readonly levels: readonly { readonly head: LevelHead; readonly isLive: boolean }[];
}

/** The folder of a lab: labs of one name in different classes are kept apart. */
export function classFolder(data: string, classId: string, pack: string): string {
  return join(data, CLASSES_FOLDER, `${pack}-${classId}`);
}

interface Kept {
  readonly path: string;
  readonly head: LevelHead;
  readonly isLive: boolean;
  readonly journal: JournalEntry[];
  standing: Standing;
  /** The file is there, and ends with a line end. */
  isBegun: boolean;
}

/** Opens what is kept of a student's play. Lines that cannot be read, such as one that a power cut has left half, are passed over. */
export function openClassRuns({ fs, folder, handle, save, levels }: ClassRunsOptions): ClassRuns {
  const own = join(folder, handle);
  const kept = new Map(levels.map(({ head, isLive }) => [head.level, open(fs, own, head, isLive, save)] as const));
  const add = (level: Kept, entries: readonly JournalEntry[]): readonly Phrase[] => {
    if (entries.length === 0) return [];
    const moves = level.journal.filter(({ kind }) => kind === 'move').length;
    let n = moves;
    const lines = entries.map((entry) => `${entryLine(entry, entry.kind === 'move' ? ++n : n)}\n`);
    level.journal.push(...entries);
    if (!save) return [];
    try {
      fs.makeFolder(own);
      fs.appendThrough(level.path, `${level.isBegun ? '' : `${headLine(level.head)}\n`}${lines.join('')}`);
      level.isBegun = true;
      return [];
    } catch (error) {
      return [{ id: 'class.play.not-kept', params: { path: level.path, code: codeOf(error) } }];
    }
  };
  const stand = (level: Kept | undefined, now: Standing): readonly Phrase[] => {
    if (level === undefined) return [];
    const entries = entriesBetween(level.standing, now);
    level.standing = now;
    return add(level, entries);
  };
  return {
    folder: own,
    played: (run) => {
      const level = kept.get(run.level);
      return stand(level, standingOf(run, level?.isLive ?? false));
    },
    begun: (id) => stand(kept.get(id), NOTHING_STANDS),
    handIn: () => ({ handle, levels: levels.flatMap(({ head }): readonly PlayedLevel[] => {
      const { journal } = kept.get(head.level)!;
      return journal.length === 0 ? [] : [{ head, journal }];
    }) }),
  };
}

function open(fs: FileSystem, folder: string, head: LevelHead, isLive: boolean, save: boolean): Kept {
  const path = join(folder, `${head.level}.jsonl`);
  const text = fs.readText(path) ?? '';
  const [first, ...rest] = text.split('\n');
  const known = readHead(parsed(first ?? ''));
  // Another engine or another version of the level would judge the moves otherwise: they are kept aside, and the level begins anew.
  const isSame = known !== null && known.engine === head.engine && known.levelHash === head.levelHash && known.seed === head.seed;
  if (save && text !== '' && !isSame) fs.rename(path, `${path}.other`);
  const journal = isSame ? rest.flatMap((line) => readEntry(parsed(line)) ?? []) : [];
  if (save && isSame && !text.endsWith('\n')) fs.appendThrough(path, '\n');
  return { path, head, isLive, journal, standing: standingAfter(journal), isBegun: isSame };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
