import type { QueueView } from '../world/view.ts';
import { padded, paddedLeft } from './cells.ts';
import { gauge } from './gauge.ts';
import { line, span, type Line } from './line.ts';
import type { Words } from './words.ts';

/** Each queue with its gauge and its numbers; what is in it below, when there is room. */
export function queueRows(queues: readonly QueueView[], words: Words, width: number, height: number): Line[] {
  if (queues.length === 0) return [line(span(words.word('panel.queues.none'), { tone: 'unknown' }))];
  const hosts = new Set(queues.map((queue) => queue.host)).size;
  const nameWidth = hosts > 1 ? 13 : 7;
  const numberWidth = Math.max(...queues.map((queue) => numbers(queue).length)) + 1;
  const rows: Line[] = [];
  const room = height - queues.length;
  let extra = Math.max(0, room);
  for (const queue of queues) {
    const name = `${hosts > 1 ? `${queue.host} ` : ''}${words.word(`panel.queue.${queue.name}`)}`;
    const full = queue.capacity !== null && queue.length >= queue.capacity;
    const gaugeWidth = Math.min(34, Math.max(4, width - nameWidth - numberWidth - (width >= 40 ? 10 : 0)));
    rows.push(
      line(
        padded(name, nameWidth),
        span(queue.capacity === null ? ' '.repeat(gaugeWidth) : gauge(queue.length, queue.capacity, gaugeWidth), full ? { tone: 'caution', bold: true } : {}),
        paddedLeft(numbers(queue), numberWidth),
        full ? span(` ${words.word('panel.queue.full')}`, { tone: 'caution', bold: true }) : '',
      ),
    );
    for (const entry of queue.entries.slice(0, extra)) rows.push(line(span(`  ${entry}`, { tone: 'unknown' })));
    extra -= Math.min(extra, queue.entries.length);
  }
  return rows;
}

function numbers(queue: QueueView): string {
  return queue.capacity === null ? String(queue.length) : `${queue.length}/${queue.capacity}`;
}

