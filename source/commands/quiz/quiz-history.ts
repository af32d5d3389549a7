import { readFileSync } from 'node:fs';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { NO_PROGRESS } from '../../storage/progress.ts';
import { codeOf } from '../../storage/file-system.ts';
import { HEADING_LINE, historyText, readHistory } from '../../storage/history-file.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { openQuiz, type OpenedQuiz } from './open-quiz.ts';
import { complain, print } from '../shell.ts';
import { shownPath } from '../terminal/shown-path.ts';

/** `ackademy quiz --export-history FILE`: all answers, as they are kept. 0, or 3 when the file cannot be written. */
export function exportHistory(invocation: Invocation, path: string, lang: Lang): ExitCode {
  const { shell, options } = invocation;
  const entries = opened({ ...invocation, options: { ...options, save: false } }, lang).log.entries();
  try {
    if (!options.force && nodeFileSystem.readText(path) !== null) {
      complain(shell, message(lang, 'quiz.export.exists', { path: shownPath(path) }));
      return 3;
    }
    nodeFileSystem.writeThrough(path, historyText(entries));
  } catch (error) {
    complain(shell, message(lang, 'quiz.history.not-written', { path: shownPath(path), code: codeOf(error) }));
    return 3;
  }
  print(shell, message(lang, 'quiz.history.exported', { n: entries.length, path: shownPath(path) }));
  return 0;
}

/** `ackademy quiz --import-history FILE`: takes in what such a file holds, each answer once. 0, or 3 for a file that is none: then nothing changes. */
export function importHistory(invocation: Invocation, path: string, lang: Lang): ExitCode {
  const { shell } = invocation;
  const refuse = (text: string): ExitCode => {
    complain(shell, text);
    return 3;
  };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(message(lang, 'quiz.history.missing', { path: shownPath(path), code: codeOf(error) }));
  }
  const read = readHistory(text);
  if (!read.ok) return refuse(message(lang, read.line === 1 ? 'quiz.history.not-one' : 'quiz.history.bad-line', { path: shownPath(path), line: read.line, got: visible(read.got), heading: HEADING_LINE }));
  const { log } = opened(invocation, lang);
  try {
    const added = log.merge(read.entries);
    print(shell, message(lang, 'quiz.history.imported', { n: added, known: read.entries.length - added, path: shownPath(path) }));
    return 0;
  } catch (error) {
    return refuse(message(lang, 'cli.not-written', { file: shownPath(log.path), code: codeOf(error) }));
  }
}

function opened(invocation: Invocation, lang: Lang): OpenedQuiz {
  const quiz = openQuiz(invocation, NO_PROGRESS);
  complain(invocation.shell, ...quiz.world.notices.map((notice) => say(lang, notice)));
  return quiz;
}
