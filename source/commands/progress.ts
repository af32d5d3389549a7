import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { Lang } from '../language.ts';
import { message, say } from '../message/say.ts';
import { visible } from '../tcp/notation/visible.ts';
import { codeOf } from '../storage/file-system.ts';
import { foldersFor } from '../storage/folders.ts';
import { nodeFileSystem } from '../storage/node-file-system.ts';
import { openPlayerFiles } from '../storage/player-files.ts';
import { NO_PROGRESS, PROGRESS_FORMAT, merged } from '../storage/progress.ts';
import type { Progress } from '../storage/progress.ts';
import { readVersioned, writeVersioned } from '../storage/versioned.ts';
import type { Command, ExitCode, Invocation } from './command.ts';
import { languageFor } from './language-choice.ts';
import { complain, isTerminal, print } from './shell.ts';

/**
 * `ackademy progress export [--out FILE]`, `progress import FILE`, `progress reset [--yes]`. An export is a
 * progress.json; an import keeps the better of both, level by level.
 */
export const progress: Command = async (invocation) => {
  const [act, ...rest] = invocation.words;
  if (act === 'export' && rest.length === 0) return exportTo(invocation);
  if (act === 'import' && rest.length === 1) return importFrom(invocation, rest[0]!);
  if (act === 'reset' && rest.length === 0) return reset(invocation);
  complain(invocation.shell, message(languageFor(invocation), 'progress.usage', { got: visible(invocation.words.join(' ')) || '-' }));
  return 2;
};

function open({ shell, options }: Invocation, lang: Lang, save = options.save) {
  const files = openPlayerFiles(foldersFor(shell.env, process.platform), { save });
  complain(shell, ...files.notices.map((notice) => say(lang, notice)));
  return files.progress;
}

function exportTo(invocation: Invocation): ExitCode {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  const file = open(invocation, lang, false);
  const text = writeVersioned(PROGRESS_FORMAT.name, PROGRESS_FORMAT.version, PROGRESS_FORMAT.encode(file.value()));
  if (options.out === null) {
    shell.stdout.write(text);
    return 0;
  }
  try {
    if (!options.force && nodeFileSystem.readText(options.out) !== null) {
      complain(shell, message(lang, 'progress.exists', { path: visible(options.out) }));
      return 3;
    }
    nodeFileSystem.writeThrough(options.out, text);
  } catch (error) {
    complain(shell, message(lang, 'progress.not-written', { path: visible(options.out), code: codeOf(error) }));
    return 3;
  }
  print(shell, message(lang, 'progress.exported', { n: Object.keys(file.value().levels).length, path: visible(options.out) }));
  return 0;
}

function importFrom(invocation: Invocation, path: string): ExitCode {
  const { shell } = invocation;
  const lang = languageFor(invocation);
  const read = readProgress(path);
  if ('problem' in read) {
    complain(shell, message(lang, 'progress.not-read', { path: visible(path), problem: read.problem }));
    return 3;
  }
  const file = open(invocation, lang);
  const notices = file.update((ours) => merged(ours, read.progress));
  complain(shell, ...notices.map((notice) => say(lang, notice)));
  if (!file.isSaving()) return 3;
  print(shell, message(lang, 'progress.imported', { n: Object.keys(read.progress.levels).length, path: visible(path) }));
  return 0;
}

function readProgress(path: string): { readonly progress: Progress } | { readonly problem: string } {
  try {
    const reading = readVersioned(readFileSync(path, 'utf8'), PROGRESS_FORMAT.name, PROGRESS_FORMAT.version);
    if (reading.kind === 'future') return { problem: `version ${reading.version} > ${PROGRESS_FORMAT.version}` };
    if (reading.kind !== 'good') return { problem: `format != ${PROGRESS_FORMAT.name}` };
    const { value, whole } = PROGRESS_FORMAT.decode(reading.body);
    return whole ? { progress: value } : { problem: 'levels' };
  } catch (error) {
    return { problem: codeOf(error) };
  }
}

async function reset(invocation: Invocation): Promise<ExitCode> {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  const file = open(invocation, lang);
  const n = Object.keys(file.value().levels).length;
  if (!options.yes && !(await agrees(invocation, message(lang, 'progress.reset-ask', { n, path: file.path })))) {
    complain(shell, message(lang, isTerminal(shell) ? 'progress.reset-left' : 'progress.reset-yes'));
    return isTerminal(shell) ? 1 : 2;
  }
  const notices = file.update(() => NO_PROGRESS);
  complain(shell, ...notices.map((notice) => say(lang, notice)));
  if (!file.isSaving()) return 3;
  print(shell, message(lang, 'progress.reset-done'));
  return 0;
}

/** Only a plain yes is one; without a person to ask, no. */
async function agrees({ shell }: Invocation, question: string): Promise<boolean> {
  if (!isTerminal(shell)) return false;
  const lines = createInterface({ input: shell.stdin, output: shell.stdout });
  const answer = await lines.question(`${question} `).catch(() => '');
  lines.close();
  return /^(?:y|yes|是|好)$/i.test(answer.trim());
}
