import { drawLevel } from '../../level/draw.ts';
import type { Level } from '../../level/level.ts';
import { begin, playLines, waitForEnd } from '../../level/playthrough.ts';
import type { Finding } from '../../level/report.ts';
import { LANGUAGES, type Lang } from '../../language.ts';
import { say } from '../../message/say.ts';
import type { Phrase } from '../../phrase.ts';
import { sessionEngine } from '../../referee/session-engine.ts';

/**
 * How fast somebody reads who wants to understand and meets the words for the first time: half of what is read aloud in the IReST
 * texts (Trauzettel-Klosinski and Dietz 2012: English 228 words, Chinese 255 characters a minute).
 */
const WORDS_A_MINUTE = 114;
const CHARACTERS_A_MINUTE = 128;
/** Looking at the ladder and the panels, deciding and typing; seconds. */
const SECONDS_A_MOVE = 15;
/** `minutes` may be so many times what is measured, or a part as small; and one minute more or less is never a fault. */
const FACTOR = 1.25;

/** What of a level's own texts is read on the way of its solution: hints and the words to mistakes are not. */
const READ = /^(?:briefing|goal\..*|predict\..*|debrief|takeaway)$/;

/**
 * Minutes that the model solution takes somebody who reads all that comes: the level's texts and what is said to each move in
 * the slower language, the moves, and in a live level the time that passes in it.
 */
export function measuredMinutes(level: Level): number {
  const run = waitForEnd(sessionEngine, playLines(sessionEngine, begin(sessionEngine, drawLevel(level, '1')), level.solution));
  const told = run.verdicts.flatMap(({ why, evidence, counterfactual }) => [why, evidence, counterfactual].filter((phrase) => phrase !== undefined && phrase !== null));
  const reading = Math.max(...LANGUAGES.map((lang) => readingMinutes(textOf(level, told, lang), lang)));
  const passed = level.mode === 'live' ? run.view.world.now / 60_000 : 0;
  return reading + (run.view.movesMade * SECONDS_A_MOVE) / 60 + passed;
}

/** A finding where the minutes that a level states are not those that are measured. */
export function checkMinutes(level: Level): readonly Finding[] {
  // What is still to be written takes no time yet.
  if (LANGUAGES.some((lang) => Object.values(level.texts[lang]).some((text) => text.includes('TODO')))) return [];
  const measured = measuredMinutes(level);
  const isNear = Math.abs(level.minutes - measured) <= 1 || (level.minutes <= measured * FACTOR && level.minutes >= measured / FACTOR);
  return isNear ? [] : [{ check: 'minutes', about: String(level.minutes), message: `expected about ${Math.max(1, Math.round(measured))}: reading all texts on the way of the solution, and its moves` }];
}

function textOf({ texts }: Level, told: readonly Phrase[], lang: Lang): string {
  const own = Object.entries(texts[lang]).flatMap(([section, text]) => (READ.test(section) ? [text] : []));
  // What was read once is known.
  return [...new Set([...own, ...told.map((phrase) => say(lang, phrase))])].join('\n');
}

/** Chinese characters one by one, everything else word by word. */
function readingMinutes(text: string, lang: Lang): number {
  const characters = lang === 'zh-Hans' ? (text.match(/\p{Script=Han}/gu) ?? []).length : 0;
  const words = (text.replaceAll(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length;
  return characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE;
}
