import { cells, padded } from '../../components/cells.ts';
import { framed, innerWidth } from '../../components/frame.ts';
import { line, paragraph, plainText, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import { writtenKeys } from '../../keys.ts';
import type { KeyEntry, KeyTable } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { MessageId } from '../../message/say.ts';
import type { Glyphs } from '../../theme.tsx';
import { typedEnd } from '../play/field-cursor.ts';
import { bodyHeight, screenRows } from '../screen-rows.ts';
import type { Size } from '../size-class.ts';
import type { HelpState } from './help-state.ts';

/** One frame of the help screen: what the keys of a group do. */
export interface HelpSection {
  readonly title: string;
  readonly entries: readonly { readonly key: string; readonly label: string }[];
}

/** The groups of keys that count in a context, in words. Keys that do the same stand on one line. */
export function helpSections<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>, context: C, lang: Lang): HelpSection[] {
  return table.contexts[context].map((group) => ({ title: message(lang, table.titles[group]), entries: table.groups[group].map((entry) => described(entry, lang)) }));
}

function described(entry: KeyEntry, lang: Lang): HelpSection['entries'][number] {
  return { key: writtenKeys(entry), label: message(lang, entry.label) };
}

const NOTES: readonly MessageId[] = ['help.letters', 'help.none-needed', 'help.plain'];

/** The help screen: sections in two columns where there is room, and three sentences that always hold. */
export function helpRows(sections: readonly HelpSection[], state: HelpState, lang: Lang, size: Size, glyphs: Glyphs): Line[] {
  const rows = helpBody(sections, lang, size, glyphs);
  const height = bodyHeight(size);
  const places = placesOf(rows, state.sought);
  const at = places[((state.found % places.length) + places.length) % places.length];
  const from = at === undefined ? state.scroll : at - Math.floor(height / 2);
  const top = Math.max(0, Math.min(from, rows.length - height));
  const below = Math.max(0, rows.length - height - top);
  const shown = rows.map((row, y) => (y === at ? row.map((part) => ({ ...part, style: { ...part.style, inverse: true } })) : row));
  const told = at === undefined ? message(lang, 'help.found-none', { text: state.sought }) : message(lang, 'help.found', { text: state.sought, n: places.indexOf(at) + 1, of: places.length });
  const footer = below > 0 ? [{ key: message(lang, 'map.arrows'), label: message(lang, 'help.more', { n: below }) }] : [];
  return screenRows(
    {
      title: line(span(` ${message(lang, 'help.title')}`, { bold: true })),
      titleEnd: line(`${state.sought === '' ? message(lang, 'help.close') : told} `),
      body: shown.slice(top, top + height),
      footer: state.find === null ? footer : [{ key: `${message(lang, 'map.find')} >`, label: `${typedEnd(state.find, Math.max(1, size.columns - 16))}_` }],
    },
    size,
  );
}

function placesOf(rows: readonly Line[], sought: string): number[] {
  return sought === '' ? [] : rows.flatMap((row, y) => (plainText(row).toLowerCase().includes(sought.toLowerCase()) ? [y] : []));
}

/** How far the help can be scrolled. */
export function helpScroll(sections: readonly HelpSection[], lang: Lang, size: Size, glyphs: Glyphs): number {
  return Math.max(0, helpBody(sections, lang, size, glyphs).length - bodyHeight(size));
}

function helpBody(sections: readonly HelpSection[], lang: Lang, { columns }: Size, glyphs: Glyphs): Line[] {
  const notes = NOTES.flatMap((id) => paragraph(` ${message(lang, id)}`, columns));
  if (columns < 80) return [...sections.flatMap((section) => sectionFrame(section, columns, glyphs)), ...notes];
  const half = Math.floor(columns / 2);
  const left: Line[] = [];
  const right: Line[] = [];
  for (const section of sections) {
    const side = left.length <= right.length ? left : right;
    side.push(...sectionFrame(section, side === left ? half : columns - half, glyphs));
  }
  const both = Array.from({ length: Math.max(left.length, right.length) }, (_, y) => [...(left[y] ?? [{ text: ' '.repeat(half) }]), ...(right[y] ?? [])]);
  return [...both, ...notes];
}

function sectionFrame(section: HelpSection, width: number, glyphs: Glyphs): Line[] {
  const inner = innerWidth(width);
  const keyWidth = Math.min(14, Math.floor(inner / 2), Math.max(...section.entries.map(({ key }) => cells(key))) + 2);
  const rows = section.entries.flatMap(({ key, label }) =>
    paragraph(label, Math.max(4, inner - keyWidth)).map((row, y) => line(span(padded(y === 0 ? key : '', keyWidth - 1), { bold: true }), ' ', ...row)),
  );
  return framed({ title: section.title }, rows, width, rows.length + 2, glyphs);
}
