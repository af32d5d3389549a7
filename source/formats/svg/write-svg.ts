import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { formatIp } from '../../tcp/address.ts';
import { aboutHost, aboutRun, dropMark, marksOf, seconds } from '../captions.ts';
import { hasSeveralConnections, labelOf } from '../label.ts';
import { relativeBase, type Bases } from '../relative.ts';
import { hostsIn } from '../story.ts';
import type { Packet, Timeline } from '../timeline.ts';
import { cellsOf, GAP, MARGIN, placed, TOP } from './layout.ts';
import { classOfOutcome, styleSheet } from './style.ts';

/** Pixels of a cell of the 13-pixel font. */
const CELL = 7.9;

/**
 * The run as a ladder: an SVG picture that needs nothing but itself, in the colours of the page it stands on (light or dark). An arrow leans
 * by how much happened while the segment was on its way.
 */
export function writeSvg(timeline: Timeline, lang: Lang, { absolute }: { readonly absolute: boolean }): string {
  const hosts = hostsIn(timeline);
  const anyNobody = timeline.packets.some(({ to }) => to === null);
  const columns = hosts.length + (anyNobody ? 1 : 0);
  const rows = placed(timeline);
  const about = aboutRun(timeline, lang);
  const width = 2 * MARGIN + Math.max(1, columns - 1) * GAP;
  const bottom = (rows.at(-1)?.y ?? TOP) + 30;
  const height = bottom + 16 + 20 * (about.length - 1);
  const bases: Bases = new Map();
  const withPorts = hasSeveralConnections(timeline.packets.map(({ segment }) => segment));
  const ends = new Map(rows.flatMap(({ y, happening }) => (happening.kind === 'arrival' ? [[happening.packet.n, y] as const] : [])));

  const parts: string[] = [
    `<rect class="page" width="${width}" height="${height}" rx="8"/>`,
    text(24, 32, 'ink h', about[0] ?? ''),
    ...about.slice(1).map((line, index) => text(24, bottom + 16 + 20 * index, 'half', line)),
    ...hosts.flatMap((host, index) => [
      text(columnX(index), 66, host.you ? 'note b' : 'ink b', host.ip === null ? host.name : `${host.name} ${formatIp(host.ip)}`, 'middle'),
      text(columnX(index), 84, 'faint', aboutHost(host, lang), 'middle'),
    ]),
    ...(anyNobody ? [text(columnX(hosts.length), 66, 'faint b', message(lang, 'export.nobody'), 'middle')] : []),
    ...Array.from({ length: columns }, (_, index) => `<line class="s-line thin" x1="${columnX(index)}" y1="${TOP - 14}" x2="${columnX(index)}" y2="${bottom}"/>`),
  ];
  const labels: string[] = [];
  for (const { y, happening } of rows) {
    if (happening.kind === 'packet') {
      const drawn = arrow(happening.packet, y);
      parts.push(drawn.arrow);
      labels.push(drawn.label);
    } else if (happening.kind === 'arrival') parts.push(...drop(happening.packet, y));
    else if (happening.kind === 'state') parts.push(beside(happening.state.host, y, 'note b', happening.state.to));
    else if (happening.kind === 'call') parts.push(beside(happening.call.host, y, 'faint', [happening.call.call, happening.call.result ?? ''].join(' ').trim()));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(about[0] ?? '')}"><style>${styleSheet()}</style>\n${[...parts, ...labels].join('\n')}\n</svg>\n`;

  function columnX(index: number): number {
    return MARGIN + index * GAP;
  }

  function columnOf(host: string | null): number {
    return host === null ? hosts.length : hosts.findIndex(({ name }) => name === host);
  }

  /** On the outer side of a lifeline; the leftmost one has its texts on its left. */
  function beside(host: string, y: number, kind: string, words: string): string {
    const column = columnOf(host);
    const x = columnX(column);
    const dot = `<circle class="${kind.split(' ')[0]}" cx="${x}" cy="${y - 4}" r="3"/>`;
    return dot + (column === 0 ? text(x - 12, y, kind, shortened(words), 'end') : text(x + 12, y, `${kind} halo`, shortened(words)));
  }

  function drop(packet: Packet, y: number): readonly string[] {
    const mark = dropMark(packet, lang);
    return mark === null || packet.to === null ? [] : [beside(packet.to, y + 4, 'half', mark)];
  }

  /** The arrow, and its texts apart: these stand above all arrows. */
  function arrow(packet: Packet, y: number): { readonly arrow: string; readonly label: string } {
    const gone = packet.fate === 'lost' || packet.fate === 'in-flight';
    const x1 = columnX(columnOf(packet.from));
    const whole = columnX(columnOf(packet.to)) - x1;
    const x2 = x1 + (gone ? whole / 2 : whole);
    const y2 = Math.max(ends.get(packet.n) ?? y + 14, y + 6);
    const judged = timeline.moves.find(({ number }) => number === packet.move);
    const kind = judged ? classOfOutcome(judged.outcome) : gone || packet.fate === 'no-host' || packet.fate === 'stopped' ? 'faint' : 'ink';
    const marks = marksOf(packet, timeline.moves, lang);
    const words = labelOf(packet.segment, absolute ? {} : relativeBase(bases, packet.segment), withPorts);
    const anchor = whole >= 0 ? 'start' : 'end';
    const leans = (Math.atan2(y2 - y, x2 - x1) * 180) / Math.PI;
    const angle = x2 >= x1 ? leans : leans - 180;
    // Near the sender, so that the texts of two that cross are apart.
    const start = x1 + Math.sign(whole) * 14;
    const startY = y + ((start - x1) / (x2 - x1)) * (y2 - y) - 5;
    const tip = packet.fate === 'lost' ? cross(x2, y2) : packet.fate === 'in-flight' ? '' : head(x1, y, x2, y2, kind);
    const below = marks.length === 0 ? '' : text(start, startY + 19, `${kind} halo`, marks.join(', '), anchor);
    return {
      arrow: `<path class="s-${kind}${packet.signs.again ? ' again' : ''}" d="M${x1} ${y}L${round(x2)} ${round(y2)}"/>${tip}${text(24, y + 4, 'faint', `${seconds(packet.sentAt)} ${message(lang, 'export.seconds')}`)}`,
      label: `<g transform="rotate(${round(angle)} ${start} ${round(startY)})">${text(start, startY, `${kind} halo${judged ? ' b' : ''}`, words, anchor)}${below}</g>`,
    };
  }
}

/** The longest text that stands beside a lifeline: what is left between it and the times. */
function shortened(words: string): string {
  const room = Math.floor((MARGIN - 110) / CELL);
  return cellsOf(words) <= room ? words : `${words.slice(0, room - 3)}...`;
}

function head(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const corner = (side: number): string => `${round(x2 - 10 * dx - side * 4.5 * dy)} ${round(y2 - 10 * dy + side * 4.5 * dx)}`;
  return `<polygon class="${kind}" points="${round(x2)} ${round(y2)} ${corner(1)} ${corner(-1)}"/>`;
}

function cross(x: number, y: number): string {
  return `<path class="s-bad" d="M${round(x - 6)} ${round(y - 6)}L${round(x + 6)} ${round(y + 6)}M${round(x - 6)} ${round(y + 6)}L${round(x + 6)} ${round(y - 6)}"/>`;
}

function text(x: number, y: number, kind: string, words: string, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escaped(words)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that cannot become markup, without characters that XML 1.0 forbids or that turn the direction of writing. */
function escaped(words: string): string {
  return words.replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, ' ').replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}
