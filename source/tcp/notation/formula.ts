import { cleanLine } from './clean-line.ts';
import { atEnd, peek, skipSpaces, take, takeMark, type Cursor } from './cursor.ts';
import { nearestName } from './nearest-name.ts';
import { failed, type Outcome } from './notation-error.ts';

/** Names that have a value here, such as RCV.NXT, SND.UNA, ISS, SEG.LEN or #4.seq; case does not matter. */
export type Scope = Readonly<Record<string, number>>;

const NUMBER = /[0-9][0-9A-Za-z_.]*/y;
const NAME = /[A-Za-z_#][A-Za-z0-9_.#]*/y;
const TERM = /[0-9A-Za-z_#]/y;
const LARGEST = 0xffffffff;

/** The value of a name, whatever its case, or undefined. */
export function lookUp(scope: Scope, name: string): number | undefined {
  if (Object.hasOwn(scope, name)) return scope[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(scope).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : scope[key];
}

function readNumber(cursor: Cursor, digits: string, start: number): Outcome<number> {
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(digits)) return failed('number/expected', cursor.text, start, { got: digits });
  const value = Number(digits);
  if (value > LARGEST) return failed('number/too-big', cursor.text, start, { got: digits });
  return { ok: true, value };
}

function readTerm(cursor: Cursor, scope: Scope): Outcome<number> {
  const start = skipSpaces(cursor.text, cursor.at);
  const digits = take(cursor, NUMBER);
  if (digits !== null) return readNumber(cursor, digits, start);
  const name = take(cursor, NAME);
  if (name === null) return failed('number/expected', cursor.text, start);
  const value = lookUp(scope, name);
  if (value !== undefined) return { ok: true, value: value >>> 0 };
  const names = Object.keys(scope);
  const nearest = nearestName(name, names);
  // A word that is no name of anything here is not called an unknown name when there are no names at all.
  if (names.length === 0) return failed('number/expected', cursor.text, start, { got: name, example: '5000' });
  return failed('name/unknown', cursor.text, start, { got: name, nearest, example: nearest ?? names[0]! });
}

/** True when a number or a name, but none of the `reserved` words (lower case), comes next. */
export function formulaFollows(cursor: Cursor, reserved: ReadonlySet<string>): boolean {
  if (peek(cursor, TERM) === null) return false;
  const name = peek(cursor, NAME);
  return name === null || !reserved.has(name.toLowerCase());
}

/** Reads a formula at the cursor and leaves the cursor behind it; spaces around + and - are allowed. */
export function readFormula(cursor: Cursor, scope: Scope): Outcome<number> {
  const first = readTerm(cursor, scope);
  if (!first.ok) return first;
  let value = first.value;
  for (;;) {
    const sign = takeMark(cursor, '+-');
    if (sign === '') return { ok: true, value };
    const next = readTerm(cursor, scope);
    if (!next.ok) return next;
    value = (sign === '+' ? value + next.value : value - next.value) >>> 0;
  }
}

/**
 * Reads a number as a player writes it: decimal, `0x` hexadecimal, a name of the scope, or a sum of such terms
 * (`RCV.NXT+1`, `SEG.SEQ+SEG.LEN`), modulo 2^32. A single number above 4294967295 is refused, a sum wraps. Never throws.
 */
export function parseFormula(text: string, scope: Scope = {}): Outcome<number> {
  const line = cleanLine(text);
  if (!line.ok) return line;
  const cursor: Cursor = { text: line.value, at: 0 };
  const result = readFormula(cursor, scope);
  if (result.ok && !atEnd(cursor)) return failed('input/rest', cursor.text, skipSpaces(cursor.text, cursor.at));
  return result;
}
