/** A place in a text that is being read from left to right. */
export interface Cursor {
  readonly text: string;
  /** Offset in UTF-16 units of what comes next. */
  at: number;
}

/** Takes what the pattern matches right here, after any spaces. The pattern must be sticky. Null leaves the place as it is. */
export function take(cursor: Cursor, pattern: RegExp): string | null {
  const start = skipSpaces(cursor.text, cursor.at);
  pattern.lastIndex = start;
  const found = pattern.exec(cursor.text);
  if (!found) return null;
  cursor.at = start + found[0].length;
  return found[0];
}

/** What `take` would give, without taking it. */
export function peek(cursor: Cursor, pattern: RegExp): string | null {
  return take({ ...cursor }, pattern);
}

/** Takes one of these characters, after any spaces; '' when none of them comes next. */
export function takeMark(cursor: Cursor, marks: string): string {
  const start = skipSpaces(cursor.text, cursor.at);
  const mark = cursor.text.charAt(start);
  if (mark === '' || !marks.includes(mark)) return '';
  cursor.at = start + 1;
  return mark;
}

/** Where the next character that is not a space stands. */
export function skipSpaces(text: string, at: number): number {
  let i = at;
  while (text.charAt(i) === ' ') i++;
  return i;
}

/** True when nothing but spaces is left. */
export function atEnd(cursor: Cursor): boolean {
  return skipSpaces(cursor.text, cursor.at) >= cursor.text.length;
}
