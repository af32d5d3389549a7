import { join } from 'node:path';
import { entryLine, headLine, journalOf, readHead, type HandIn, type LevelHead, type PlayedLevel } from '../classroom/hand-in.ts';
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

interface Kept extends FollowedLevel {
  readonly path: string;
  /** The file is there, and ends with a line end. */
  isBegun: boolean;
}

/** Opens what is kept of a student's play. Lines that cannot be read, such as one that a power cut has left half, are passed over. */
export function openClassRuns({ fs, folder, handle, save, levels }: ClassRunsOptions): ClassRuns {
  const own = join(folder, handle);
  const kept = levels.map(({ head, isLive }) => open(fs, own, head, isLive, save));
  const add = (level: Kept, lines: readonly string[]): readonly Phrase[] => {
    if (!save) return [];
    try {
      fs.makeFolder(own);
      fs.appendThrough(level.path, [...(level.isBegun ? [] : [headLine(level.head)]), ...lines].map((line) => `${line}\n`).join(''));
      level.isBegun = true;
      return [];
    } catch (error) {
      return [{ id: 'class.play.not-kept', params: { path: level.path, code: codeOf(error) } }];
    }
  };
  return { folder: own, ...followRuns(handle, kept, add) };
}

/** A level whose play is followed: its journal so far. */
export interface FollowedLevel {
  readonly head: LevelHead;
  readonly isLive: boolean;
  readonly journal: readonly JournalEntry[];
}

/** Follows how a student's levels are played, in the order of the pack. `add` is given the lines of what is new in a level's journal, and keeps them. */
export function followRuns<Level extends FollowedLevel>(handle: string, levels: readonly Level[], add: (level: Level, lines: readonly string[]) => readonly Phrase[]): Omit<ClassRuns, 'folder'> {
  const all = new Map(levels.map((level) => [level.head.level, followed(level)] as const));
  const stand = (id: string, standingOfLevel: (isLive: boolean) => Standing): readonly Phrase[] => {
    const one = all.get(id);
    if (one === undefined) return [];
    const now = standingOfLevel(one.level.isLive);
    const entries = entriesBetween(one.standing, now);
    one.standing = now;
    if (entries.length === 0) return [];
    let n = one.journal.filter(({ kind }) => kind === 'move').length;
    one.journal.push(...entries);
    return add(one.level, entries.map((entry) => entryLine(entry, entry.kind === 'move' ? ++n : n)));
  };
  return {
    played: (run) => stand(run.level, (isLive) => standingOf(run, isLive)),
    begun: (id) => stand(id, () => NOTHING_STANDS),
    handIn: () => ({ handle, levels: [...all.values()].flatMap(({ level: { head }, journal }): readonly PlayedLevel[] => (journal.length === 0 ? [] : [{ head, journal }])) }),
  };
}

interface Followed<Level> {
  readonly level: Level;
  readonly journal: JournalEntry[];
  standing: Standing;
}

function followed<Level extends FollowedLevel>(level: Level): Followed<Level> {
  return { level, journal: [...level.journal], standing: standingAfter(level.journal) };
}

function open(fs: FileSystem, folder: string, head: LevelHead, isLive: boolean, save: boolean): Kept {
  const path = join(folder, `${head.level}.jsonl`);
  const text = fs.readText(path) ?? '';
  const [first, ...rest] = text.split('\n');
  const known = readHead(parsed(first ?? ''));
  // Another engine or another version of the level would judge the moves otherwise: they are kept aside, and the level begins anew.
  const isSame = known !== null && known.engine === head.engine && known.levelHash === head.levelHash && known.seed === head.seed;
  if (save && text !== '' && !isSame) fs.rename(path, `${path}.other`);
  const journal = isSame ? journalOf(rest) : [];
  if (save && isSame && !text.endsWith('\n')) fs.appendThrough(path, '\n');
  return { path, head, isLive, journal, isBegun: isSame };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
