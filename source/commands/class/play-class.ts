import { handleOf, readCode } from '../../classroom/claim-code.ts';
import { classIdOf, type ClassPack } from '../../classroom/class-pack.ts';
import type { Course } from '../../level/course.ts';
import type { Level } from '../../level/level.ts';
import { message, say } from '../../message/say.ts';
import type { Phrase } from '../../phrase.ts';
import { classKeeper } from '../../storage/class-keeper.ts';
import { codeOf } from '../../storage/file-system.ts';
import { foldersFor } from '../../storage/folders.ts';
import { createKeeper, packKeeper, type Keeper } from '../../storage/keeper.ts';
import { openPlayerFiles } from '../../storage/player-files.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { findLevel, isLevel } from '../course/read-course.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { enterGame } from '../play/enter-game.ts';
import { playPlain } from '../play/play-plain.ts';
import { complain, plainReason, print } from '../shell.ts';
import { readLines } from '../terminal/read-lines.ts';
import { openClassPack } from './open-class-pack.ts';
import { labInShort, labPhrases, solvedPhrases } from './lab-phrases.ts';
import { labFolder, openPlayerClass, remember, rememberedCode } from './player-class.ts';
import { askLine } from './ask-line.ts';

/** Slips of the pen: a code may be typed so often. */
const TRIES = 3;

/** `play LAB.ackclass [LEVEL]`: a lab, by its rules. Asks for the claim code and nothing else, and remembers it; `--claim` asks again. */
export async function playClass(invocation: Invocation): Promise<ExitCode> {
  const { shell, options, words } = invocation;
  const lang = languageFor(invocation);
  const opened = openClassPack(words[0]!, lang);
  if (!opened.ok) {
    complain(shell, opened.text);
    return 3;
  }
  const { pack, course, levels } = opened;
  const wanted = words[1] === undefined ? null : findLevel(course, words[1]);
  if (wanted !== null && !isLevel(wanted)) {
    complain(shell, say(lang, wanted));
    return 2;
  }
  if (options.seed !== null || options.kernel !== null || options.expert) {
    complain(shell, message(lang, 'class.play.fixed'));
    return 2;
  }
  print(shell, message(lang, 'class.play.by', { title: pack.title, fingerprint: opened.fingerprint, name: pack.className }));
  print(shell, ...labPhrases(pack, levels).map((phrase) => say(lang, phrase)));
  const folder = labFolder(pack, shell.env);
  const reason = plainReason(shell, options);
  // Without a keyboard the code is the first line, and the moves come after it.
  const lines = reason === null ? null : readLines(shell, '');
  const known = options.claim ? null : rememberedCode(folder, pack);
  const code = known ?? (await askForCode(invocation, pack, lines));
  if (code === null) return 2;
  if (known !== null) print(shell, message(lang, 'class.play.again', { handle: handleOf(code) }));
  if (options.save) {
    try {
      remember(folder, code, opened.text);
    } catch (error) {
      // Played, but nothing kept: nothing could be handed in.
      complain(shell, message(lang, 'class.play.not-kept', { path: folder, code: visible(codeOf(error), 80) }));
      return 3;
    }
  }
  const player = openPlayerClass(folder, code, pack, levels, options.save);
  const standing = (keeper: Keeper, solved: string): readonly Phrase[] => solvedPhrases(pack, levels, player.runs, keeper, solved);
  const graded = { rules: pack.rules, seed: player.seed, runs: player.runs, told: labInShort(pack, levels), standing };
  const name = `${pack.name}.${player.handle}`;
  if (reason === null || lines === null) return enterGame({ ...invocation, words: wanted === null ? [] : [wanted.id] }, { name, course, graded });
  const files = openPlayerFiles(foldersFor(shell.env, process.platform), { save: options.save });
  complain(shell, ...files.notices.map((notice) => say(lang, notice)));
  const keeper = classKeeper(packKeeper(createKeeper(files), name), player.runs);
  const level = wanted ?? nextLevel(course, keeper);
  const solved = await playPlain({ shell, lang, lines, keeper, reason }, level, { seed: player.seed, kernel: null, expert: false, out: options.out, graded: pack.rules, standing: (solved) => standing(keeper, solved) });
  return solved ? 0 : 1;
}

/** The first that is not solved yet, else the first. */
function nextLevel({ levels }: Course, keeper: Keeper): Level {
  return levels.find(({ id }) => keeper.level(id).stars === 0) ?? levels[0]!;
}

async function askForCode(invocation: Invocation, pack: ClassPack, lines: AsyncIterator<string> | null): Promise<string | null> {
  const { shell } = invocation;
  const lang = languageFor(invocation);
  for (let tries = 0; tries < TRIES; tries++) {
    const typed = await askLine(shell, message(lang, 'class.play.ask'), lines);
    if (typed === null || typed.trim() === '') break;
    const read = readCode(classIdOf(pack), typed);
    if (read.ok) return read.code;
    complain(shell, message(lang, `class.play.code-${read.why}`));
  }
  complain(shell, message(lang, 'class.play.no-code'));
  return null;
}
