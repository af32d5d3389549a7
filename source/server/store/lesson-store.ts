/** The lines of one journal: a head, and a line for each entry. Journals of another engine or another version of a level have other keys, so that nothing is played on that was judged otherwise. */
export interface KeptJournal {
  /** journalKey(). */
  readonly key: string;
  /** The head line first; classroom/hand-in.ts writes and reads all of them. */
  readonly lines: readonly string[];
}

/** What is kept of one player of the lesson. */
export interface KeptPlayer {
  /** Counts who sat down as this player: what an earlier one writes is refused from now on. */
  readonly turn: number;
  readonly journals: readonly KeptJournal[];
  /** Small texts by name: settings, progress by level, the place where the player was. */
  readonly notes: ReadonlyMap<string, string>;
}

/** What one act of a player changes: all of it is kept, or nothing. */
export interface Change {
  /** Lines that come behind the first `from` lines of a journal. */
  readonly lines: readonly { readonly key: string; readonly from: number; readonly lines: readonly string[] }[];
  readonly notes: readonly { readonly name: string; readonly text: string }[];
}

/** `taken`: somebody has sat down as this player since; nothing was kept. */
export type Kept = 'kept' | 'taken';

/**
 * Where the moves of one lesson live. Several processes, or several servers, hold one at a time over the same lesson. What a promise
 * has confirmed outlives the process that asked for it; a promise that is rejected has kept nothing.
 */
export interface LessonStore {
  /** Somebody sits down as this player: everything that is kept, and the turn that writes from now on. */
  readonly sitDown: (handle: string) => Promise<KeptPlayer>;
  readonly keep: (handle: string, turn: number, change: Change) => Promise<Kept>;
  /** Every player of whom a journal is kept, in the order of the handles. */
  readonly players: () => Promise<readonly string[]>;
  /** A player's journals, without sitting down. */
  readonly journals: (handle: string) => Promise<readonly KeptJournal[]>;
  readonly close: () => Promise<void>;
}

/** The key of a level's journal: it goes on only under the rules that it began with. */
export function journalKey({ level, engine, levelHash }: { readonly level: string; readonly engine: string; readonly levelHash: string }): string {
  return `${level} ${engine} ${levelHash}`;
}
