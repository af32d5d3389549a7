import { join } from 'node:path';
import { HAND_IN_EXTENSION, journalOf, printHandIn, readHead, type HandIn, type PlayedLevel } from '../../classroom/hand-in.ts';
import { receiptOfText } from '../../classroom/receipt.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import type { HostKey } from '../ssh/host-key.ts';
import type { KeptJournal, LessonStore } from '../store/lesson-store.ts';

/** Below the lesson's folder: a hand-in of each player, as `class grade` takes it. */
export const HAND_INS_FOLDER = 'hand-ins';
/** Beside them: what the server has seen, signed with its own key. */
export const RECEIPTS_FILE = 'receipts.jsonl';

export interface HandInsOptions {
  readonly store: LessonStore;
  readonly folder: string;
  /** Of the lab. */
  readonly name: string;
  /** Ids in the order of the pack. */
  readonly levels: readonly string[];
  readonly key: HostKey;
}

/** Writes what each player has played as a hand-in, and a signed receipt for each; says how many there are. The same play gives the same bytes. Throws where nothing can be written. */
export async function writeHandIns({ store, folder, name, levels, key }: HandInsOptions): Promise<number> {
  const own = join(folder, HAND_INS_FOLDER);
  const receipts: string[] = [];
  for (const handle of await store.players()) {
    const text = printHandIn(handInOf(handle, await store.journals(handle), levels));
    if (text === '') continue;
    nodeFileSystem.makeFolder(own);
    replace(join(own, `${name}-${handle}${HAND_IN_EXTENSION}`), text);
    receipts.push(receiptLine(name, handle, text, key));
  }
  replace(join(folder, RECEIPTS_FILE), receipts.join(''));
  return receipts.length;
}

/** `signature`: Ed25519 of the server's host key over the line without it. */
function receiptLine(lab: string, handle: string, text: string, key: HostKey): string {
  const said = { v: 1, lab, handle, receipt: receiptOfText(text), key: key.publicText };
  return `${JSON.stringify({ ...said, signature: key.sign(JSON.stringify(said)) })}\n`;
}

/** Journals of another engine or of another version of a level are left out: nobody can mark them. */
function handInOf(handle: string, journals: readonly KeptJournal[], levels: readonly string[]): HandIn {
  const played = journals.flatMap(({ lines: [first = '', ...rest] }): readonly PlayedLevel[] => {
    const head = readHead(parsed(first));
    const journal = journalOf(rest);
    return head === null || journal.length === 0 ? [] : [{ head, journal }];
  });
  return { handle, levels: levels.flatMap((id) => played.find(({ head }) => head.level === id) ?? []) };
}

function replace(path: string, text: string): void {
  const half = `${path}.${process.pid}.tmp`;
  nodeFileSystem.writeThrough(half, text);
  nodeFileSystem.rename(half, path);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
