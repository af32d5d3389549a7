import { isEarlier, type HandInGrade } from './grade.ts';
import { readHandIn } from './hand-in.ts';

/** One hand-in that could be marked, of which it must be seen whether it counts. */
export interface Entrant {
  /** Number of the file. */
  readonly file: number;
  readonly text: string;
  readonly grade: HandInGrade;
  /** Whose submission it lies in, by what the learning platform says; null where nothing does. */
  readonly owner: string | null;
  /** Whose code it was made with. */
  readonly student: string;
}

/** What becomes of it: `counts`, or why not. `with`: the file that it is compared with. */
export type Settled = { readonly file: number; readonly state: 'counts' } | { readonly file: number; readonly state: 'same' | 'earlier' | 'double' | 'other-student'; readonly with: number | null };

/**
 * Of hand-ins with one code that which holds the others counts; the same again and an earlier state are named. Two that have gone
 * different ways are both refused: one code is one student's. So is what lies in another student's submission.
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
  const unlike = group.filter(({ text }, index) => group.findIndex((other) => other.text === text) === index);
  const holder = unlike.find((one) => unlike.every((other) => other === one || isEarlierText(other.text, one.text)));
  return group.map((one): Settled => {
    if (holder === undefined) return { file: one.file, state: 'double', with: group.find((other) => other.text !== one.text)?.file ?? null };
    if (one === holder) return { file: one.file, state: 'counts' };
    return { file: one.file, state: one.text === holder.text ? 'same' : 'earlier', with: holder.file };
  });
}

function isEarlierText(a: string, b: string): boolean {
  const [one, other] = [readHandIn(a), readHandIn(b)];
  return one.ok && other.ok && isEarlier(one.handIn, other.handIn);
}
