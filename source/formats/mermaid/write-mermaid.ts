import type { Lang } from '../../language.ts';
import { hostName, message } from '../../message/say.ts';
import { formatIp } from '../../tcp/address.ts';
import { aboutRun, dropMark, marksOf, seconds } from '../captions.ts';
import { hasSeveralConnections, labelOf } from '../label.ts';
import { relativeBase, type Bases } from '../relative.ts';
import { hostsIn, storyOf, type Happening } from '../story.ts';
import type { Timeline } from '../timeline.ts';

/** The participant that stands for addresses that are nobody's. */
const NOBODY = 'nobody';

/**
 * The run as a Mermaid sequence diagram: an arrow for each segment when it is sent (`-x` where it does not get through, dotted
 * for a retransmission), notes for states and calls.
 */
export function writeMermaid(timeline: Timeline, lang: Lang, { absolute }: { readonly absolute: boolean }): string {
  const hosts = hostsIn(timeline);
  const id = (name: string): string => `h${hosts.findIndex((host) => host.name === name)}`;
  const bases: Bases = new Map();
  const withPorts = hasSeveralConnections(timeline.packets.map(({ segment }) => segment));
  const anyNobody = timeline.packets.some(({ to }) => to === null);
  const [about = '', ...notes] = aboutRun(timeline, lang);
  const lines = [
    'sequenceDiagram',
    `title ${escaped(about)}`,
    ...hosts.map(({ name, ip }) => `participant ${id(name)} as ${escaped(ip === null ? hostName(lang, name) : `${hostName(lang, name)} ${formatIp(ip)}`)}`),
    ...(anyNobody ? [`participant ${NOBODY} as ${escaped(message(lang, 'export.nobody'))}`] : []),
    ...storyOf(timeline).flatMap((happening) => lineOf(happening)),
  ];
  const first = hosts[0];
  if (first) lines.push(...notes.map((note) => `Note over ${id(first.name)}: ${escaped(note)}`));
  return `${lines.map((line, index) => (index === 0 ? line : `    ${line}`)).join('\n')}\n`;

  function lineOf(happening: Happening): readonly string[] {
    if (happening.kind === 'arrival') return [];
    if (happening.kind === 'state') return [`Note over ${id(happening.state.host)}: ${escaped(happening.state.to)}`];
    if (happening.kind === 'call') return [`Note over ${id(happening.call.host)}: ${escaped([happening.call.call, happening.call.result ?? ''].join(' ').trim())}`];
    const { packet } = happening;
    const gone = packet.fate === 'lost' || packet.fate === 'no-host' || packet.fate === 'stopped';
    const arrow = `${packet.signs.again ? '--' : '-'}${gone ? 'x' : '>>'}`;
    const base = absolute ? {} : relativeBase(bases, packet.segment);
    const marks = [...marksOf(packet, timeline.moves, lang), dropMark(packet, lang) ?? []].flat();
    const text = `${seconds(packet.sentAt)} ${labelOf(packet.segment, base, withPorts)}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
    return [`${id(packet.from)}${arrow}${packet.to === null ? NOBODY : id(packet.to)}: ${escaped(text)}`];
  }
}

/** Text as Mermaid takes it: what could end it, begin something else or be read as HTML becomes an entity. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[#;%<>"'`&\\{}]/g, (mark) => `#${mark.charCodeAt(0)};`);
}
