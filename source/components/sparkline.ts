/** A column for each of the last `cells` values, the highest of them as high as the glyphs go; zero is the first glyph. */
export function sparkline(values: readonly number[], cells: number, glyphs: readonly string[]): string {
  const shown = values.slice(-Math.max(0, cells));
  const top = Math.max(0, ...shown);
  const steps = glyphs.length - 1;
  const text = shown.map((value) => (value <= 0 || top === 0 ? glyphs[0] : glyphs[Math.max(1, Math.round((value / top) * steps))])).join('');
  return text.padStart(Math.max(0, cells));
}
