import { failed, type Outcome } from './notation-error.ts';
import { codePointName } from './visible.ts';

/** Longer lines are refused before they are looked at. In UTF-16 units. */
export const LONGEST_LINE = 2000;

/** Controls, formats (bidi marks and zero-width characters among them), surrogates without a partner, private use. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The ASCII that a Chinese input method's full-width characters stand for: U+FF01..FF5E in order. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** What else an input method or a web page puts where ASCII was meant; one character for one, so columns stay. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['\u3002', '.'],
  ['\u3001', ','],
  ['\u300a', '<'],
  ['\u300b', '>'],
  ['\u3010', '['],
  ['\u3011', ']'],
  ['\u2212', '-'],
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\u0000', 'NUL'],
  ['\u0007', 'BEL'],
  ['\u0008', 'backspace'],
  ['\u001b', 'ESC, a terminal escape'],
  ['\u007f', 'DEL'],
  ['\u009b', 'CSI, a terminal escape'],
  ['\ufeff', 'byte order mark'],
]);

function hiddenCharacterName(character: string): string {
  const name = NAMES.get(character);
  if (name) return name;
  if (/\p{Bidi_Control}/u.test(character)) return 'bidirectional mark';
  if (/\p{Cc}/u.test(character)) return 'control character';
  return 'unseen character';
}

/**
 * Makes a typed or pasted line plain: full-width characters become ASCII, tabs, line ends and other spaces become a
 * space, each in its place so that columns stay true. A line over 2,000 UTF-16 units, and one with a control
 * character, a terminal escape, a bidi mark or another unseen character, is refused; the error names the character
 * and never contains it.
 */
export function cleanLine(line: string): Outcome<string> {
  if (line.length > LONGEST_LINE) {
    return failed('input/too-long', line.slice(0, LONGEST_LINE), LONGEST_LINE, { got: String(line.length) });
  }
  const spaced = line.replace(/[\t\r\n\p{Zs}]/gu, ' ');
  const hidden = HIDDEN.exec(spaced);
  if (hidden) {
    const got = `${codePointName(hidden[0])} (${hiddenCharacterName(hidden[0])})`;
    return failed('input/hidden-character', spaced, hidden.index, { got });
  }
  const ascii = spaced
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/[\u3001\u3002\u300a\u300b\u3010\u3011\u2212]/g, (c) => STAND_INS.get(c) ?? c);
  return { ok: true, value: ascii };
}
