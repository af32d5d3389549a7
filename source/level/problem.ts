import { visible } from '../tcp/notation/visible.ts';

/**
 * What is wrong with a level's files, said so that an author can mend it: where, what was expected, an example, what
 * came. Lines and columns count from 1; 0 where the file as a whole is meant.
 */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly example: string | null;
  readonly came: string;
}

/** One line: `level.yaml:3:7: expected a role, for example "role: kernel", got "kernal"`. */
export function problemLine(problem: Problem): string {
  const where = problem.line === 0 ? problem.file : `${problem.file}:${problem.line}:${problem.column}`;
  const example = problem.example === null ? '' : `, for example ${problem.example}`;
  return `${where}: expected ${problem.expected}${example}, got ${problem.came}`;
}

export function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** A value from a file as an error may show it: short, on one line, and with nothing that a terminal would obey. */
export function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return `a map (${visible(Object.keys(value).join(', '))})`;
  return typeof value === 'string' ? `"${visible(value)}"` : `${value as number | boolean}`;
}
