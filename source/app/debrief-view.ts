import { PROFILES } from '../kernel/profile.ts';
import { kernelProblem } from '../level/kernel-fits.ts';
import type { Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import { compareKernels, type KernelComparison } from '../referee/compare-kernels.ts';
import { debriefOf } from '../referee/debrief.ts';
import type { JudgedMove } from '../referee/session-view.ts';
import type { Session } from '../referee/session.ts';
import type { DebriefView } from '../screens/debrief/debrief-view.ts';

/** What the debrief screen shows of a session that is over. */
export function debriefView(session: Session, place: string): DebriefView {
  const { level, numbers } = session.drawn;
  const debrief = debriefOf(session);
  const otherKernels = PROFILES.filter((kernel) => kernel !== debrief.kernel && kernelProblem(level, kernel) === null);
  const compared = new Map<string, KernelComparison>();
  const compare = (kernel: string): KernelComparison => {
    const known = compared.get(kernel) ?? compareKernels(session, kernel);
    compared.set(kernel, known);
    return known;
  };
  return { ...debrief, place, numbers, refutations: refutations(level, session.judged, numbers), otherKernels, compare };
}

/**
 * For each wrong idea that a move showed, once and in order: the level's own words where it foresaw the mistake, else
 * the general ones.
 */
function refutations(level: Level, judged: readonly JudgedMove[], params: NonNullable<Phrase['params']>): Phrase[] {
  const found = new Map<string, readonly Phrase[]>();
  for (const { verdict } of judged) {
    const { misconception } = verdict;
    // A name may be that of several mistakes, or of a good move as well: then the level's words may tell of something else.
    const alike = verdict.outcome === 'effective' ? [] : level.mistakes.filter((mistake) => mistake.verdict === verdict.name);
    const foreseen = alike.length === 1 ? alike[0] : alike.find((mistake) => mistake.misconception !== undefined && mistake.misconception === misconception);
    if (foreseen !== undefined) found.set(foreseen.misconception ?? foreseen.id, [{ id: `level.mistake.${foreseen.id}`, params }]);
    else if (misconception !== undefined && !found.has(misconception)) found.set(misconception, [{ id: `misconception.${misconception}.think` }, { id: `misconception.${misconception}.but` }]);
  }
  return [...found.values()].flat();
}
