import type { QueueView, SysctlView } from '../world/view.ts';
import { cells, padded, paddedLeft } from './cells.ts';
import { gauge } from './gauge.ts';
import { line, span, type Line } from './line.ts';
import { queueNotes } from './queue-notes.ts';
import type { Words } from './words.ts';

/** Each queue with its gauge and its numbers; what is in it and what bounds it below, when there is room. */
export function queueRows(all: readonly QueueView[], words: Words, width: number, height: number, sysctls: readonly SysctlView[] = []): Line[] {
  // Beside the queues of a listener, those of its connections say something only when something is in them.
  const isBounded = all.some(({ capacity }) => capacity !== null);
  const telling = isBounded ? all.filter(({ capacity, length }) => capacity !== null || length > 0) : all;
  // Where rows are few, those that may fill.
  const queues = isBounded && telling.length > height ? telling.filter(({ capacity }) => capacity !== null) : telling;
  if (queues.length === 0) return [line(span(words.word('panel.queues.none'), { tone: 'unknown' }))];
  const severalHosts = new Set(queues.map((queue) => queue.host)).size > 1;
  // Two queues of one kind are told apart by the port.
  const isAlone = ({ host, name }: QueueView): boolean => queues.filter((other) => other.host === host && other.name === name).length === 1;
  const nameOf = (queue: QueueView): string => `${severalHosts ? `${words.host(queue.host)} ` : ''}${words.word(`panel.queue.${queue.name}`)}${isAlone(queue) ? '' : ` ${queue.label.slice(queue.label.lastIndexOf(':'))}`}`;
  const numberWidth = Math.max(...queues.map((queue) => numbers(queue).length)) + 1;
  const nameWidth = Math.min(width - numberWidth, Math.max(7, ...queues.map((queue) => cells(nameOf(queue)) + 1)));
  const isFull = (queue: QueueView): boolean => queue.capacity !== null && queue.length >= queue.capacity;
  const fullCells = queues.some(isFull) ? cells(words.word('panel.queue.full')) + 1 : 0;
  // The numbers say it, too.
  const fullWidth = nameWidth + numberWidth + fullCells <= width ? fullCells : 0;
  const rows: Line[] = [];
  // In a single row their numbers alone.
  if (height === 1 && queues.length > 1) return [numbersOnly(queues, nameOf, width)];
  const notes = queueNotes(queues, sysctls, words, width);
  const room = height - queues.length;
  let extra = Math.min(ENTRIES_MOST, Math.max(0, room - notes.length));
  // Those that may fill come first: the others say something only when something is in them.
  for (const queue of queues.toSorted((a, b) => Number(b.capacity !== null) - Number(a.capacity !== null))) {
    const full = isFull(queue);
    const gaugeRoom = Math.min(34, width - nameWidth - numberWidth - Math.max(fullWidth, width >= 40 ? 10 : width >= 24 ? 1 : 0));
    const gaugeWidth = gaugeRoom < GAUGE_LEAST ? 0 : gaugeRoom;
    // A name too long for its place has a row of its own.
    const isLong = cells(nameOf(queue)) > nameWidth;
    if (isLong) rows.push(line(nameOf(queue)));
    rows.push(
      line(
        padded(isLong ? '' : nameOf(queue), nameWidth),
        span(queue.capacity === null || gaugeWidth === 0 ? ' '.repeat(gaugeWidth) : gauge(queue.length, queue.capacity, gaugeWidth), full ? { tone: 'caution', bold: true } : {}),
        paddedLeft(numbers(queue), numberWidth),
        full && fullWidth > 0 ? span(` ${words.word('panel.queue.full')}`, { tone: 'caution', bold: true }) : '',
      ),
    );
    for (const entry of queue.entries.slice(0, extra)) rows.push(line(span(`  ${entry}`, { tone: 'unknown' })));
    extra -= Math.min(extra, queue.entries.length);
  }
  return room >= notes.length ? [...rows, ...notes] : rows;
}

/** A gauge of fewer cells says nothing: the numbers beside it get its room. */
const GAUGE_LEAST = 4;

/** Of hundreds of entries a few show what they are. */
const ENTRIES_MOST = 6;

/** `SYN 0/512   accept 0/512`. */
function numbersOnly(queues: readonly QueueView[], nameOf: (queue: QueueView) => string, width: number): Line {
  const texts = queues.map((queue) => `${nameOf(queue)} ${numbers(queue)}`);
  const [loose, tight] = [texts.join('   '), texts.join(' ')];
  if (cells(loose) <= width) return line(loose);
  if (cells(tight) <= width) return line(tight);
  // What is full first, and that there are more.
  const known = queues.toSorted((a, b) => b.length - a.length).map((queue) => `${nameOf(queue)} ${numbers(queue)}`);
  const fitting = known.findLastIndex((_, index) => cells(known.slice(0, index + 1).join(' ')) + 4 <= width);
  return line(`${known.slice(0, fitting + 1).join(' ')} ...`);
}

function numbers(queue: QueueView): string {
  return queue.capacity === null ? String(queue.length) : `${queue.length}/${queue.capacity}`;
}

