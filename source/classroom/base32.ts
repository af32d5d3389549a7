/** Crockford's base 32: no I, L, O or U, so that a code can be read aloud and written on a board. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first bits of some bytes, five a symbol. Throws a RangeError where there are too few. */
export function symbolsOf(bytes: Uint8Array, count: number): string {
  if (bytes.length * 8 < count * 5) throw new RangeError(`${bytes.length} bytes do not give ${count} symbols`);
  let text = '';
  let [held, bits] = [0, 0];
  for (let next = 0; text.length < count; ) {
    if (bits < 5) {
      held = ((held << 8) | bytes[next++]!) & 0xfff;
      bits += 8;
    }
    bits -= 5;
    text += SYMBOLS[(held >> bits) & 31];
  }
  return text;
}

/** In groups of four: `K7QM-2ZDR`. */
export function inGroups(symbols: string): string {
  return symbols.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** What a person wrote for such symbols: any case, with or without separators, O for 0, I and L for 1. Null where something else is in it. */
export function readSymbols(text: string): string | null {
  const plain = text.normalize('NFKC').toUpperCase().replaceAll(/[\s\u200b\u00ad\ufeff_.\p{Pd}]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return new RegExp(`^[${SYMBOLS}]+$`).test(plain) ? plain : null;
}
