import { kernelName } from '../referee/kernel-name.ts';
import type { Happened, KernelComparison } from '../referee/compare-kernels.ts';
import { known, phrase, seconds, tell, type Voice } from './voice.ts';

/** So many lines of each kernel are told after the two have parted. */
const MOST_LINES = 8;

/** The same moves on two kernels: where they part, and what happened on each from there on. */
export function comparisonLines({ kernel, other, alike, here, there, verdicts, outcome, endedAt, keepsSegments }: KernelComparison, voice: Voice): readonly string[] {
  const [mine, theirs] = [phrase(voice, kernelName(kernel)), phrase(voice, kernelName(other))];
  const phaseOf = (phase: string): string => known(voice, `kernel.phase.${phase}`) ?? phase;
  return [
    !keepsSegments ? tell(voice, 'kernel.compare.flood', { here: mine, there: theirs }) : alike === null ? tell(voice, 'kernel.compare.alike', { here: mine, there: theirs }) : tell(voice, 'kernel.compare.parts', { here: mine, there: theirs, n: alike, time: seconds(Math.min(here[0]?.at ?? Infinity, there[0]?.at ?? Infinity)) }),
    ...happenedLines(mine, here, voice),
    ...happenedLines(theirs, there, voice),
    ...verdicts.map(({ move, here: one, there: two }) =>
      tell(voice, 'kernel.compare.verdict', { move, here: mine, there: theirs, one: one ?? tell(voice, 'kernel.compare.not-made'), two: two ?? tell(voice, 'kernel.compare.not-made') }),
    ),
    ...(outcome.here === outcome.there && keepsSegments
      ? []
      : [tell(voice, 'kernel.compare.outcome', { here: mine, there: theirs, one: phaseOf(outcome.here), two: phaseOf(outcome.there), at: seconds(endedAt.here), when: seconds(endedAt.there) })]),
  ];
}

function happenedLines(kernel: string, happened: readonly Happened[], voice: Voice): readonly string[] {
  const shown = happened.slice(0, MOST_LINES).map(({ at, host, text }) => tell(voice, 'kernel.compare.happened', { kernel, time: seconds(at), host, text }));
  const more = happened.length - MOST_LINES;
  return more > 0 ? [...shown, tell(voice, 'kernel.compare.more', { kernel, n: more })] : shown;
}
