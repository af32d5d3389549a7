import { message, say } from '../../message/say.ts';
import { foldersFor } from '../../storage/folders.ts';
import { createKeeper } from '../../storage/keeper.ts';
import { openPlayerFiles } from '../../storage/player-files.ts';
import { cleanLine } from '../../tcp/notation/clean-line.ts';
import { nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Course } from '../../level/course.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { generalHelp } from '../help.ts';
import { languageFor } from '../language-choice.ts';
import { levelLines } from '../course/levels.ts';
import { playPlain, type Table } from './play-plain.ts';
import { findLevel, isLevel, readCourse } from '../course/read-course.ts';
import { readLines } from '../terminal/read-lines.ts';
import { complain, print, type PlainReason } from '../shell.ts';
import { VERSION } from '../version.ts';
import { wallClock } from '../wall-clock.ts';
import { watchPlain } from '../watch/watch-plain.ts';

const WORDS = ['levels', 'play', 'watch', 'quiz', 'reference', 'help', 'quit'] as const;

/**
 * Lists what there is and reads commands, a line each, until the end of the input: `levels`, `play first-syn`,
 * `watch first-syn`, `quiz`, `reference SYN`, `help`, `quit`. Ends with 0.
 */
export async function commandList(invocation: Invocation, reason: PlainReason): Promise<ExitCode> {
  const { options, shell } = invocation;
  const lang = languageFor(invocation);
  const course = readCourse();
  const folders = foldersFor(shell.env, process.platform);
  const files = openPlayerFiles(folders, { save: options.save });
  complain(shell, ...files.notices.map((notice) => say(lang, notice)));
  print(shell, message(lang, `plain.on.${reason}`), ...levelLines(course, lang), message(lang, 'cli.shell.hello', { version: VERSION }));
  const table: Table = { shell, lang, lines: readLines(shell, message(lang, 'plain.you', { line: '' })), keeper: createKeeper(files, wallClock(shell)), reason: null };
  for (;;) {
    const next = await table.lines.next();
    if (next.done === true) return 0;
    if (next.value.trim() === '') continue;
    if (!(await obey(table, course, next.value, invocation, folders.data))) return 0;
  }
}

/** One command of the list; false after `quit`. */
async function obey(table: Table, course: Course, typed: string, invocation: Invocation, dataFolder: string): Promise<boolean> {
  const { shell, lang } = table;
  const { options } = invocation;
  const clean = cleanLine(typed);
  const [word = '', ...rest] = clean.ok ? clean.value.trim().split(/ +/) : [];
  const [name = ''] = rest;
  if (shell.stdin.isTTY !== true) print(shell, message(lang, 'plain.you', { line: visible([word, ...rest].join(' ').trim()) }));
  switch (WORDS.find((known) => known === word.toLowerCase())) {
    case 'quit':
      return false;
    case 'levels':
      print(shell, ...levelLines(course, lang));
      break;
    case 'help':
      print(shell, ...generalHelp(lang));
      break;
    case 'quiz': {
      const { openQuiz } = await import('../quiz/open-quiz.ts');
      const { quizPlain } = await import('../quiz/quiz-plain.ts');
      const opened = openQuiz(invocation, table.keeper.progress());
      complain(shell, ...opened.world.notices.map((notice) => say(lang, notice)));
      await quizPlain({ shell, lang, json: false, opened, keeper: table.keeper, lines: table.lines });
      break;
    }
    case 'reference': {
      const { tellReference } = await import('../reference/reference.ts');
      tellReference({ ...invocation, words: rest }, table.keeper, dataFolder);
      break;
    }
    case 'play':
    case 'watch': {
      const level = findLevel(course, name);
      if (!isLevel(level)) print(shell, message(lang, 'plain.error', { text: say(lang, level) }));
      else if (word.toLowerCase() === 'play') await playPlain(table, level, options);
      else await watchPlain(table, level, options);
      break;
    }
    case undefined: {
      const near = nearestName(word, WORDS);
      const params = { got: visible(word), names: WORDS.join(', ') };
      print(shell, message(lang, 'plain.error', { text: near === null ? message(lang, 'cli.command-unknown', params) : message(lang, 'cli.command-near', { ...params, near }) }));
    }
  }
  print(shell, message(lang, 'cli.shell.back'));
  return true;
}
