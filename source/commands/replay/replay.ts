import { kernelProblem } from '../../level/kernel-fits.ts';
import { message, say } from '../../message/say.ts';
import type { Lang } from '../../language.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import { compareKernels, onKernel, type KernelComparison } from '../../referee/compare-kernels.ts';
import { fromRun } from '../../referee/replay.ts';
import type { SessionView } from '../../referee/session-view.ts';
import { sessionView } from '../../referee/view.ts';
import { comparisonLines } from '../../plain/kernel-lines.ts';
import { tell, seconds, type Voice } from '../../plain/voice.ts';
import type { Move } from '../../world/move.ts';
import { printMove } from '../../world/move-notation/print-move.ts';
import { chooseCourse } from '../course/choose-course.ts';
import type { Command } from '../command.ts';
import { findKernel, isKernel } from '../kernel-choice.ts';
import { languageFor } from '../language-choice.ts';
import { openRun } from './open-run.ts';
import { replaySteps } from './replay-steps.ts';
import type { Claim } from './read-run.ts';
import { complain, print, printJson } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';

/** What `ackademy replay RUN --json` prints. */
export interface ReplayJson {
  readonly format: 'ackademy-replay';
  readonly version: 1;
  readonly level: string;
  readonly levelVersion: number;
  readonly seed: string;
  readonly kernel: string;
  /** The rules that the run was made with, and those that judged it now: the same, since others are refused. */
  readonly engine: string;
  readonly replayedWith: string;
  readonly solved: boolean;
  readonly stars: number;
  readonly movesMade: number;
  readonly par: number;
  /** Does the file say the truth? Null when it claims nothing. */
  readonly claim: boolean | null;
  readonly moves: readonly { readonly at: number; readonly move: Move; readonly line: string; readonly verdict: string; readonly outcome: string }[];
  /** With --kernel: the same moves there. */
  readonly comparison: KernelComparison | null;
}

/** `ackademy replay RUN`: judges a run again. 0 when it is solved and claims nothing false, 1 when not, 3 when the file is bad or of another engine. */
export const replay: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'replay', { least: 1, most: 1 })) return 2;
  const lang = languageFor(invocation);
  const file = words[0]!;
  const chosen = await chooseCourse(options.pack === null ? [] : [options.pack], lang);
  if (!chosen.ok) {
    complain(shell, ...chosen.lines);
    return chosen.code;
  }
  const opened = openRun(file, lang, chosen);
  if (!opened.ok) {
    complain(shell, opened.text);
    return 3;
  }
  const { run, claim, drawn } = opened;
  const other = options.kernel === null ? null : findKernel(options.kernel);
  const problem = other === null ? null : isKernel(other) ? kernelProblem(drawn.level, other) : other;
  if (problem !== null) {
    complain(shell, say(lang, problem));
    return 2;
  }
  const session = fromRun(run, drawn);
  if (options.steps || options.at !== null) return replaySteps(other !== null && isKernel(other) ? onKernel(session, other) : session, options, shell, lang);
  const view = sessionView(session);
  const comparison = other === null || !isKernel(other) ? null : compareKernels(session, other);
  const holds = claimHolds(view, claim);
  if (options.json) printJson(shell, { ...replayJson(view, run, holds), comparison });
  else print(shell, ...replayLines(view, claim, holds, lang), ...(comparison ? comparisonLines(comparison, voiceIn(lang)) : []));
  return view.phase === 'won' && holds !== false ? 0 : 1;
};

function claimHolds({ phase, movesMade, stars }: SessionView, claim: Claim | null): boolean | null {
  if (claim === null) return null;
  return claim.solved === (phase === 'won') && claim.movesMade === movesMade && claim.stars === stars;
}

function replayJson(view: SessionView, { levelVersion, engine }: { readonly levelVersion: number; readonly engine: string }, claim: boolean | null): Omit<ReplayJson, 'comparison'> {
  const { level, seed, kernel, phase, stars, movesMade, par, judged } = view;
  return {
    format: 'ackademy-replay',
    version: 1,
    level,
    levelVersion,
    seed,
    kernel,
    engine,
    replayedWith: ENGINE_VERSION,
    solved: phase === 'won',
    stars,
    movesMade,
    par,
    claim,
    moves: judged.map(({ at, move, verdict }) => ({ at, move, line: printMove(move), verdict: verdict.name, outcome: verdict.outcome })),
  };
}

function voiceIn(lang: Lang): Voice {
  return { lang, texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: 'words' };
}

function replayLines(view: SessionView, claim: Claim | null, holds: boolean | null, lang: Lang): readonly string[] {
  const voice = voiceIn(lang);
  const { phase, movesMade: moves, par, stars, judged } = view;
  const claimed = claim === null ? '' : JSON.stringify({ solved: claim.solved, movesMade: claim.movesMade, stars: claim.stars });
  return [
    ...judged.map(({ number, at, move, verdict }) =>
      message(lang, 'cli.replay.verdict', { number, time: seconds(at), move: printMove(move), outcome: tell(voice, `plain.outcome.${verdict.outcome}`), name: verdict.name }),
    ),
    phase === 'won' ? message(lang, 'cli.replay.solved', { moves, par, stars }) : message(lang, 'cli.replay.not-solved', { moves, par }),
    holds === null ? message(lang, 'cli.replay.claim-none') : holds ? message(lang, 'cli.replay.claim-true') : message(lang, 'cli.replay.claim-false', { claim: claimed }),
  ];
}
