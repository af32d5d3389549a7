/** Where the parts of a ladder stand, in cells from the left. */
export interface LadderGeometry {
  readonly width: number;
  /** Cells for the time, with the space after it. */
  readonly timeWidth: number;
  /** The column of each lifeline's `|`. */
  readonly lifelines: readonly number[];
  /** The column of the last lifeline, or where it would be if there is but one: arrows from and to nobody reach towards it. */
  readonly edge: number;
  /** Where `#4 BAD` begins. */
  readonly labelAt: number;
  readonly labelWidth: number;
  /** Room for fields by name (`seq 1000`) and for long words. */
  readonly wide: boolean;
}

/** Places `count` lifelines evenly between the times at the left and the labels at the right. */
export function ladderGeometry(width: number, count: number): LadderGeometry {
  const wide = width >= 66;
  const timeWidth = wide ? 9 : 7;
  const labelWidth = Math.min(wide ? 16 : 8, Math.max(0, width - timeWidth - 8));
  const last = width - labelWidth - 2;
  const gap = count > 1 ? (last - timeWidth) / (count - 1) : 0;
  const lifelines = Array.from({ length: count }, (_, i) => Math.round(timeWidth + gap * i));
  return { width, timeWidth, lifelines, edge: last, labelAt: last + 2, labelWidth, wide };
}
