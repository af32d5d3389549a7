import type { MapModel } from './map-model.ts';

/** The map as rows of levels: headings of worlds, and levels side by side. Positions are indices into `model.levels`. */
export type GridRow =
  | { readonly kind: 'gap' }
  | { readonly kind: 'world'; readonly world: number }
  | { readonly kind: 'levels'; readonly world: number; readonly first: number; readonly count: number };

/** At most `perRow` levels side by side; a world begins on a row of its own, with an empty one before it where it is `airy`. */
export function mapGrid(model: MapModel, perRow: number, airy = false): GridRow[] {
  const rows: GridRow[] = [];
  let first = 0;
  for (const world of model.worlds) {
    if (airy && rows.length > 0) rows.push({ kind: 'gap' });
    rows.push({ kind: 'world', world: world.number });
    const end = first + world.levels.length;
    for (; first < end; first += perRow) rows.push({ kind: 'levels', world: world.number, first, count: Math.min(perRow, end - first) });
    first = end;
  }
  return rows;
}

/** The map with the levels of one world alone; of the others only the headings stay. */
export function foldedTo(grid: readonly GridRow[], world: number): GridRow[] {
  return grid.filter((row) => row.kind !== 'levels' || row.world === world);
}

/** A level a row: an arrow to the side has no level to lead to. */
export function isList(grid: readonly GridRow[]): boolean {
  return grid.every((row) => row.kind !== 'levels' || row.count === 1);
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** The level that an arrow leads to. Left and right go through the course; up and down keep the column where they can. */
export function stepOnMap(grid: readonly GridRow[], at: number, step: Step): number {
  const levels = grid.filter((row) => row.kind === 'levels');
  const last = (levels.at(-1)?.first ?? 0) + (levels.at(-1)?.count ?? 1) - 1;
  const within = (index: number) => Math.max(0, Math.min(last, index));
  const y = levels.findIndex((row) => at >= row.first && at < row.first + row.count);
  const down = (rows: number) => {
    const row = levels[Math.max(0, Math.min(levels.length - 1, y + rows))];
    const column = at - (levels[y]?.first ?? 0);
    return row === undefined ? 0 : row.first + Math.min(column, row.count - 1);
  };
  const leads: Readonly<Record<Step, () => number>> = {
    left: () => within(at - 1),
    right: () => within(at + 1),
    up: () => down(-1),
    down: () => down(1),
    first: () => 0,
    last: () => last,
  };
  return leads[step]();
}

/** The first row to show so that the selected level, and if possible its world's heading, is among `height` rows. */
export function scrollTo(grid: readonly GridRow[], at: number, height: number): number {
  const y = grid.findIndex((row) => row.kind === 'levels' && at >= row.first && at < row.first + row.count);
  if (y < 0 || grid.length <= height) return 0;
  const middle = y - Math.floor(height / 2);
  return Math.max(0, Math.min(grid.length - height, middle));
}
