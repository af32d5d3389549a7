import { existsSync, statSync } from 'node:fs';
import { MEASURED_PROFILE } from '../../kernel/profile.ts';
import type { Lang } from '../../language.ts';
import type { WhyNot } from '../../live/launch.ts';
import { message, say } from '../../message/say.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { chooseCourse, type CourseChoice } from '../course/choose-course.ts';
import { languageFor } from '../language-choice.ts';
import { openRun } from '../replay/open-run.ts';
import { playHash, PROVED_SEEDS } from './proof-hash.ts';
import { proveAll, shortRelease, thisKernel, type AskedKernel, type Proved } from './prove-ask.ts';
import { proveJson } from './prove-json.ts';
import { keepProof, projectLevels } from './prove-keep.ts';
import { proofLines } from './prove-lines.ts';
import { planRun, planSolution, type ProvablePlay } from './prove-plans.ts';
import { findLevel, isLevel } from '../course/read-course.ts';
import { complain, print, printJson } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';

/** Characters of what the system says. */
const REASON = 200;

/** `ackademy prove LEVEL...`, `ackademy prove PACK [LEVEL...]`: the model solution, or a run file, on the real kernel. 0 when nothing differs, 1 when something does or it cannot be asked. */
export const prove: Command = (invocation) => proveOn(thisKernel(), projectLevels())(invocation);

/** The same on any kernel; `levels`: the folder in which proofs are kept, or null. */
export function proveOn(kernel: AskedKernel | null, levels: string | null): Command {
  return async (invocation) => {
    const { options, shell } = invocation;
    if (wordsAreWrong(invocation, 'prove', { least: 1, most: 1000 })) return 2;
    const lang = languageFor(invocation);
    const chosen = await chooseCourse(packOf(invocation), lang);
    if (!chosen.ok) {
      complain(shell, ...chosen.lines);
      return chosen.code;
    }
    const plays = playsOf(invocation, chosen, lang);
    if (typeof plays === 'number') return plays;
    const able = kernel === null ? { missing: 'worker' as const, detail: '' } : await kernel.probe();
    if (kernel === null || 'missing' in able) {
      complain(shell, missingText('missing' in able ? able : { missing: 'worker', detail: '' }, lang));
      return 1;
    }
    const release = shortRelease(kernel);
    const proved = await proveAll(kernel, plays);
    const ok = proved.every(isProved);
    if (options.json) printJson(shell, proveJson(release, ok, proved));
    else tell(invocation, proved, release, lang);
    complain(shell, ...proved.flatMap(({ play, failed }) => failed.map(({ host, text }) => message(lang, 'prove.failed', { level: play.level.id, host, text: visible(text, REASON) }))));
    // A pack brings no proof along: whoever plays it would have to believe it.
    if (chosen.pack === null && options.save && options.seed === null && invocation.words.every((word) => !isRun(word))) keepAll(invocation, proved, { release, levels, lang });
    return ok ? 0 : 1;
  };
}

/** Nothing differed; what cannot be put to a kernel at all is no difference. */
function isProved({ play, proofs, failed }: Proved): boolean {
  return play.why !== 'not-won' && failed.length === 0 && proofs.every(({ same }) => same);
}

function isRun(word: string): boolean {
  return word.endsWith('.json') || word.includes('/') || existsSync(word);
}

/** The pack that is meant: the first word where it is a folder or a pack in one file, or what `--pack` says of runs. */
function packOf({ words: [first], options }: Invocation): readonly string[] {
  if (first !== undefined && isPack(first)) return [first];
  return options.pack === null ? [] : [options.pack];
}

function isPack(word: string): boolean {
  return word.endsWith('.ackpack') || (isRun(word) && statSync(word, { throwIfNoEntry: false })?.isDirectory() === true);
}

/** What is to be proved: each level or run that is named; of a pack without a name, all levels. */
function playsOf({ words, options, shell }: Invocation, { course, pack }: Pick<CourseChoice, 'course' | 'pack'>, lang: Lang): readonly ProvablePlay[] | ExitCode {
  const plays: ProvablePlay[] = [];
  const named = words[0] !== undefined && isPack(words[0]) ? words.slice(1) : words;
  for (const word of named.length > 0 ? named : course.levels.map(({ id }) => id)) {
    if (isRun(word)) {
      const opened = openRun(word, lang, { course, pack });
      if (!opened.ok) {
        complain(shell, opened.text);
        return 3;
      }
      plays.push(planRun(opened.run, opened.drawn));
      continue;
    }
    const level = findLevel(course, word);
    if (!isLevel(level)) {
      complain(shell, say(lang, level));
      return 2;
    }
    plays.push(...(options.seed === null ? PROVED_SEEDS : [options.seed]).map((seed) => planSolution(level, seed)));
  }
  return plays;
}

function missingText({ missing, detail }: WhyNot | { readonly missing: 'worker'; readonly detail: string }, lang: Lang): string {
  return message(lang, `prove.missing.${missing}`, { detail: visible(detail.split('\n')[0] ?? '', REASON) });
}

function tell({ shell }: Invocation, proved: readonly Proved[], kernel: string, lang: Lang): void {
  print(shell, message(lang, 'prove.kernel', { release: kernel, profile: MEASURED_PROFILE }));
  const said = new Set<string>();
  for (const { play, proofs, again } of proved) {
    const { level, seed } = play;
    const why = whyNotText(play, lang);
    if (why !== null && !said.has(why)) print(shell, why);
    if (why !== null) said.add(why);
    for (const proof of proofs) print(shell, ...proofLines({ level: level.id, seed, proof }, kernel, lang), ...(again.includes(proof.host) ? [`  ${message(lang, 'prove.again')}`] : []));
  }
  const all = proved.flatMap(({ proofs }) => proofs);
  if (all.length === 0) return;
  const counts = {
    levels: new Set(proved.filter(({ proofs }) => proofs.length > 0).map(({ play }) => play.level.id)).size,
    hosts: all.length,
    segments: all.reduce((sum, { rungs }) => sum + rungs.length, 0),
    release: kernel,
    different: all.filter(({ same }) => !same).length,
  };
  print(shell, message(lang, counts.different === 0 ? 'prove.summary' : 'prove.summary-differs', counts));
}

/** Why a play cannot be put to a kernel; null when it can. */
export function whyNotText({ level, seed, why }: ProvablePlay, lang: Lang): string | null {
  return why && message(lang, `prove.why.${why}`, { level: level.id, seed, profile: level.kernel });
}

/** A proof of all variants that are proved without being asked for one. */
function keepAll({ shell, options }: Invocation, proved: readonly Proved[], { release, levels, lang }: { readonly release: string; readonly levels: string | null; readonly lang: Lang }): void {
  for (const id of new Set(proved.map(({ play }) => play.level.id))) {
    const own = proved.filter(({ play }) => play.level.id === id);
    const proofs = own.flatMap((one) => one.proofs);
    if (proofs.length === 0 || own.some((one) => one.play.why !== null || !isProved(one))) continue;
    const date = new Date().toISOString().slice(0, 10);
    const plays = own.map(({ play }) => play);
    const file = keepProof(id, { kernel: release, date, seeds: plays.map(({ seed }) => seed), hosts: proofs.length, segments: proofs.reduce((sum, { rungs }) => sum + rungs.length, 0), hash: playHash(plays) }, levels);
    if (file !== null && !options.json) print(shell, message(lang, 'prove.kept', { file }));
  }
}
