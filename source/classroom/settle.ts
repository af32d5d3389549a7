import { isEarlier, type HandInGrade } from './grade.ts';
import { readHandIn } from './hand-in.ts';

/** One hand-in that could be marked, of which it must be seen whether it counts. */
export interface Entrant {
  /** Number of the file. */
  readonly file: number;
  /** The text of the hand-in: asked for only where two must be compared. */
  readonly text: () => string;
  readonly grade: HandInGrade;
  /** Whose submission it lies in, by what the learning platform says; null where nothing does. */
  readonly owner: string | null;
  /** Whose code it was made with. */
  readonly student: string;
}

/** What becomes of it: `counts`, or why not. `with`: the file that it is compared with. */
export type Settled = { readonly file: number; readonly state: 'counts' } | { readonly file: number; readonly state: 'same' | 'earlier' | 'double' | 'other-student'; readonly with: number | null };

/**
 * Of hand-ins with one code that which holds the others counts; the same again and an earlier state are named. What lies in another
 * student's submission is refused. Of several that have gone different ways one counts, and the others are named to the teacher: that
 * which lies in the student's own submission before others, then that with more points, then the first file. None of them can be shown
 * to be false: the code makes the numbers, but whoever has got hold of a hand-in has the numbers, too, and a student may have played on two machines.
 * To refuse all would let anybody void a classmate's work with an edited copy; this way a copy can give its student
 * no less, and its maker nothing.
 */
export function settleAll(entrants: readonly Entrant[]): readonly Settled[] {
  const settled: Settled[] = [];
  const groups = new Map<string, Entrant[]>();
  for (const entrant of entrants) {
    if (entrant.owner !== null && entrant.owner !== entrant.student) settled.push({ file: entrant.file, state: 'other-student', with: null });
    else groups.set(entrant.grade.handle, [...(groups.get(entrant.grade.handle) ?? []), entrant]);
  }
  for (const group of groups.values()) settled.push(...settleOne(group));
  return settled.toSorted((a, b) => a.file - b.file);
}

function settleOne(group: readonly Entrant[]): readonly Settled[] {
  if (group.length === 1) return [{ file: group[0]!.file, state: 'counts' }];
  const texts = new Map(group.map((one) => [one, one.text()]));
  const isHeldBy = (one: Entrant, other: Entrant): boolean => texts.get(one) === texts.get(other) || isEarlierText(texts.get(one)!, texts.get(other)!);
  const [best] = group.toSorted((a, b) => Number(b.owner === b.student) - Number(a.owner === a.student) || b.grade.total - a.grade.total || a.file - b.file);
  // What was played after it holds it, too.
  const later = group.filter((one) => isHeldBy(best!, one));
  const counts = later.find((one) => later.every((other) => isHeldBy(other, one))) ?? best!;
  return group.map((one): Settled => {
    if (one === counts) return { file: one.file, state: 'counts' };
    return { file: one.file, state: texts.get(one) === texts.get(counts) ? 'same' : isHeldBy(one, counts) ? 'earlier' : 'double', with: counts.file };
  });
}

function isEarlierText(a: string, b: string): boolean {
  const [one, other] = [readHandIn(a), readHandIn(b)];
  return one.ok && other.ok && isEarlier(one.handIn, other.handIn);
}
