import { cells } from './cells.ts';
import type { Line } from './line.ts';

/** Cells from the left and rows from the top, both from 0. */
export interface CursorPlace {
  readonly x: number;
  readonly y: number;
}

/** Where the open field among these lines ends: on its underscore. Null when none is open. */
export function cursorIn(rows: readonly Line[]): CursorPlace | null {
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const part of row) {
      x += cells(part.text);
      if (part.cursor && part.text.endsWith('_')) return { x: x - 1, y };
    }
  }
  return null;
}

/** The same place seen from further out. */
export function moved(place: CursorPlace | null, x: number, y: number): CursorPlace | null {
  return place && { x: place.x + x, y: place.y + y };
}
