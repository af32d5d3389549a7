import { block, fitted, line, span, type Line } from './line.ts';

/** One of two pictures that are compared; it is drawn for the room that it gets. */
export interface Half {
  readonly title: string;
  readonly rows: (width: number, height: number) => readonly Line[];
}

/** From here on the two stand side by side; in a narrower window one above the other. */
const SIDE_BY_SIDE = 110;
/** In fewer rows the second one stands alone: two ladders would be heads without segments. */
const LEAST_OF_TWO = 8;

export function isBeside(columns: number): boolean {
  return columns >= SIDE_BY_SIDE;
}

/** Two pictures with their titles, in `height` lines. */
export function besideRows([first, second]: readonly [Half, Half], columns: number, height: number): Line[] {
  const beside = isBeside(columns);
  const width = beside ? Math.floor((columns - 3) / 2) : columns;
  const [above, under] = beside ? [height, height] : height < LEAST_OF_TWO ? [0, height] : [Math.floor(height / 2), Math.ceil(height / 2)];
  const drawn = ({ title, rows }: Half, room: number): Line[] => block([line(span(title, { bold: true })), ...rows(width, Math.max(0, room - 1))], width, room);
  const [one, two] = [drawn(first, above), drawn(second, under)];
  return beside ? one.map((row, y) => [...row, { text: ' | ' }, ...(two[y] ?? [])]) : [...one, ...two].map((row) => fitted(row, columns));
}
