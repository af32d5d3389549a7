import { fieldName } from '../message/say.ts';
import type { SocketView } from '../world/view.ts';
import { cells, padded } from './cells.ts';
import { line, span, spread, type Line } from './line.ts';
import type { Words } from './words.ts';
import { fieldNote } from './field-note.ts';

/** What stands for a number that the level asks for. */
export const HIDDEN = '????';

/** A field with its name in the reader's language. */
type Field = SocketView['fields'][number] & { readonly label: string };

/** The numbers that a segment is made of and judged by: where room is short the others come after them. */
const LEADING: ReadonlySet<string> = new Set(['IRS', 'RCV.NXT', 'ISS', 'SND.UNA', 'SND.NXT']);

/** Sockets, half-open requests and TIME-WAIT entries: state and addresses, then the fields in one or two columns. */
export function socketRows(sockets: readonly SocketView[], words: Words, width: number, height: number): Line[] {
  if (sockets.length === 0) return [line(span(words.word('panel.sockets.none'), { tone: 'unknown' }))];
  const several = sockets.length > 1;
  const hosts = new Set(sockets.map(({ host }) => host)).size > 1;
  const longest = sockets.reduce((sum, socket) => sum + socket.fields.length + 2, 0);
  const tight = longest > height;
  return sockets.flatMap((socket) => {
    const id = socket.id === null ? '' : `fd ${socket.id}`;
    const kind = words.word(`panel.socket.${socket.kind}`);
    const host = words.host(socket.host);
    const whose = hosts ? [`${host} ${id || kind}`, host] : several || !id ? [`${kind}${id ? ` ${id}` : ''}`, id] : [id];
    // The state is never cut for what kind of entry it is of.
    const fits = whose.find((text) => cells(socket.state) + 1 + cells(text) < width) ?? '';
    const head = spread(line(span(socket.state, { bold: true })), line(span(fits, { tone: 'unknown' })), width - 1);
    const labelled = socket.fields.map((field): Field => ({ ...field, label: fieldName(words.lang, field.name) }));
    const fields = tight ? tightRows(labelled, width) : looseRows(labelled, words, width);
    // The ladder has the addresses of the only socket, too; its numbers are nowhere else.
    const isNamed = several || 2 + fields.length <= height;
    return [head, ...(isNamed ? [line(addressText(socket, width))] : []), ...fields];
  });
}

/** Both addresses; where they do not fit, the local one without its spaces, then as a port alone. */
function addressText({ local, remote }: SocketView, width: number): string {
  if (!remote) return local;
  const texts = [`${local} - ${remote}`, `${local}-${remote}`, `:${local.slice(local.lastIndexOf(':') + 1)} - ${remote}`];
  return texts.find((text) => cells(text) <= width) ?? remote;
}

function nameWidthOf(fields: readonly Field[]): number {
  return Math.min(14, Math.max(0, ...fields.map((field) => cells(field.label))));
}

/** Cells beside name and value from which on there is something to say in them. */
const NOTE_LEAST = 16;

/** A row each; beside the numbers, where there is room, what each is and how it follows from the others. */
function looseRows(fields: readonly Field[], words: Words, width: number): Line[] {
  const nameWidth = nameWidthOf(fields);
  const valueWidth = Math.max(0, ...fields.map((field) => cells(field.hidden ? HIDDEN : field.value)));
  const room = width - nameWidth - valueWidth - 3;
  return fields.map((field) => {
    const cell = fieldCell(field, nameWidth);
    const note = room < NOTE_LEAST ? null : fieldNote(field, fields);
    const text = note === null ? '' : words.word(note.id, note.params);
    return text === '' || cells(text) > room ? cell : [...cell, { text: ' '.repeat(Math.max(1, nameWidth + valueWidth + 3 - sizeOf(cell))) }, span(text, { tone: 'unknown' })];
  });
}

function fieldCell(field: Field, nameWidth: number | null): Line {
  return [{ text: `${nameWidth === null ? field.label : padded(field.label, nameWidth)} ` }, field.hidden ? span(HIDDEN, { tone: 'unknown' }) : { text: field.value }];
}

/** Two columns where they fit; else the leading numbers a row each, then the others, as many in a row as fit. */
function tightRows(fields: readonly Field[], width: number): Line[] {
  const nameWidth = nameWidthOf(fields);
  const valueWidth = Math.max(0, ...fields.map((field) => cells(field.hidden ? HIDDEN : field.value)));
  const column = nameWidth + 1 + valueWidth + 1;
  if (column * 2 - 1 <= width) {
    const half = Math.ceil(fields.length / 2);
    return fields.slice(0, half).map((field, i) => {
      const right = fields[half + i];
      return right ? [...fieldCell(field, nameWidth), { text: ' '.repeat(column - sizeOf(fieldCell(field, nameWidth))) }, ...fieldCell(right, nameWidth)] : fieldCell(field, nameWidth);
    });
  }
  const leading = fields.filter((field) => LEADING.has(field.name));
  const rows = leading.map((field) => fieldCell(field, nameWidthOf(leading)));
  let last: Line | null = null;
  for (const field of fields.filter((one) => !LEADING.has(one.name))) {
    const cell = fieldCell(field, null);
    if (last !== null && sizeOf(last) + 1 + sizeOf(cell) <= width) rows[rows.length - 1] = last = [...last, { text: ' ' }, ...cell];
    else rows.push((last = cell));
  }
  return rows;
}

function sizeOf(row: Line): number {
  return row.reduce((sum, part) => sum + cells(part.text), 0);
}
