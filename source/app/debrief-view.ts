import { PROFILES } from '../kernel/profile.ts';
import { kernelProblem } from '../level/kernel-fits.ts';
import type { Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import { compareKernels, onKernel } from '../referee/compare-kernels.ts';
import { ideasShown } from '../referee/ideas-shown.ts';
import { debriefOf } from '../referee/debrief.ts';
import type { JudgedMove } from '../referee/session-view.ts';
import type { Session } from '../referee/session.ts';
import { sightOf } from '../referee/sight.ts';
import { pairOf, partingSegment } from '../referee/travel/side-by-side.ts';
import { travelOf } from '../referee/travel/travel.ts';
import type { Scores } from '../referee/histogram.ts';
import type { ComparedKernels, DebriefView, KernelLadder } from '../screens/debrief/debrief-view.ts';
import { keyOf } from '../keys.ts';
import { MAP_KEYS } from '../screens/world-map/map-keys.ts';
import { look } from '../world/look.ts';

/** What the debrief screen shows of a session that is over. */
export function debriefView(session: Session, place: string, otherChair: DebriefView['otherChair'] = null, quizKey = keyOf(MAP_KEYS, 'quiz'), scores: readonly Scores[] = []): DebriefView {
  const { level, numbers } = session.drawn;
  const debrief = debriefOf(session);
  const otherKernels = PROFILES.filter((kernel) => kernel !== debrief.kernel && kernelProblem(level, kernel) === null);
  const compared = new Map<string, ComparedKernels>();
  const compare = (kernel: string): ComparedKernels => {
    const known = compared.get(kernel) ?? comparedKernels(session, kernel);
    compared.set(kernel, known);
    return known;
  };
  return { ...debrief, place, otherChair, scores, numbers, refutations: refutations(level, session.judged, numbers), quiz: { ideas: [...new Set(ideasShown(session))], key: quizKey }, otherKernels, compare };
}

/** What differs, and both ladders with the first segment marked that the other one does not have so. */
function comparedKernels(session: Session, kernel: string): ComparedKernels {
  const there = onKernel(session, kernel);
  const comparison = compareKernels(session, kernel, there);
  if (!comparison.keepsSegments) return { ...comparison, ladders: null };
  const { here: mine, there: theirs, parting } = pairOf(travelOf(session, true), travelOf(there, true));
  const ladderOf = (one: Session, mark: number | null): KernelLadder => ({ world: look(one.world, sightOf(one.drawn, one.world, true, one.countersBefore)), judged: one.judged, mark });
  return { ...comparison, ladders: [ladderOf(session, partingSegment(mine, parting)), ladderOf(there, partingSegment(theirs, parting))] };
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
