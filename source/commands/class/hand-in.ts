import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HAND_IN_EXTENSION, printHandIn } from '../../classroom/hand-in.ts';
import { printPasted } from '../../classroom/hand-in-text.ts';
import { receiptOfText } from '../../classroom/receipt.ts';
import { gradeLevel, missingPoints } from '../../classroom/grade.ts';
import { message, say } from '../../message/say.ts';
import { CLASSES_FOLDER } from '../../storage/class-runs.ts';
import { foldersFor } from '../../storage/folders.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, print, printJson } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';
import { labPhrases } from './lab-phrases.ts';
import { openClassPack } from './open-class-pack.ts';
import { KEPT_PACK, labFolder, openPlayerClass, rememberedCode } from './player-class.ts';
import { writeWhole } from './write-whole.ts';

/** `ackademy hand-in [LAB.ackclass]`: what was played of a lab, as a file and as text for the box of a learning platform. Without a name: the lab that was played last. */
export const handIn: Command = async (invocation) => {
  const { shell, options, words } = invocation;
  const lang = languageFor(invocation);
  if (wordsAreWrong(invocation, 'hand-in', { least: 0, most: 1 })) return 2;
  const path = words[0] ?? lastPlayed(foldersFor(shell.env, process.platform).data);
  if (path === null) {
    complain(shell, message(lang, 'class.hand-in.none'));
    return 3;
  }
  const opened = openClassPack(path, lang);
  if (!opened.ok) {
    complain(shell, opened.text);
    return 3;
  }
  const { pack, levels } = opened;
  const folder = labFolder(pack, shell.env);
  const code = rememberedCode(folder, pack);
  if (code === null) {
    complain(shell, message(lang, 'class.hand-in.not-played', { title: pack.title }));
    return 3;
  }
  const { handle, runs } = openPlayerClass(folder, code, pack, levels, false);
  const handedIn = runs.handIn();
  if (handedIn.levels.length === 0) {
    complain(shell, message(lang, 'class.hand-in.not-played', { title: pack.title }));
    return 3;
  }
  const text = printHandIn(handedIn);
  const file = options.out ?? `${pack.name}-${handle}${HAND_IN_EXTENSION}`;
  if (!writeWhole(file, text, shell, lang)) return 3;
  const pasted = printPasted(text, { pack: pack.name, handle });
  const grades = handedIn.levels.map((played) => gradeLevel(levels.find(({ id }) => id === played.head.level)!, played, pack.rules));
  const solved = grades.filter(({ won }) => won > 0).length;
  const receipt = receiptOfText(text);
  const rest = levels.filter(({ id }) => !grades.some(({ level }) => level === id)).map(({ id }) => id);
  const standing = [
    ...grades.map((grade) => [message(lang, 'class.hand-in.level', { level: grade.level, points: grade.points }), ...missingPoints(grade, pack.rules).map((why) => message(lang, `class.missing.${why}`, { moves: grade.moves, undone: grade.undone, par: grade.par, answered: grade.answered, asked: grade.asked }))].join(' ')),
    ...(rest.length > 0 ? [message(lang, 'class.hand-in.begun-not', { names: rest.join(', ') })] : []),
    ...labPhrases(pack, levels).map((phrase) => say(lang, phrase)),
  ];
  if (options.json) printJson(shell, { format: 'ackademy-hand-in', version: 1, file, handle, receipt, levels: handedIn.levels.map(({ head }) => head.level), solved, of: levels.length, text: pasted });
  else print(shell, message(lang, 'class.hand-in.done', { file: visible(file, 200), receipt, handle, begun: handedIn.levels.length, solved, n: levels.length }), ...standing, '', pasted.trimEnd(), '', message(lang, 'class.hand-in.how'));
  return 0;
};

/** The pack of the lab that was played last on this machine, by when its code was remembered. */
function lastPlayed(data: string): string | null {
  const all = join(data, CLASSES_FOLDER);
  if (!existsSync(all)) return null;
  const packs = readdirSync(all).map((name) => join(all, name, KEPT_PACK)).filter((path) => existsSync(path));
  return packs.map((path) => ({ path, at: statSync(path).mtimeMs })).toSorted((a, b) => b.at - a.at)[0]?.path ?? null;
}
