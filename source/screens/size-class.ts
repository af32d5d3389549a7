/** The size of the terminal in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** `small`: one panel at a time. `compact`: 80x24. `roomy`: from 100x30, adds labels. `full`: from 120x40. Source: design, widths. */
export type SizeClass = 'small' | 'compact' | 'roomy' | 'full';

export function sizeClass({ columns, rows }: Size): SizeClass {
  if (columns < 80 || rows < 24) return 'small';
  if (columns >= 120 && rows >= 40) return 'full';
  return columns >= 100 && rows >= 30 ? 'roomy' : 'compact';
}
