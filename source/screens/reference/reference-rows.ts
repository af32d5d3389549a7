import { cut } from '../../components/cells.ts';
import { framed, innerWidth } from '../../components/frame.ts';
import { EMPTY_LINE, line, paragraph, span, type Line } from '../../components/line.ts';
import { keyOf } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { referenceTail, referenceText } from '../../plain/reference-lines.ts';
import type { LookedUp } from '../../referee/reference.ts';
import type { Glyphs } from '../../theme.tsx';
import { typedEnd } from '../play/field-cursor.ts';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import { sizeClass } from '../size-class.ts';
import type { Size } from '../size-class.ts';
import { REFERENCE_KEYS } from './reference-keys.ts';
import { shownEntries, type ReferenceState } from './reference-state.ts';

/** All that the screen of the reference is drawn from. */
export interface ReferencePicture {
  readonly entries: readonly LookedUp[];
  readonly state: ReferenceState;
}

/** Names at the left, under the kinds of things that they are; what is to say of the selected one at the right. */
export function referenceRows({ entries, state }: ReferencePicture, lang: Lang, size: Size, glyphs: Glyphs, keys: typeof REFERENCE_KEYS = REFERENCE_KEYS): Line[] {
  const shown = shownEntries(entries, state, lang);
  const height = bodyHeight(size) - 1;
  const { list, entry } = widths(size, state);
  const left = list === 0 ? [] : listPanel(shown, state, lang, list, height, glyphs);
  const right = entry === 0 ? [] : entryPanel(shown, state, lang, entry, height, glyphs, keys);
  const body = Array.from({ length: height }, (_, y) => [...(left[y] ?? []), ...(right[y] ?? [])]);
  const met = entries.filter((one) => one.met).length;
  return screenRows(
    {
      title: line(span(` ${message(lang, 'reference.title')}`, { bold: true }), `  ${message(lang, state.all ? 'reference.list-all' : 'reference.list')}`),
      titleEnd: line(`${message(lang, 'reference.count', { shown: met, all: entries.length })}  `, message(lang, 'app.language-mark'), ' '),
      body: [...body, legend(shown, state, lang, size)],
      footer: footerKeys(keys, state.find === null ? 'reference' : 'find', lang),
    },
    size,
  );
}

/** How far the selected entry's text can be scrolled. */
export function referenceScroll({ entries, state }: ReferencePicture, lang: Lang, size: Size): number {
  const selected = shownEntries(entries, state, lang)[state.selected];
  if (selected === undefined) return 0;
  return Math.max(0, entryLines(selected, lang, innerWidth(widths(size, state).entry)).length - (bodyHeight(size) - 3));
}

function widths(size: Size, { panel }: ReferenceState): { readonly list: number; readonly entry: number } {
  if (sizeClass(size) === 'small') return panel === 'list' ? { list: size.columns, entry: 0 } : { list: 0, entry: size.columns };
  const list = Math.max(32, Math.floor(size.columns * 0.36));
  return { list, entry: size.columns - list };
}

/** What is looked for and how much has it. */
function legend(shown: readonly LookedUp[], { find, sought }: ReferenceState, lang: Lang, size: Size): Line {
  if (find !== null) return line(` ${message(lang, 'map.find')} >`, { ...span(`${typedEnd(find, Math.max(1, size.columns - 30))}_`, { bold: true }), cursor: true }, `  ${shown.length}`);
  return sought === '' ? EMPTY_LINE : line(` ${message(lang, 'reference.found', { text: sought, n: shown.length })}`);
}

/** Names that say nothing to who does not know them by heart: as much of the sentence as there is room for stands behind. */
const TOLD: ReadonlySet<LookedUp['kind']> = new Set(['misconception', 'fact', 'errno', 'drop']);

function listPanel(shown: readonly LookedUp[], state: ReferenceState, lang: Lang, width: number, height: number, glyphs: Glyphs): Line[] {
  const inner = innerWidth(width);
  const rows: Line[] = [];
  let selectedAt = 0;
  for (const [index, entry] of shown.entries()) {
    const { kind, name, met } = entry;
    if (kind !== shown[index - 1]?.kind) rows.push(line(span(cut(message(lang, `reference.kind.${kind}`), inner), { tone: 'unknown' })));
    const isOn = index === state.selected;
    if (isOn) selectedAt = rows.length;
    rows.push(line(span(cut(`${isOn ? '>' : ' '} ${name}${TOLD.has(kind) ? ` ${referenceText(entry, lang)}` : ''}`, inner), { bold: isOn, ...(!met && !isOn && { tone: 'unknown' }) })));
  }
  const room = height - 2;
  const first = Math.max(0, Math.min(selectedAt - Math.floor(room / 2), rows.length - room));
  return framed({ title: message(lang, state.all ? 'reference.list-all' : 'reference.list'), note: `${shown.length}`, focused: state.panel === 'list' }, rows.slice(first, first + room), width, height, glyphs);
}

function entryPanel(shown: readonly LookedUp[], state: ReferenceState, lang: Lang, width: number, height: number, glyphs: Glyphs, keys: typeof REFERENCE_KEYS): Line[] {
  const inner = innerWidth(width);
  const selected = shown[state.selected];
  const rows = selected === undefined ? paragraph(nothing(state, lang, keyOf(keys, 'all')), inner) : entryLines(selected, lang, inner);
  const hidden = rows.length - state.scroll - (height - 2);
  const below = message(lang, 'help.more', { n: hidden });
  return framed({ title: selected?.name ?? '', focused: state.panel === 'entry', ...(hidden > 0 && { note: below }) }, rows.slice(state.scroll), width, height, glyphs);
}

function nothing({ all, find, sought }: ReferenceState, lang: Lang, key: string): string {
  const text = (find ?? sought).trim();
  if (text === '') return message(lang, 'reference.nothing', { key });
  return message(lang, all ? 'reference.nothing-at-all' : 'reference.nothing-found', { text, key });
}

function entryLines(entry: LookedUp, lang: Lang, width: number): readonly Line[] {
  return [
    ...paragraph(entry.name, width, { bold: true }),
    line(span(message(lang, `reference.kind.${entry.kind}`), { tone: 'unknown' })),
    EMPTY_LINE,
    ...entry.text.flatMap((phrase) => [...paragraph(say(lang, phrase), width), EMPTY_LINE]),
    ...referenceTail(entry, lang).flatMap((text) => paragraph(text, width, { tone: 'unknown' })),
  ];
}
