import { cells, padded } from '../../components/cells.ts';
import { line, span, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import type { TravelEvent } from '../../referee/travel/step.ts';
import type { Stop } from '../../referee/travel/travel.ts';

/** What stands for an event; of several on a host the first of these. */
const SIGNS: readonly (readonly [what: TravelEvent['what'], sign: string])[] = [
  ['move', 'M'],
  ['dropped', 'x'],
  ['lost', 'x'],
  ['no-host', 'x'],
  ['timer', 'T'],
  ['sent', '>'],
  ['state', '='],
  ['arrived', '<'],
  ['queue', 'q'],
  ['call', '$'],
  ['asked', '?'],
];

export interface Lanes {
  readonly hosts: readonly string[];
  readonly stops: readonly Stop[];
  /** Number of the stop that is looked at, and of the first that another way does not have so. */
  readonly at: number;
  readonly parting: number | null;
}

/** All hosts side by side in time: a lane each, a column each step; above them where one stands (v) and where two ways part (!). */
export function laneRows({ hosts, stops, at, parting }: Lanes, words: Words, width: number): Line[] {
  const nameWidth = Math.max(0, ...hosts.map((host) => cells(words.host(host)))) + 1;
  const room = Math.max(1, width - nameWidth);
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), stops.length - room));
  const shown = stops.slice(from, from + room);
  const ruler = shown.map((_, x) => (from + x === at ? 'v' : from + x === parting ? '!' : ' ')).join('');
  return [
    line(' '.repeat(nameWidth), span(ruler, { bold: true })),
    ...hosts.map((host) => {
      const signs = shown.map((stop) => signOf(stop, host, hosts[0]!)).join('');
      const x = at - from;
      return line(padded(words.host(host), nameWidth), signs.slice(0, x), span(signs.slice(x, x + 1), { inverse: true, bold: true }), signs.slice(x + 1));
    }),
  ];
}

function signOf({ events }: Stop, host: string, first: string): string {
  const here = events.filter((event) => event.what !== 'second' && (event.host ?? first) === host);
  return SIGNS.find(([what]) => here.some((event) => event.what === what))?.[1] ?? '.';
}
