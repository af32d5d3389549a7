/** Real time that never jumps, in ms since the program began; fractions down to a microsecond. */
export function monotonic(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}
