/** One number that a bench found. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** A bench: runs for a second or so and says what it found. */
export type Bench = () => readonly Measure[] | Promise<readonly Measure[]>;
