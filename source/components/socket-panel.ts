import type { SocketView } from '../world/view.ts';
import { cells, padded } from './cells.ts';
import { line, span, spread, type Line } from './line.ts';
import type { Words } from './words.ts';

/** What stands for a number that the level asks for. */
export const HIDDEN = '????';

/** Sockets, half-open requests and TIME-WAIT entries: state and addresses, then the fields in one or two columns. */
export function socketRows(sockets: readonly SocketView[], words: Words, width: number, height: number): Line[] {
  if (sockets.length === 0) return [line(span(words.word('panel.sockets.none'), { tone: 'unknown' }))];
  const rows: Line[] = [];
  const several = sockets.length > 1;
  const longest = sockets.reduce((sum, socket) => sum + socket.fields.length + 2, 0);
  for (const socket of sockets) {
    const id = socket.id === null ? '' : `fd ${socket.id}`;
    const kind = words.word(`panel.socket.${socket.kind}`);
    rows.push(spread(line(span(socket.state, { bold: true })), line(span(several || !id ? `${kind}${id ? ` ${id}` : ''}` : id, { tone: 'unknown' })), width));
    rows.push(line(`${socket.local}${socket.remote ? ` - ${socket.remote}` : ''}`));
    rows.push(...fieldRows(socket, width, longest > height));
  }
  return rows;
}

function fieldRows(socket: SocketView, width: number, tight: boolean): Line[] {
  const nameWidth = Math.min(14, Math.max(0, ...socket.fields.map((field) => cells(field.name))));
  const cell = (field: SocketView['fields'][number]): Line => [
    { text: `${padded(field.name, nameWidth)} ` },
    field.hidden ? span(HIDDEN, { tone: 'unknown' }) : { text: field.value },
  ];
  const valueWidth = Math.max(0, ...socket.fields.map((field) => cells(field.hidden ? HIDDEN : field.value)));
  const column = nameWidth + 1 + valueWidth + 1;
  if (!tight || column * 2 - 1 > width) return socket.fields.map(cell);
  const half = Math.ceil(socket.fields.length / 2);
  return socket.fields.slice(0, half).map((field, i) => {
    const right = socket.fields[half + i];
    const left = cell(field);
    const size = cells(left.map((part) => part.text).join(''));
    return right ? [...left, { text: ' '.repeat(Math.max(1, column - size)) }, ...cell(right)] : left;
  });
}
