import { cells, padded } from '../../components/cells.ts';
import { framed, innerWidth } from '../../components/frame.ts';
import { line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import { writtenKeys } from '../../keys.ts';
import type { KeyEntry, KeyTable } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { MessageId } from '../../message/say.ts';
import type { Glyphs } from '../../theme.tsx';
import { bodyHeight, screenRows } from '../screen-rows.ts';
import type { Size } from '../size-class.ts';

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
export function helpRows(sections: readonly HelpSection[], scroll: number, lang: Lang, size: Size, glyphs: Glyphs): Line[] {
  const rows = helpBody(sections, lang, size, glyphs);
  const height = bodyHeight(size);
  const top = Math.max(0, Math.min(scroll, rows.length - height));
  const below = Math.max(0, rows.length - height - top);
  return screenRows(
    {
      title: line(span(` ${message(lang, 'help.title')}`, { bold: true })),
      titleEnd: line(`${message(lang, 'help.close')} `),
      body: rows.slice(top),
      footer: below > 0 ? [{ key: message(lang, 'map.arrows'), label: message(lang, 'help.more', { n: below }) }] : [],
    },
    size,
  );
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
