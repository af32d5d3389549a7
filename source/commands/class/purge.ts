import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { join } from 'node:path';
import { message } from '../../message/say.ts';
import { CLASSES_FOLDER } from '../../storage/class-runs.ts';
import { codeOf } from '../../storage/file-system.ts';
import { foldersFor } from '../../storage/folders.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, isTerminal, print } from '../shell.ts';

/** What grading writes, and what is handed in: nothing else in a folder is touched. */
const OURS = /\.ackrun$|^(?:grades\.csv|grades\.jsonl|files\.csv|moodle\.csv|canvas\.csv|moodle-worksheet\.csv|unmatched\.csv|report\.html|report\.csv|results?\.json)$/;
/** What is kept of a lab that was played here. */
const KEPT = /^(?:claim\.json|pack\.ackclass|[\w-]+\.jsonl(?:\.other)?)$/;

/** `class purge --before DATE [FOLDER...]`: removes hand-ins, grades and reports from folders, or without one what was played of labs on this machine, where they are older. Asks first; --yes does not. */
export async function purge(invocation: Invocation): Promise<ExitCode> {
  const { shell, options, words } = invocation;
  const lang = languageFor(invocation);
  const { before } = options.classroom;
  const limit = before !== null && /^\d{4}-\d\d-\d\d$/.test(before) ? Date.parse(`${before}T00:00:00Z`) : NaN;
  if (Number.isNaN(limit)) {
    complain(shell, before === null ? message(lang, 'class.need', { option: '--before', example: 'ackademy class purge --before 2026-06-30 graded' }) : message(lang, 'class.purge.before', { got: visible(before) }));
    return 2;
  }
  const missing = words.find((folder) => !existsSync(folder));
  if (missing !== undefined) {
    complain(shell, message(lang, 'class.purge.missing', { path: visible(missing, 200) }));
    return 3;
  }
  const own = join(foldersFor(shell.env, process.platform).data, CLASSES_FOLDER);
  const found = words.length > 0 ? words.flatMap((folder) => olderThan(folder, OURS, limit)) : olderThan(own, KEPT, limit);
  print(shell, ...found.map((path) => visible(path, 200)));
  if (found.length === 0) {
    print(shell, message(lang, 'class.purge.none', { before: before! }));
    return 0;
  }
  if (!options.yes && !(await agrees(invocation, message(lang, 'class.purge.ask', { n: found.length })))) {
    complain(shell, message(lang, 'class.purge.left'));
    return isTerminal(shell) ? 1 : 2;
  }
  let failed = 0;
  for (const path of found) {
    try {
      rmSync(path);
    } catch (error) {
      failed++;
      complain(shell, message(lang, 'class.not-written', { path: visible(path, 200), code: visible(codeOf(error), 80) }));
    }
  }
  print(shell, message(lang, 'class.purge.done', { n: found.length - failed }));
  return failed === 0 ? 0 : 3;
}

/** Files below a folder, of certain names, that were last changed before a time. Links are not followed. */
function olderThan(folder: string, names: RegExp, limit: number): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return olderThan(path, names, limit);
    return entry.isFile() && names.test(entry.name) && lstatSync(path).mtimeMs < limit ? [path] : [];
  });
}

async function agrees({ shell }: Invocation, question: string): Promise<boolean> {
  if (!isTerminal(shell)) return false;
  const lines = createInterface({ input: shell.stdin, output: shell.stdout });
  const answer = await lines.question(`${question} `).catch(() => '');
  lines.close();
  return /^(?:y|yes|是|好)$/i.test(answer.trim());
}
