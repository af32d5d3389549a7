import { padded } from '../../components/cells.ts';
import { EMPTY_LINE, line, paragraph, span, type Line } from '../../components/line.ts';
import type { SegmentEntry } from '../../world/view.ts';
import type { Words } from '../../components/words.ts';
import { wireFields, type WireField } from '../../tcp/wire-fields.ts';
import type { OverlayContent } from './overlays.ts';

/** Bytes of one row, and of the data that are shown at all. */
const ROW_BYTES = 8;
const MOST_DATA = 256;

const PART_TITLE = { ip: 'hex.ip', tcp: 'hex.tcp', payload: 'hex.payload' } as const;

/** Every byte of a segment with the field to which it belongs: offset, bytes in hex, name, value. */
export function hexContent(entry: SegmentEntry, words: Words, width: number): OverlayContent {
  const fields = wireFields(entry.segment, MOST_DATA);
  const rows: Line[] = [...paragraph(words.word('hex.note'), width, { tone: 'unknown' })];
  let part: WireField['part'] | null = null;
  for (const field of fields) {
    if (field.part !== part) rows.push(EMPTY_LINE, line(span(words.word(PART_TITLE[field.part]), { bold: true })));
    part = field.part;
    rows.push(...fieldRows(field, words));
  }
  const left = entry.segment.length - MOST_DATA;
  if (left > 0) rows.push(line(words.word('hex.more-data', { n: left })));
  return { title: words.word('hex.title', { n: entry.n }), rows };
}

function fieldRows({ at, bytes, name, value, part }: WireField, words: Words): Line[] {
  const count = Math.ceil(bytes.length / ROW_BYTES);
  return Array.from({ length: count }, (_, i): Line => {
    const some = bytes.subarray(i * ROW_BYTES, (i + 1) * ROW_BYTES);
    const offset = (at + i * ROW_BYTES).toString(16).padStart(4, '0');
    const text = part === 'payload' ? value.slice(i * ROW_BYTES, (i + 1) * ROW_BYTES) : i === 0 ? value : '';
    return line(span(`${offset}  `, { tone: 'unknown' }), padded(hexText(some), ROW_BYTES * 3 + 1), padded(i === 0 ? words.word(`hex.${name}`) : '', 24), text);
  });
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
