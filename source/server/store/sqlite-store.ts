import { DatabaseSync } from 'node:sqlite';
import type { Change, KeptJournal, LessonStore } from './lesson-store.ts';

/** How long a process waits for another one that writes, ms. A write takes a thousandth of it. */
const PATIENCE = 10_000;

const TABLES = `
  create table if not exists player (lesson text, handle text, turn integer not null, primary key (lesson, handle)) without rowid;
  create table if not exists line (lesson text, handle text, journal text, n integer, text text not null, primary key (lesson, handle, journal, n)) without rowid;
  create table if not exists note (lesson text, handle text, name text, text text not null, primary key (lesson, handle, name)) without rowid;
`;

/**
 * A lesson in an SQLite file, which several processes of one machine may have open. Each change is a transaction that has reached the disk
 * when it is confirmed. Throws where the file cannot be opened, or is no database.
 */
export function openSqliteStore(path: string, lesson: string): LessonStore {
  const db = new DatabaseSync(path);
  db.exec(`pragma busy_timeout = ${PATIENCE}; pragma journal_mode = wal; pragma synchronous = full; ${TABLES}`);
  const sit = db.prepare('insert into player values (?, ?, 1) on conflict do update set turn = turn + 1 returning turn');
  const turnOf = db.prepare('select turn from player where lesson = ? and handle = ?');
  const notesOf = db.prepare('select name, text from note where lesson = ? and handle = ?');
  const linesOf = db.prepare('select journal, text from line where lesson = ? and handle = ? order by journal, n');
  const addLine = db.prepare('insert into line values (?, ?, ?, ?, ?)');
  const putNote = db.prepare('insert into note values (?, ?, ?, ?) on conflict do update set text = excluded.text');
  const playersOf = db.prepare('select distinct handle from line where lesson = ? order by handle');

  /** Immediate: who only begins to write later would be refused when another process has written meanwhile. */
  const atOnce = <T>(act: () => T): T => {
    db.exec('begin immediate');
    try {
      const done = act();
      db.exec('commit');
      return done;
    } catch (error) {
      if (db.isTransaction) db.exec('rollback');
      throw error;
    }
  };

  const journals = (handle: string): readonly KeptJournal[] => {
    const found = new Map<string, string[]>();
    for (const { journal, text } of linesOf.all(lesson, handle) as unknown as readonly { journal: string; text: string }[]) {
      const lines = found.get(journal);
      if (lines) lines.push(text);
      else found.set(journal, [text]);
    }
    return [...found].map(([key, lines]) => ({ key, lines }));
  };

  const write = (handle: string, { lines, notes }: Change): void => {
    for (const { key, from, lines: texts } of lines) for (const [index, text] of texts.entries()) addLine.run(lesson, handle, key, from + index, text);
    for (const { name, text } of notes) putNote.run(lesson, handle, name, text);
  };

  return {
    sitDown: async (handle) =>
      atOnce(() => {
        const { turn } = sit.get(lesson, handle) as unknown as { turn: number };
        const notes = notesOf.all(lesson, handle) as unknown as readonly { name: string; text: string }[];
        return { turn, journals: journals(handle), notes: new Map(notes.map(({ name, text }) => [name, text])) };
      }),
    keep: async (handle, turn, change) =>
      atOnce(() => {
        const now = turnOf.get(lesson, handle) as unknown as { turn: number } | undefined;
        if (now?.turn !== turn) return 'taken';
        write(handle, change);
        return 'kept';
      }),
    players: async () => (playersOf.all(lesson) as unknown as readonly { handle: string }[]).map(({ handle }) => handle),
    journals: async (handle) => journals(handle),
    close: async () => db.close(),
  };
}
