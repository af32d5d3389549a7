import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addToCourse, levelFolders } from '../../level/add-to-course.ts';
import type { Role } from '../../level/level.ts';
import { parsePack } from '../../level/pack.ts';
import { problemLine } from '../../level/problem.ts';
import { slug } from '../../level/scalar-schema.ts';
import { message } from '../../message/say.ts';
import { codeOf } from '../../storage/file-system.ts';
import { nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { newLevelFiles } from './new-level.ts';
import { PACK_EXTENSION, printPackFile } from './pack-file.ts';
import { gameLevels, readPackFiles } from './read-pack.ts';
import { complain, print } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';

const ROLES: readonly Role[] = ['kernel', 'attacker', 'operator'];
const ACTS = ['new', 'pack'] as const;

/**
 * `ackademy level new NAME [--world W] [--role R]`: the files of a new level; with a world it goes into that world of the
 * course here. `ackademy level pack FOLDER [--out FILE]`: levels in one file. 2 for a wrong name, 3 when nothing can be
 * read or written.
 */
export const level: Command = async (invocation) => {
  if (wordsAreWrong(invocation, 'level', { least: 2, most: 2 })) return 2;
  const { words, shell } = invocation;
  const [act, name = ''] = words;
  if (act === 'new') return create(invocation, name);
  if (act === 'pack') return pack(invocation, name);
  complain(shell, message(languageFor(invocation), 'level.usage', { got: visible(act ?? ''), near: nearestName(act ?? '', ACTS) ?? 'new' }));
  return 2;
};

function create(invocation: Invocation, name: string): ExitCode {
  const { options, shell } = invocation;
  const lang = languageFor(invocation);
  const fail = (code: ExitCode, text: string): ExitCode => {
    complain(shell, text);
    return code;
  };
  if (!slug.safeParse(name).success) return fail(2, message(lang, 'level.name', { got: visible(name) }));
  const role = ROLES.find((known) => known === (options.role ?? 'kernel'));
  if (role === undefined) return fail(2, message(lang, 'level.role', { got: visible(options.role ?? ''), names: ROLES.join(', ') }));
  const place = options.world === null ? { folder: name, course: null } : placeInWorld(options.world, name);
  if ('missing' in place) return fail(3, message(lang, place.missing === 'course' ? 'level.no-course' : 'level.no-world', { got: visible(options.world ?? ''), names: place.names }));
  if (existsSync(place.folder)) return fail(3, message(lang, 'level.exists', { path: visible(place.folder, 120) }));
  const files = newLevelFiles(name, role, lang);
  try {
    mkdirSync(place.folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(place.folder, file), text);
    if (place.course !== null) writeFileSync(place.course.path, place.course.text);
  } catch (error) {
    return fail(3, message(lang, 'cli.not-written', { file: visible(place.folder, 120), code: codeOf(error) }));
  }
  print(shell, ...Object.keys(files).map((file) => join(place.folder, file)));
  if (place.course !== null) print(shell, message(lang, 'level.in-course', { path: place.course.path }));
  print(shell, message(lang, 'level.next', { path: /[/\\]/.test(place.folder) ? place.folder : `./${place.folder}` }));
  return 0;
}

type InWorld = { readonly folder: string; readonly course: { readonly path: string; readonly text: string } } | { readonly missing: 'course' | 'world'; readonly names: string };

/** The folder of a new level in a world of the course that lies here or in `levels`; the world by its number, its folder, or its folder without the number. */
function placeInWorld(wanted: string, name: string): InWorld {
  const path = ['course.yaml', join('levels', 'course.yaml')].find((place) => existsSync(place));
  if (path === undefined) return { missing: 'course', names: '' };
  const root = dirname(path);
  const text = readFileSync(path, 'utf8');
  const worlds = [...text.matchAll(/^\s*-?\s*folder:\s*(\d\d-[a-z0-9-]+)\s*$/gm)].map((match) => match[1]!);
  const world = worlds.find((folder, index) => [folder, folder.slice(3), String(index + 1)].includes(wanted));
  if (world === undefined) return { missing: 'world', names: worlds.map((folder) => folder.slice(3)).join(', ') };
  const there = existsSync(join(root, world)) ? readdirSync(join(root, world)) : [];
  const taken = [...there, ...levelFolders(text, world)].map((folder) => Number.parseInt(folder, 10) || 0);
  const entry = `${String(Math.max(0, ...taken) + 1).padStart(2, '0')}-${name}`;
  const added = addToCourse(text, world, entry);
  return added === null ? { missing: 'world', names: world } : { folder: join(root, world, entry), course: { path, text: added } };
}

/** Only levels that can be played become a file: who opens it elsewhere could not mend them. */
function pack(invocation: Invocation, path: string): ExitCode {
  const { options, shell } = invocation;
  const lang = languageFor(invocation);
  const found = readPackFiles(path);
  if (found === null) {
    complain(shell, message(lang, 'pack.missing', { path: visible(path, 120) }));
    return 3;
  }
  const problems = found.problems.length > 0 ? found.problems : parsePack(found.name, found.files, gameLevels()).problems;
  if (problems.length > 0) {
    complain(shell, ...problems.map(problemLine), message(lang, 'pack.refused', { path: visible(path, 120) }));
    return 3;
  }
  // The folder of a single level bears its name.
  const files = Object.fromEntries(Object.entries(found.files).map(([file, text]) => ['level.yaml' in found.files ? `${found.name}/${file}` : file, text]));
  const file = options.out ?? `${found.name}${PACK_EXTENSION}`;
  if (existsSync(file) && !options.force) {
    complain(shell, message(lang, 'progress.exists', { path: visible(file, 120) }));
    return 3;
  }
  try {
    writeFileSync(file, printPackFile(found.name, files));
  } catch (error) {
    complain(shell, message(lang, 'cli.not-written', { file: visible(file, 120), code: codeOf(error) }));
    return 3;
  }
  print(shell, message(lang, 'pack.written', { file, n: Object.keys(files).length }));
  return 0;
}
