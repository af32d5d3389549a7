import { storyOf, type Happening } from '../story.ts';
import type { Timeline } from '../timeline.ts';

/** Pixels. */
export const ROW: Readonly<Record<Happening['kind'], number>> = { packet: 36, arrival: 18, state: 22, call: 22 };
/** Where the first row begins: below title and names. */
export const TOP = 110;
/** From lifeline to lifeline. */
export const GAP = 460;
/** Left and right of the ladder: times, states, calls. */
export const MARGIN = 390;

/** A happening and how far down it stands. */
export interface Placed {
  readonly y: number;
  readonly happening: Happening;
}

/** Each happening on a row of its own, so that no two texts lie on one another; time goes down, but is not to scale. */
export function placed(timeline: Timeline): readonly Placed[] {
  let y = TOP;
  return storyOf(timeline).map((happening) => {
    y += ROW[happening.kind];
    return { y, happening };
  });
}

/** Cells of a text in a monospaced font: a Chinese character takes two. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += character >= '\u2e80' ? 2 : 1;
  return cells;
}
