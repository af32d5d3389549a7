import { cells, cut } from '../components/cells.ts';
import { block, fitted, lineCells, spread } from '../components/line.ts';
import type { Line } from '../components/line.ts';
import { entriesOf, writtenKeys } from '../keys.ts';
import type { KeyTable } from '../keys.ts';
import type { Lang } from '../language.ts';
import { message } from '../message/say.ts';
import type { Size } from './size-class.ts';

/** What a screen is made of, from top to bottom. */
export interface ScreenParts {
  readonly title: Line;
  readonly titleEnd: Line;
  readonly body: readonly Line[];
  readonly footer: readonly FooterKey[];
}

/** A key that means something now, and what it does. */
export interface FooterKey {
  readonly key: string;
  readonly label: string;
  /** It is named whatever the width: the way to the help, and the way out. */
  readonly needed?: boolean;
}

/** Lines left for the body: the title and the footer take one each, and the last line of the terminal stays empty. */
export function bodyHeight({ rows }: Size): number {
  return Math.max(0, rows - 3);
}

/**
 * At most `rows - 1` lines: some consoles scroll when the bottom-right cell is written. Each is as wide as the
 * terminal; title and footer leave the last cell empty.
 */
export function screenRows(parts: ScreenParts, size: Size): Line[] {
  const width = Math.max(0, size.columns - 1);
  // The first part of the title is its name; what follows gives way before the end does.
  const titles = [parts.title, parts.title.slice(0, 1)];
  const fits = titles.find((title) => lineCells(title) + lineCells(parts.titleEnd) < width);
  const title = fitted(fits ? spread(fits, parts.titleEnd, width) : parts.title, width);
  const footer = fitted([{ text: footerText(parts.footer, width) }], width);
  return [title, ...block(parts.body, size.columns, bodyHeight(size)), footer].slice(0, Math.max(0, size.rows - 1));
}

/** The keys of a context that belong in a footer, in order of use. `labels` replaces what some of them do now. */
export function footerKeys<G extends string, C extends string, A extends string>(
  table: KeyTable<G, C, A>,
  context: C,
  lang: Lang,
  labels: Readonly<Record<string, string | null>> = {},
): FooterKey[] {
  return entriesOf(table, context)
    .filter((entry) => entry.footer !== undefined && labels[entry.does] !== null)
    .sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0))
    .map((entry) => ({ key: writtenKeys(entry), label: labels[entry.does] ?? message(lang, entry.label), ...((entry.does === 'help' || entry.does === 'leave') && { needed: true }) }));
}

/** Whole entries only, as many as fit. Help and the way out always do. */
function footerText(keys: readonly FooterKey[], width: number): string {
  const needed = keys.filter(({ needed }) => needed);
  let spare = width - needed.reduce((sum, item) => sum + cells(entry(item)), 0);
  const shown = keys.filter((item) => {
    if (needed.includes(item)) return true;
    const fits = cells(entry(item)) <= spare;
    if (fits) spare -= cells(entry(item));
    return fits;
  });
  return cut(shown.map(entry).join(''), width);
}

function entry({ key, label }: FooterKey): string {
  return ` ${key} ${label} `;
}
