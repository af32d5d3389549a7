import type { Place } from './script.ts';
import { ScriptFault, type FaultName } from './fault.ts';

/** Larger files and longer lines are nobody's script. Both in UTF-16 units. */
export const MOST_TEXT = 1_000_000;
export const LONGEST_LINE = 10_000;

/** A script in the course of being read, from left to right. */
export interface SourceText {
  readonly text: string;
  /** Offset of what comes next. */
  at: number;
  /** Offset of each line's first character. */
  readonly lines: readonly number[];
}

/** Throws a ScriptFault when the text is too big to be a script. */
export function sourceText(text: string): SourceText {
  const lines = [0];
  if (text.length > MOST_TEXT) throw new ScriptFault('text-too-big', { line: 1, column: 1 }, String(text.length));
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  lines.forEach((start, index) => {
    const length = (lines[index + 1] ?? text.length) - start;
    if (length > LONGEST_LINE) throw new ScriptFault('line-too-long', { line: index + 1, column: 1 }, String(length));
  });
  return { text, at: 0, lines };
}

/** Line and column of an offset; what is missing at the end is missing behind the last text there is, not in a line that nobody wrote. */
export function placeOf(source: SourceText, offset: number): Place {
  const at = offset >= source.text.length ? source.text.trimEnd().length : offset;
  let low = 0;
  let high = source.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lines[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Array.from(source.text.slice(source.lines[low], at)).length + 1 };
}

/** Where the next thing begins, behind spaces and comments; the cursor goes there. */
export function nextPlace(source: SourceText): Place {
  skip(source);
  return placeOf(source, source.at);
}

const SPACES = /[ \t\r\n]+/y;

/** Moves over spaces and comments. */
export function skip(source: SourceText): void {
  const { text } = source;
  for (;;) {
    SPACES.lastIndex = source.at;
    if (SPACES.test(text)) source.at = SPACES.lastIndex;
    if (text.startsWith('//', source.at)) {
      const end = text.indexOf('\n', source.at);
      source.at = end === -1 ? text.length : end + 1;
    } else if (text.startsWith('/*', source.at)) {
      const end = text.indexOf('*/', source.at + 2);
      if (end === -1) throw fault(source, 'comment-open', source.at);
      source.at = end + 2;
    } else return;
  }
}

export function atEnd(source: SourceText): boolean {
  skip(source);
  return source.at >= source.text.length;
}

/** Takes what the sticky pattern matches next, behind spaces and comments; null leaves the cursor there. */
export function take(source: SourceText, pattern: RegExp): string | null {
  skip(source);
  pattern.lastIndex = source.at;
  const found = pattern.exec(source.text)?.[0];
  if (found === undefined) return null;
  source.at += found.length;
  return found;
}

/** What `take` would give. */
export function peek(source: SourceText, pattern: RegExp): string | null {
  skip(source);
  pattern.lastIndex = source.at;
  return pattern.exec(source.text)?.[0] ?? null;
}

/** Takes exactly this mark; false when something else comes next. */
export function takeMark(source: SourceText, mark: string): boolean {
  skip(source);
  if (!source.text.startsWith(mark, source.at)) return false;
  source.at += mark.length;
  return true;
}

/** Like takeMark, but it must be there. */
export function needMark(source: SourceText, mark: string): void {
  if (!takeMark(source, mark)) throw fault(source, 'mark-expected', source.at, mark);
}

/** A fault at an offset, with what stands there. */
export function fault(source: SourceText, name: FaultName, at: number = source.at, wanted?: string): ScriptFault {
  const got = /\S[^\n]{0,19}/y;
  got.lastIndex = at;
  return new ScriptFault(name, placeOf(source, at), got.exec(source.text)?.[0] ?? '', wanted);
}
