import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { readGift, type GiftProblem } from '../../formats/quiz/read-gift.ts';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { ownTemplate, unprintable } from '../../quiz/own-template.ts';
import type { Template } from '../../quiz/template.ts';
import { codeOf } from '../../storage/file-system.ts';
import { foldersFor } from '../../storage/folders.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { complain, print } from '../shell.ts';
import { shownPath } from '../terminal/shown-path.ts';

/** Below the data folder: files of a teacher's own questions, as they were given. */
const FOLDER = 'own-questions';
const ENDING = '.gift';
const LARGEST = 1_000_000;

/** What a file of questions comes to: what can be asked, and what was left out. */
interface OwnFile {
  readonly templates: readonly Template[];
  readonly problems: readonly (GiftProblem | { readonly line: number; readonly what: 'printable' | 'known'; readonly got: string })[];
}

function readOwn(text: string, name: string): OwnFile {
  const { items, problems } = readGift(text);
  const templates = new Map<string, Template>();
  const more: OwnFile['problems'][number][] = [];
  for (const item of items) {
    const bad = unprintable(item);
    const template = ownTemplate(item, name);
    if (bad !== null) more.push({ line: item.line, what: 'printable', got: bad });
    else if (templates.has(template.id)) more.push({ line: item.line, what: 'known', got: item.title ?? item.stem });
    else templates.set(template.id, template);
  }
  return { templates: [...templates.values()], problems: [...problems, ...more].toSorted((a, b) => a.line - b.line) };
}

/** All questions that were taken in, by file. What cannot be asked was told when they were; what cannot be read gives none. */
function ownFiles(data: string): ReadonlyMap<string, readonly Template[]> {
  const folder = join(data, FOLDER);
  try {
    const names = nodeFileSystem.list(folder).filter((name) => name.endsWith(ENDING)).toSorted();
    return new Map(names.map((name) => [name, readOwn(nodeFileSystem.readText(join(folder, name)) ?? '', name).templates]));
  } catch {
    return new Map();
  }
}

export function ownTemplates(data: string): readonly Template[] {
  return [...ownFiles(data).values()].flat();
}

/** `ackademy quiz --own`: which questions were taken in, file by file. */
export function listOwn({ shell }: Invocation, lang: Lang): ExitCode {
  const files = ownFiles(foldersFor(shell.env, process.platform).data);
  const linesOf = (name: string, templates: readonly Template[]): readonly string[] => [message(lang, 'quiz.own.file', { name, n: templates.length }), ...templates.map((template) => message(lang, 'quiz.own.item', { title: template.title ?? template.texts[lang]['stem'] ?? '' }))];
  print(shell, ...(files.size === 0 ? [message(lang, 'quiz.own.none-yet')] : [...files].flatMap(([name, templates]) => linesOf(name, templates))));
  return 0;
}

/** `ackademy quiz --remove-own NAME`: a file of questions is asked no more. 0, or 2 for a name that is none. */
export function removeOwn({ shell }: Invocation, name: string, lang: Lang): ExitCode {
  const { data } = foldersFor(shell.env, process.platform);
  const files = ownFiles(data);
  const templates = files.get(name);
  if (templates === undefined) {
    complain(shell, files.size === 0 ? message(lang, 'quiz.own.none-yet') : message(lang, 'quiz.own.unknown', { got: visible(name), names: [...files.keys()].join(', ') }));
    return 2;
  }
  const path = join(data, FOLDER, name);
  try {
    nodeFileSystem.remove(path);
  } catch (error) {
    complain(shell, message(lang, 'cli.not-written', { file: shownPath(path), code: codeOf(error) }));
    return 3;
  }
  print(shell, message(lang, 'quiz.own.removed', { name, n: templates.length }));
  return 0;
}

/** `ackademy quiz --import FILE`: takes the questions of a file in GIFT in. 0, or 3 when none of them can be. */
export function importQuestions({ shell, options }: Invocation, path: string, lang: Lang): ExitCode {
  const refuse = (text: string): ExitCode => {
    complain(shell, text);
    return 3;
  };
  const shown = shownPath(path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(message(lang, 'quiz.own.missing', { path: shown, code: codeOf(error) }));
  }
  if (text.length > LARGEST) return refuse(message(lang, 'quiz.own.too-big', { path: shown, most: LARGEST, got: text.length }));
  const name = `${basename(path, extname(path)).replace(/\.gift$/i, '').replaceAll(/[^\w.-]/g, '_').slice(0, 60) || 'questions'}${ENDING}`;
  const { templates, problems } = readOwn(text, name);
  const expected = (what: string): string => say(lang, { id: what === 'printable' || what === 'known' ? `quiz.own.${what}` : `quiz.gift.${what}`, params: { open: '{', close: '}' } });
  complain(shell, ...problems.map(({ line, what, got }) => message(lang, 'quiz.own.left-out', { path: shown, line, expected: expected(what), got: visible(got) })));
  if (templates.length === 0) return refuse(message(lang, 'quiz.own.none', { path: shown }));
  const folder = join(foldersFor(shell.env, process.platform).data, FOLDER);
  const to = join(folder, name);
  let kept: string | null;
  try {
    kept = nodeFileSystem.readText(to);
    if (kept !== null && kept !== text && !options.force) return refuse(message(lang, 'quiz.own.exists', { name }));
    nodeFileSystem.makeFolder(folder);
    nodeFileSystem.writeThrough(`${to}.tmp`, text);
    nodeFileSystem.rename(`${to}.tmp`, to);
  } catch (error) {
    return refuse(message(lang, 'cli.not-written', { file: shownPath(to), code: codeOf(error) }));
  }
  print(shell, message(lang, kept === null ? 'quiz.own.taken' : kept === text ? 'quiz.own.same' : 'quiz.own.replaced', { path: shown, n: templates.length, name }));
  return 0;
}
