import { readReviewLine, reviewLine, type LastingEntry } from './review-line.ts';
import { isRecord } from './versioned.ts';

/** The first line of a file that all quiz answers were written to; the lines below it are those of the log. */
const HEADING = { format: 'ackademy-quiz-history', version: 1 } as const;
export const HEADING_LINE = JSON.stringify(HEADING);

export type ReadHistory =
  | { readonly ok: true; readonly entries: readonly LastingEntry[] }
  /** `line` from 1; 1: it is no such file, or one of a later version. */
  | { readonly ok: false; readonly line: number; readonly got: string };

export function historyText(entries: readonly LastingEntry[]): string {
  return `${HEADING_LINE}\n${entries.map(reviewLine).join('')}`;
}

/** All or nothing: a file with one line that cannot be read gives nothing. */
export function readHistory(text: string): ReadHistory {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (!isHeading(lines[0]!)) return { ok: false, line: 1, got: lines[0]!.slice(0, MOST_SHOWN) };
  const entries: LastingEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line === '') continue;
    const entry = readReviewLine(line);
    if (entry === null || entry.do === 'undo') return { ok: false, line: index + 1, got: line.slice(0, MOST_SHOWN) };
    entries.push(entry);
  }
  return { ok: true, entries };
}

const MOST_SHOWN = 60;

function isHeading(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) && value['format'] === HEADING.format && value['version'] === HEADING.version;
  } catch {
    return false;
  }
}
