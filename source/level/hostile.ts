import type { Problem } from './problem.ts';

/** Limits on a file of a level that may come from a stranger. */
export const MAX_FILE_CHARACTERS = 200_000;
export const MAX_LINE_CHARACTERS = 2_000;

/** What may not stand in a text that will be printed: it could move the cursor, hide text, or turn it round. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/, 'control character'],
  [/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/, 'character that changes the direction of text'],
  [/[\u200b-\u200d\u2060\ufeff\u{e0000}-\u{e007f}]/u, 'invisible character'],
  [/[\u2028\u2029]/, 'Unicode line separator'],
  [/\p{Extended_Pictographic}\ufe0f|[\u{1f000}-\u{1faff}]|[\ufe0e\ufe0f]/u, 'emoji'],
  [/[\ud800-\udfff]/u, 'half of a character (a lone surrogate)'],
];

/** Everything in a file's text that is refused before it is read any further; nothing when it is fit to be parsed. */
export function hostileText(file: string, text: string): readonly Problem[] {
  if (text.length > MAX_FILE_CHARACTERS) {
    return [{ file, line: 0, column: 0, expected: `at most ${MAX_FILE_CHARACTERS} characters in a file`, example: null, came: `${text.length}` }];
  }
  return text.split('\n').flatMap((line, index) => hostileLine(file, line.endsWith('\r') ? line.slice(0, -1) : line, index + 1));
}

function hostileLine(file: string, text: string, line: number): readonly Problem[] {
  if (text.length > MAX_LINE_CHARACTERS) {
    return [{ file, line, column: 1, expected: `at most ${MAX_LINE_CHARACTERS} characters in a line`, example: null, came: `${text.length}` }];
  }
  return forbiddenIn(text).map(({ at, came }) => ({ file, line, column: at + 1, expected: 'plain printable text', example: null, came }));
}

/** What may not stand in a text that will be printed: the first of each kind, and where. */
export function forbiddenIn(text: string): readonly { readonly at: number; readonly came: string }[] {
  return FORBIDDEN.flatMap(([pattern, name]) => {
    const at = text.search(pattern);
    if (at < 0) return [];
    const code = text.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0');
    return [{ at, came: `a ${name} (U+${code})` }];
  });
}
