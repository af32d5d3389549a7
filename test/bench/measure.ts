/** One number that a bench found. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it should be at most or at least; none where only the course over time is of interest. */
  readonly goal?: string;
}

/** A bench: runs for some seconds and says what it found. `effort` is 1 for numbers to rely on, less for a quick try. */
export type Bench = (effort: number) => readonly Measure[] | Promise<readonly Measure[]>;

/** So many rounds, never fewer than one. */
export function rounds(most: number, effort: number): number {
  return Math.max(1, Math.round(most * effort));
}

/** The value below which the share `p` (0..1) of all values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Two decimals: more would be noise. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
