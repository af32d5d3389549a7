/**
 * The text of a file whose encoding nobody says: by its byte order mark, else UTF-16 where every other byte of a beginning is 0,
 * else UTF-8, else GB18030 (which Chinese spreadsheets write, and of which GBK is a part). Null where it is none of these.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'; readonly bom: boolean } | null {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return decoded(bytes, 'utf-16le', true);
  if (a === 0xfe && b === 0xff) return decoded(bytes, 'utf-16be', true);
  if (a === 0xef && b === 0xbb && c === 0xbf) return decoded(bytes, 'utf-8', true);
  const start = bytes.subarray(0, 200);
  const zeros = (odd: number): number => start.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  if (start.length >= 4 && zeros(1) * 4 >= start.length) return decoded(bytes, 'utf-16le', false);
  if (start.length >= 4 && zeros(0) * 4 >= start.length) return decoded(bytes, 'utf-16be', false);
  return decoded(bytes, 'utf-8', false) ?? decoded(bytes, 'gb18030', false);
}

function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030', bom: boolean): ReturnType<typeof decodeText> {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, bom };
  } catch {
    return null;
  }
}
