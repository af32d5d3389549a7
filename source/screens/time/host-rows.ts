import { cells } from '../../components/cells.ts';
import { EMPTY_LINE, line, span, type Line } from '../../components/line.ts';
import { queueRows } from '../../components/queue-panel.ts';
import { counterRows, timerRows } from '../../components/small-panels.ts';
import { socketRows } from '../../components/socket-panel.ts';
import type { Words } from '../../components/words.ts';
import type { MessageId } from '../../message/say.ts';
import type { WorldView } from '../../world/view.ts';

/** Rows of all hosts, and where each begins. */
export interface HostRows {
  readonly rows: readonly Line[];
  readonly starts: readonly number[];
}

/** Room without end: what does not fit is scrolled. */
const ENDLESS = 200;

/** So many that can be set are shown though they are as Linux has them. */
const FEW_SETTINGS = 8;

/** Every host in full: its TCBs, queues, timers, counters, and the sysctls that can be set or are not Linux's standard. */
export function hostRows(world: WorldView, words: Words, width: number): HostRows {
  const rows: Line[] = [];
  const starts: number[] = [];
  for (const host of hostsOf(world)) {
    const own = partsOf(world, host, words, width);
    if (own.length === 0) continue;
    if (rows.length > 0) rows.push(EMPTY_LINE);
    starts.push(rows.length);
    rows.push(headOf(world, host, words), ...own);
  }
  return { rows, starts };
}

/** Those of the ladder first. */
function hostsOf(world: WorldView): string[] {
  const inside = [world.sockets, world.queues, world.timers, world.counters, world.sysctls].flatMap((list) => list.map(({ host }) => host));
  return [...new Set([...world.lifelines.map(({ host }) => host), ...inside])];
}

function headOf({ lifelines }: WorldView, host: string, words: Words): Line {
  const lifeline = lifelines.find((one) => one.host === host);
  const whose = lifeline?.you ? ` (${words.word('play.you')})` : '';
  return line(span(`${words.host(host)}${whose}${lifeline ? ` ${lifeline.address}` : ''}`, { bold: true, inverse: true }));
}

function partsOf(world: WorldView, host: string, words: Words, width: number): Line[] {
  const of = <T extends { readonly host: string }>(list: readonly T[]): T[] => list.filter((one) => one.host === host);
  const [sockets, queues, timers, counters] = [of(world.sockets), of(world.queues), of(world.timers), of(world.counters)];
  const settings = of(world.sysctls);
  const areFew = settings.filter(({ editable }) => editable).length <= FEW_SETTINGS;
  const sysctls = settings.filter(({ standard, editable }) => !standard || (editable && areFew));
  return [
    ...part('panel.sockets', sockets.length, socketRows(sockets, words, width, ENDLESS), words),
    ...part('panel.queues', queues.length, queueRows(queues, words, width, queues.length + 4), words),
    ...part('panel.timers', timers.length, timerRows(timers, world.now, words, width), words),
    ...part('panel.counters', counters.length, counterRows(counters, words, width), words),
    ...part('panel.sysctl', sysctls.length, sysctls.map((sysctl) => line(sysctlText(sysctl, words, width))), words),
  ];
}

function part(title: MessageId, count: number, rows: readonly Line[], words: Words): Line[] {
  return count === 0 ? [] : [line(span(`- ${words.word(title)}`, { tone: 'unknown' })), ...rows];
}

/** The whole name where it fits, else without the path before it: the value is never cut. */
function sysctlText({ name, value }: WorldView['sysctls'][number], words: Words, width: number): string {
  const whole = words.word('time.sysctl', { name, value });
  return cells(whole) <= width ? whole : words.word('time.sysctl', { name: name.slice(name.lastIndexOf('.') + 1), value });
}
