const LONGEST = 32;

/** Characters that take their own place on a terminal and change nothing else there. */
const HARMLESS = /^[\x20-\x7e\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}]$/u;

/** `U+202E` and the like. */
export function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * A piece of somebody's text made safe to print: anything that could be unseen, join its neighbours, run from right
 * to left or command the terminal becomes its code point's name. Cut after 32 characters, or as many as are said.
 */
export function visible(text: string, longest = LONGEST): string {
  const characters = Array.from(text.slice(0, 2 * longest));
  const cut = characters.length > longest || text.length > 2 * longest;
  const shown = characters.slice(0, longest).map((c) => (HARMLESS.test(c) ? c : codePointName(c)));
  return shown.join('') + (cut ? '...' : '');
}
