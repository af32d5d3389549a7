import { readFileSync, statSync } from 'node:fs';
import type { Conversation } from '../../formats/import/conversation.ts';
import { fromFrames } from '../../formats/import/from-frames.ts';
import { fromScript } from '../../formats/import/from-script.ts';
import type { Role } from '../../formats/import/role.ts';
import { roleOfEnd } from '../../formats/import/to-script.ts';
import { isPcap, readPcap } from '../../formats/pcap/read-pcap.ts';
import { isPcapng, readPcapng } from '../../formats/pcapng/read-pcapng.ts';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { FAULT_EXAMPLES } from '../../packetdrill/language/fault.ts';
import { parseScript } from '../../packetdrill/language/parse-script.ts';
import type { Phrase } from '../../phrase.ts';
import { answerImport, openImport } from '../../plain/import-dialogue.ts';
import { codeOf } from '../../storage/file-system.ts';
import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command } from '../command.ts';
import { branchFrom } from './import-branch.ts';
import { languageFor } from '../language-choice.ts';
import { readLines } from '../terminal/read-lines.ts';
import { complain, plainReason, print, printJson } from '../shell.ts';
import { shownPath } from '../terminal/shown-path.ts';
import { wordsAreWrong } from '../usage.ts';

/** Bytes: a capture to be watched is small. */
const LARGEST_FILE = 20_000_000;

/** What `ackademy import FILE --json` prints. Times are ms since the first segment, numbers absolute; `unsaid`: fields that the file does not say. */
export interface ConversationJson {
  readonly format: 'ackademy-conversation';
  readonly version: 1;
  readonly file: string;
  readonly ends: readonly [string, string];
  readonly others: number;
  readonly segments: readonly { readonly n: number; readonly at: number; readonly from: 0 | 1; readonly place: number; readonly flags: string; readonly seq: number; readonly ack: number; readonly win: number; readonly length: number; readonly options: object; readonly unsaid: readonly string[] }[];
}

interface Opened {
  readonly conversation: Conversation;
  /** As what a simulated kernel can be brought along: the one that the script tests, or for a capture each end. */
  readonly roles: readonly Role[];
}

/** `ackademy import FILE`: watches a conversation from a file, each segment hidden and asked for. 0, or 3 for a file that is none. */
export const importFile: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'import', { least: 1, most: 1 })) return 2;
  const lang = languageFor(invocation);
  const path = words[0]!;
  const file = shownPath(path);
  const opened = openFile(path, file, lang);
  if (typeof opened === 'string') {
    complain(shell, opened);
    return 3;
  }
  const { conversation, roles } = opened;
  if (options.json) {
    printJson(shell, jsonOf(file, conversation));
    return 0;
  }
  if (plainReason(shell, options) === null) {
    const { showImport } = await import('./import-screen.ts');
    await showImport(invocation, openImport(conversation, file, lang, roles.length > 0), roles);
    return 0;
  }
  const lines = readLines(shell, message(lang, 'plain.you', { line: '' }));
  const started = openImport(conversation, file, lang, roles.length > 0);
  print(shell, ...started.lines);
  let { dialogue } = started;
  while (!dialogue.over) {
    const next = await lines.next();
    if (next.done === true) break;
    if (next.value.trim() === '') continue;
    if (shell.stdin.isTTY !== true) print(shell, message(lang, 'plain.you', { line: visibleLine(next.value) }));
    const answered = answerImport(dialogue, next.value);
    dialogue = answered.dialogue;
    print(shell, ...answered.lines);
    if (answered.branch && !(await branchFrom(roles, conversation, dialogue.at + 1, { lines: echoing(lines, shell, lang), print: (...said) => print(shell, ...said), lang }))) break;
  }
  return 0;
};

function echoing(lines: AsyncIterator<string>, shell: Parameters<Command>[0]['shell'], lang: Lang): AsyncIterator<string> {
  return {
    next: async () => {
      const next = await lines.next();
      if (next.done !== true && shell.stdin.isTTY !== true) print(shell, message(lang, 'plain.you', { line: visibleLine(next.value) }));
      return next;
    },
  };
}

function visibleLine(line: string): string {
  return line.trim().replace(/[^\x20-\x7e\p{L}\p{N}]/gu, '?').slice(0, 200);
}

/** The conversation, or what to say of a file that holds none. */
function openFile(path: string, file: string, lang: Lang): Opened | string {
  const tell = ({ id, params }: Phrase): string => say(lang, { id, params: { file, ...params } });
  let bytes: Uint8Array;
  try {
    const { size } = statSync(path);
    if (size > LARGEST_FILE) return tell({ id: 'import.too-big', params: { most: LARGEST_FILE, got: size } });
    bytes = readFileSync(path);
  } catch (error) {
    return tell({ id: 'import.missing', params: { code: codeOf(error) } });
  }
  if (bytes.length === 0) return tell({ id: 'import.empty' });
  if (isPcap(bytes) || isPcapng(bytes)) {
    const read = isPcap(bytes) ? readPcap(bytes) : readPcapng(bytes);
    if (!read.ok) return tell({ id: `import.${read.fault.name}`, params: { at: read.fault.at, got: read.fault.got } });
    const imported = fromFrames(read.frames);
    return imported.ok ? { conversation: imported.conversation, roles: rolesIn(imported.conversation) } : tell(imported.why);
  }
  const text = textOf(bytes);
  if (text === null) return tell({ id: 'import.not-a-capture', params: { got: Buffer.from(bytes.subarray(0, 4)).toString('hex') } });
  const parsed = parseScript(text);
  if (!parsed.ok) {
    const { fault } = parsed;
    const expected = message(lang, `packetdrill.fault.${fault.fault}`, { wanted: visible(fault.wanted ?? '') });
    return [message(lang, 'import.read-as-script', { file }), message(lang, 'cli.file-bad', { file, ...fault.place, expected, example: FAULT_EXAMPLES[fault.fault], got: `"${visible(fault.got)}"` })].join('\n');
  }
  const imported = fromScript(parsed.script);
  return imported.ok ? { conversation: imported.conversation, roles: [{ script: parsed.script, numbers: null }] } : tell(imported.why);
}

/** A server is asked first: it is what most captures are made on. */
function rolesIn(conversation: Conversation): readonly Role[] {
  return [roleOfEnd(conversation, 1), roleOfEnd(conversation, 0)].flatMap((role) => role ?? []);
}

/** Null for what is no text. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function jsonOf(file: string, { ends, spoken, others }: Conversation): ConversationJson {
  return {
    format: 'ackademy-conversation',
    version: 1,
    file,
    ends,
    others,
    segments: spoken.map(({ n, at, from, place, segment: { flags, seq, ack, win, length, options }, unsaid }) => ({ n, at, from, place, flags: flagsText(flags), seq, ack, win, length, options, unsaid })),
  };
}
