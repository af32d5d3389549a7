/** Something in a setup that its schema cannot see, such as a segment that does not parse; `path` leads to it. */
export class SetupError extends Error {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
  readonly example: string | null;
  readonly came: string;

  constructor(path: readonly PropertyKey[], expected: string, example: string | null, came: string) {
    super(`${path.join('.')}: expected ${expected}, got ${came}`);
    this.path = path;
    this.expected = expected;
    this.example = example;
    this.came = came;
  }
}
