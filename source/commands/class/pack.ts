import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { CLASS_PACK_EXTENSION, fingerprintOf, isClassName, isDue, printClassPack, readClassPack, signClassPack, USUAL_RULES, type ClassRules, type PackBody } from '../../classroom/class-pack.ts';
import { levelHash } from '../../classroom/level-hash.ts';
import { isReservedTitle } from '../../formats/gradebook/canvas.ts';
import type { Lang } from '../../language.ts';
import type { Course } from '../../level/course.ts';
import type { Level } from '../../level/level.ts';
import { message, say } from '../../message/say.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { findLevel, isLevel, readCourse } from '../course/read-course.ts';
import { languageFor } from '../language-choice.ts';
import type { ClassOptions } from '../options.ts';
import { PACK_EXTENSION } from '../packs/pack-file.ts';
import { complain, print } from '../shell.ts';
import { findClass } from './class-folder.ts';
import { labPhrases } from './lab-phrases.ts';
import { writeWhole } from './write-whole.ts';

/** `class pack --levels ... --title T --out LAB.ackclass`: what is handed out, signed with the class's key. */
export function pack(invocation: Invocation): ExitCode {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  const stop = (code: ExitCode, text: string): ExitCode => {
    complain(shell, text);
    return code;
  };
  const { classroom, out } = options;
  const example = 'ackademy class pack --levels 1-1,1-2 --title "Lab 1" --out lab1.ackclass';
  if (classroom.levels === null) return stop(2, message(lang, 'class.need', { option: '--levels', example }));
  if (out === null) return stop(2, message(lang, 'class.need', { option: '--out', example }));
  const name = basename(out, CLASS_PACK_EXTENSION);
  if (!out.endsWith(CLASS_PACK_EXTENSION) || !isClassName(name)) return stop(2, message(lang, 'class.pack-name', { got: visible(basename(out)) }));
  const found = findClass(invocation, lang);
  if (!found.ok) return stop(3, found.text);
  const levels = levelsNamed(classroom.levels, readCourse(), lang);
  if (typeof levels === 'string') return stop(2, levels);
  const rules = rulesFrom(classroom, lang);
  if (typeof rules === 'string') return stop(2, rules);
  if (classroom.due !== null && !isDue(classroom.due)) return stop(2, message(lang, 'class.due', { got: visible(classroom.due) }));
  if (isReservedTitle(classroom.title ?? name)) return stop(2, message(lang, 'class.title-reserved', { got: visible(classroom.title ?? name) }));
  if (existsSync(out) && !options.force) return stop(3, message(lang, 'class.pack-exists', { path: visible(out, 200) }));
  const { pem, key, languages, name: className } = found.found;
  const body: PackBody = { name, title: classroom.title ?? name, className, languages, levels: levels.map((level) => ({ id: level.id, version: level.version, hash: levelHash(level) })), rules, due: classroom.due, engine: ENGINE_VERSION, key };
  const text = printClassPack(signClassPack(body, pem));
  // What the reader would refuse, such as a title with a control character, is not written.
  const read = readClassPack(text);
  if (!read.ok) return stop(2, message(lang, 'class.title', { got: visible(body.title) }));
  if (!writeWhole(out, text, shell, lang)) return 3;
  const minutes = levels.reduce((sum, level) => sum + level.minutes, 0);
  print(shell, message(lang, 'class.packed', { file: visible(out, 200), n: levels.length, minutes, fingerprint: fingerprintOf(body), rules: labPhrases(body, levels).slice(1).map((phrase) => say(lang, phrase)).join('\n') }));
  return 0;
}

/** Levels by id, or by place on the map (`2-1`); the text of what is wrong otherwise. */
function levelsNamed(text: string, course: Course, lang: Lang): readonly Level[] | string {
  const levels: Level[] = [];
  for (const word of text.split(',').map((part) => part.trim()).filter((part) => part !== '')) {
    const [, world, place] = /^(\d+)-(\d+)$/.exec(word) ?? [];
    const id = world === undefined ? word : course.worlds.find(({ number }) => number === Number(world))?.levels[Number(place) - 1];
    if (id === undefined) return message(lang, 'class.no-place', { got: visible(word) });
    const level = findLevel(course, id);
    if (!isLevel(level)) {
      if (word.endsWith(PACK_EXTENSION) || existsSync(word)) return message(lang, 'class.own-levels', { got: visible(word) });
      const near = level.params?.['near'];
      return message(lang, 'class.no-level', { got: visible(word), near: near === undefined ? '' : message(lang, 'class.no-level-near', { near }) });
    }
    // The sandbox has nothing to solve.
    if (level.goals.length === 0) return message(lang, 'class.no-goal', { got: visible(word) });
    if (levels.includes(level)) return message(lang, 'class.level-twice', { got: visible(word) });
    levels.push(level);
  }
  return levels.length === 0 ? message(lang, 'class.need', { option: '--levels', example: '--levels 1-1,1-2' }) : levels;
}

function rulesFrom({ attempts, hints, par, predict, points }: ClassOptions, lang: Lang): ClassRules | string {
  const oneOf = <T extends string>(option: string, given: string | null, names: readonly T[], usual: T): T | { readonly wrong: string } => {
    if (given === null) return usual;
    return names.find((name) => name === given) ?? { wrong: message(lang, 'class.one-of', { option, names: names.join(', '), near: names[0]!, got: visible(given) }) };
  };
  const counted = oneOf('--attempts', attempts, ['best', 'first', 'last'], USUAL_RULES.attempts);
  const short = oneOf('--par', par, ['bonus', 'ignore'], USUAL_RULES.par);
  const asked = oneOf('--predict', predict, ['required', 'free'], USUAL_RULES.predict);
  for (const one of [counted, short, asked]) if (typeof one === 'object') return one.wrong;
  if (hints !== null && !/^\d{1,2}$/.test(hints)) return message(lang, 'class.hints', { got: visible(hints) });
  const parts = points === null ? null : points.split(',').map(Number);
  if (parts !== null && (parts.length !== 3 || parts.some((part) => !(part >= 0)) || parts[0]! + parts[1]! + parts[2]! !== 100)) return message(lang, 'class.points', { got: visible(points!) });
  return {
    attempts: counted as ClassRules['attempts'],
    hints: hints === null ? USUAL_RULES.hints : Number(hints),
    par: short as ClassRules['par'],
    predict: asked as ClassRules['predict'],
    points: parts === null ? USUAL_RULES.points : { solved: parts[0]!, par: parts[1]!, predictions: parts[2]! },
  };
}
