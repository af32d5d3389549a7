import { cells as cellsOf, characters } from '../cells.ts';

/** What is known of a journey for drawing it. */
export interface Journey {
  /** Column of the sender's lifeline. */
  readonly from: number;
  /** Column it goes to: a lifeline, or a place between when the address is nobody's. */
  readonly to: number;
  /** The label that fits into so many cells. */
  readonly label: (room: number) => string;
  /** How far it is, 0..1. */
  readonly progress: number;
  /** What stands at the head; `>` turns into `<` for a journey to the left. */
  readonly head: '>' | 'x' | '?';
  /** The way behind the head: dots where only a mark says that it is on its way. */
  readonly behind: '-' | '.';
  /** The way that remains: dots (it is on its way) or nothing (it was lost). */
  readonly ahead: '.' | ' ';
}

/** Text and the column where it begins: the way between two lifelines, without them. */
export interface DrawnArrow {
  readonly x: number;
  readonly text: string;
}

/** The cell of the way on which the head stands, counted from the sender: 0 .. cells-1. */
export function headCell(progress: number, cells: number): number {
  return Math.max(0, Math.min(cells - 1, Math.round(progress * (cells - 1))));
}

/**
 * The way of a segment: `--[S] 1000 ------->`. On its way it is drawn up to its head; the label stands on the side of
 * the head that has more room (shortened if need be), so that head and label never hide each other.
 */
export function drawArrow(journey: Journey): DrawnArrow {
  const rightward = journey.to >= journey.from;
  const x = Math.min(journey.from, journey.to) + 1;
  const length = Math.max(0, Math.abs(journey.to - journey.from) - 1);
  if (length === 0) return { x, text: '' };
  const head = headCell(journey.progress, length);
  // Drawn as if to the right, cell 0 at the sender; turned round for the other direction.
  const way: string[] = Array.from({ length }, (_, i) => (i < head && (journey.behind === '-' || i % 2 === 0) ? journey.behind : i > head && i % 2 === 1 ? journey.ahead : ' '));
  way[head] = journey.head === '>' && !rightward ? '<' : journey.head;
  const columns = rightward ? way : way.toReversed();
  const column = rightward ? head : length - 1 - head;
  const { at, text } = placeLabel(journey.label, column, length);
  columns.splice(at, cellsOf(text), ...characters(text).flatMap((character) => (cellsOf(character) > 1 ? [character, ''] : [character])));
  return { x, text: columns.join('') };
}

/** Label and the column where it begins, beside the head: the full label where it fits, else the longer side. */
function placeLabel(label: Journey['label'], head: number, length: number): { readonly at: number; readonly text: string } {
  // Two cells of the way stay before it, and one is left free on either side.
  const left = label(head - 4);
  const right = label(length - head - 4);
  if (left && cellsOf(left) >= cellsOf(right)) return { at: 2, text: `${left} ` };
  if (!right) return { at: 0, text: '' };
  return head === 0 ? { at: 2, text: `${right} ` } : { at: head + 1, text: ` ${right} ` };
}
