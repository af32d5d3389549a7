import { formatIp } from '../../tcp/address.ts';
import type { JudgedMove } from '../../referee/session-view.ts';
import type { Ms } from '../../time.ts';
import type { Style } from '../../theme.tsx';
import type { LadderEntry, Lifeline, SegmentEntry } from '../../world/view.ts';
import { cells, cut, wrapped } from '../cells.ts';
import { seconds } from '../clock.ts';
import { canvas, canvasLine, put, type Line } from '../line.ts';
import { OUTCOME_MARK, SIDE_NAME, sideStyle } from '../outcome.ts';
import type { Words } from '../words.ts';
import { connectionNames } from './connections.ts';
import { drawArrow } from './arrow.ts';
import { ladderGeometry, type LadderGeometry } from './geometry.ts';
import { ACK, has, SYN } from '../../tcp/flags.ts';
import { baseOf, optionsLabel, segmentLabel, sequenceBases, type Notation } from './segment-label.ts';

/** What a ladder is drawn from. */
export interface LadderModel {
  readonly lifelines: readonly Lifeline[];
  readonly entries: readonly LadderEntry[];
  readonly judged: readonly JudgedMove[];
  /** Virtual time that is drawn: the world's, or between two of its times while it is animated. */
  readonly now: Ms;
  /** What is on its way gets a mark only, and does not move. */
  readonly still: boolean;
  readonly absolute: boolean;
  /** How segments are written; `short` when not given. */
  readonly notation?: Notation;
  /** Number of the selected segment. */
  readonly selected: number | null;
  /** Somebody waits for the player: the lifeline that is his. */
  readonly yourMove: boolean;
  /** The host whose act is asked for; none: any of the player's. */
  readonly asked?: string | null;
  /** Number of the segment that is asked about: it stays in sight, whatever has happened since. */
  readonly about?: number | null;
  readonly won: boolean;
}

const DIM: Style = { tone: 'unknown' };
const BOLD: Style = { bold: true };
const SELECTED: Style = { inverse: true, bold: true };
const BAD: Style = { tone: 'bad', bold: true };
const CAUTION: Style = { tone: 'caution' };

/** The whole ladder in `height` lines: names and states, then as many entries as fit, the latest or those round the selected one. */
export function ladderRows(model: LadderModel, words: Words, width: number, height: number): Line[] {
  const geometry = ladderGeometry(width, model.lifelines.length);
  const head = headerRows(model, words, geometry);
  const room = height - head.length;
  if (room <= 0) return head.slice(0, height);
  const drawn = drawer(model, words, geometry);
  const tail = model.yourMove && model.selected === null ? [yourMoveRow(model, words, geometry)] : [];
  let last = model.entries.length - 1;
  // While it is animated, what happens later is not drawn yet.
  while (last >= 0 && beginsAt(model.entries[last]!) > model.now) last--;
  const placeOf = (n: number | null | undefined): number => (n === null || n === undefined ? -1 : model.entries.findIndex((entry) => entry.kind === 'segment' && entry.n === n));
  const selectedAt = placeOf(model.selected);
  const aboutAt = model.selected === null ? placeOf(model.about) : -1;
  if (room === 1 && aboutAt >= 0) tail.length = 0;
  let body = fromTheEnd(model.entries, last, room - tail.length, drawn);
  if (selectedAt >= 0 && body.first > selectedAt) body = fromTheEnd(model.entries, selectedAt, room, drawn);
  else if (aboutAt >= 0 && aboutAt <= last && body.first > aboutAt) {
    const since = fromTheEnd(model.entries, last, room - tail.length - 1, drawn);
    body = { rows: [...drawn(model.entries[aboutAt]!).slice(0, 1), ...since.rows], first: aboutAt };
  }
  const empty = canvas(geometry.width);
  for (const x of geometry.lifelines) put(empty, x, '|');
  const filler = canvasLine(empty);
  const rows = [...head, ...body.rows, ...tail];
  while (rows.length < height) rows.push(filler);
  return rows;
}

function beginsAt(entry: LadderEntry): Ms {
  return entry.kind === 'segment' ? entry.sentAt : entry.at;
}

type Drawer = (entry: LadderEntry) => Line[];

/** Rows of the entries up to `last`, walking back until the room is full: a long run costs no more than a short one. */
function fromTheEnd(entries: readonly LadderEntry[], last: number, room: number, drawn: Drawer): { readonly rows: Line[]; readonly first: number } {
  const groups: Line[][] = [];
  let used = 0;
  let first = last + 1;
  for (let i = last; i >= 0 && used < room; i--) {
    const rows = drawn(entries[i]!);
    if (used + rows.length > room) rows.splice(Math.max(1, room - used));
    groups.unshift(rows);
    used += rows.length;
    first = i;
  }
  return { rows: groups.flat().slice(-Math.max(0, room)), first };
}

/** Name, address and state of each host; what does not fit beside the next one is said shorter. */
function headerRows(model: LadderModel, words: Words, geometry: LadderGeometry): Line[] {
  const names = canvas(geometry.width);
  const states = canvas(geometry.width);
  let free = geometry.width;
  let freeBelow = geometry.width;
  // From the right: the outer labels have their fixed edge, the one before must end in front of the next.
  for (let i = model.lifelines.length - 1; i >= 0; i--) {
    const lifeline = model.lifelines[i]!;
    const who = lifelineName(lifeline, model.lifelines, words);
    const [address = '', port] = lifeline.address.split(':');
    const share = model.lifelines.length > 1 ? Math.floor(geometry.width / model.lifelines.length) + (model.lifelines.length === 2 ? 4 : 0) : geometry.width;
    const fits = (text: string): boolean => cells(text) <= share && labelAt(i, cells(text), geometry) + cells(text) <= free;
    const full = `${who} ${lifeline.address}${lifeline.behind ? ` ${words.word('play.behind', { nat: lifeline.behind })}` : ''}`;
    const short = [full, `${who} ${lifeline.address}`, `${who} ${address}`, who].find(fits) ?? '';
    const stateTexts = short.includes(lifeline.address) || !port ? [lifeline.state ?? ''] : [`${lifeline.state ?? ''} :${port}`.trim(), lifeline.state ?? ''];
    // A state ends before the one at its right begins.
    const stateRoom = Math.min(share, freeBelow - labelAt(i, 0, geometry));
    const state = stateTexts.find((text) => cells(text) <= Math.min(share, freeBelow - labelAt(i, cells(text), geometry))) ?? cut(stateTexts.at(-1)!, stateRoom);
    const style: Style = lifeline.you ? { ...sideStyle(lifeline.side), bold: true } : sideStyle(lifeline.side);
    const at = labelAt(i, cells(short), geometry);
    put(names, at, short, style);
    put(states, labelAt(i, cells(state), geometry), state, style);
    free = at - 1;
    freeBelow = labelAt(i, cells(state), geometry) - 1;
  }
  return [canvasLine(names), canvasLine(states)];
}

/** `YOU`, or the side; the host's own name where that would be said of two. */
export function lifelineName(lifeline: Lifeline, all: readonly Lifeline[], words: Words): string {
  const alike = all.filter((other) => other.you === lifeline.you && (lifeline.you || other.side === lifeline.side)).length > 1;
  if (lifeline.you) return alike ? `${words.word('play.you')} ${words.host(lifeline.host)}` : words.word('play.you');
  // Behind one address it is the name that tells them apart.
  return alike || lifeline.behind ? words.host(lifeline.host) : words.word(SIDE_NAME[lifeline.side]);
}

/** Where a label of a lifeline begins: at the first from it on, at the last up to it, else around it. */
function labelAt(i: number, size: number, geometry: LadderGeometry): number {
  const x = geometry.lifelines[i]!;
  const last = geometry.lifelines.length - 1;
  const at = i === 0 ? x - 3 : i === last ? x + Math.min(geometry.labelWidth, 7) - size + 1 : x - Math.floor(size / 2);
  return Math.max(0, Math.min(geometry.width - size, at));
}

function drawer(model: LadderModel, words: Words, geometry: LadderGeometry): Drawer {
  const bases = sequenceBases(model.entries);
  const connection = connectionNames(model.entries);
  const judged = new Map(model.judged.map((move) => [move.number, move]));
  return (entry) => {
    switch (entry.kind) {
      case 'segment':
        return segmentRows(entry, { model, words, geometry, bases, connection: connection(entry), judged: entry.move === null ? null : (judged.get(entry.move) ?? null) });
      case 'state':
        return [noteRow(entry.lifeline, entry.at, `${entry.from} -> ${entry.to}`, '=', { ...tone(model, entry.lifeline), bold: true }, geometry)];
      case 'call':
        return [noteRow(entry.lifeline, entry.at, `${entry.call}${entry.result === null ? ' ...' : ` ${entry.result}`}`, '$', DIM, geometry)];
    }
  };
}

function tone(model: LadderModel, lifeline: number): Style {
  const side = model.lifelines[lifeline]?.side;
  return side ? sideStyle(side) : {};
}

function lifelinesOn(geometry: LadderGeometry): ReturnType<typeof canvas> {
  const row = canvas(geometry.width);
  for (const x of geometry.lifelines) put(row, x, '|');
  return row;
}

/** A remark at a lifeline, behind it or (at the last) before it. */
function noteRow(lifeline: number, at: Ms, text: string, mark: string, style: Style, geometry: LadderGeometry): Line {
  const row = lifelinesOn(geometry);
  put(row, 0, seconds(at), DIM);
  const last = geometry.lifelines.length - 1;
  const x = geometry.lifelines[lifeline] ?? geometry.timeWidth;
  if (lifeline === last && last > 0) {
    const room = x - geometry.timeWidth - 2;
    const shown = `${shortCall(text, room - 2)} ${mark}`;
    put(row, x - cells(shown), shown, style);
  } else put(row, x + 1, `${mark} ${shortCall(text, geometry.width - x - 4)}`, style);
  return canvasLine(row);
}

/** A call without its arguments where it does not fit: what came of it matters more. */
function shortCall(text: string, room: number): string {
  return cut(cells(text) <= room ? text : text.replace(/\(.*\)/, '(...)'), room);
}

interface SegmentContext {
  readonly model: LadderModel;
  readonly words: Words;
  readonly geometry: LadderGeometry;
  readonly bases: ReadonlyMap<string, number>;
  /** Of several connections that of this segment, or ''. */
  readonly connection: string;
  readonly judged: JudgedMove | null;
}

/** How far a segment is at the drawn time, 0..1. */
export function progressOf(entry: SegmentEntry, now: Ms): number {
  const way = entry.endsAt - entry.sentAt;
  const share = way <= 0 ? 1 : Math.max(0, Math.min(1, (now - entry.sentAt) / way));
  return entry.fate === 'lost' ? share * entry.progressAtEnd : share;
}

function segmentRows(entry: SegmentEntry, context: SegmentContext): Line[] {
  const { model, words, geometry, bases } = context;
  const row = lifelinesOn(geometry);
  const underway = entry.endsAt > model.now && (entry.fate === 'in-flight' || !model.still);
  const base = baseOf(entry.segment, bases, model.absolute);
  const notes = [
    ...(entry.forged || isTranslated(entry, model.lifelines) ? [`src=${formatIp(entry.segment.srcIp)}`] : []),
    ...(entry.retransmission ? [words.word('play.retransmitted')] : []),
  ];
  const from = geometry.lifelines[entry.from] ?? geometry.timeWidth;
  const to = destination(entry, geometry, from);
  const ended = !underway && entry.fate !== 'in-flight';
  let label = '';
  const arrow = drawArrow({
    from,
    to,
    label: (room) => {
      const text = segmentLabel(entry.segment, { base, wide: geometry.wide, connection: context.connection, notes, ...(model.notation && { notation: model.notation }) }, room);
      if (cells(text) > cells(label)) label = text;
      return text;
    },
    progress: underway && !model.still ? progressOf(entry, model.now) : ended && entry.fate === 'lost' ? entry.progressAtEnd : 1,
    behind: underway && model.still ? '.' : '-',
    head: ended && entry.fate === 'lost' ? 'x' : ended && (entry.fate === 'no-host' || entry.fate === 'stopped') ? '?' : '>',
    ahead: underway ? '.' : ' ',
  });
  put(row, 0, seconds(entry.sentAt), DIM);
  const style = tone(model, entry.from);
  put(row, arrow.x, arrow.text, ended && (entry.fate === 'lost' || entry.fate === 'dropped') ? { ...style, tone: 'bad' } : style);
  const mark = segmentMark(entry, context, underway);
  const number = `#${entry.n}`;
  const isSelected = model.selected === entry.n;
  if (isSelected) put(row, geometry.labelAt - 1, '>', BOLD);
  put(row, geometry.labelAt, number, isSelected ? SELECTED : BOLD);
  if (mark) put(row, geometry.labelAt + number.length + 1, cut(mark.text, geometry.labelWidth - number.length - 1), mark.style);
  const rows = [canvasLine(row)];
  // An acknowledgment that found no room on the arrow is said below it.
  const ack = has(entry.segment.flags, ACK) && !label.includes(' ack ') ? `ack ${(entry.segment.ack - (base.ackBase ?? 0)) >>> 0}` : '';
  const gap = Math.abs(to - from);
  // Under a short arrow every cell counts.
  const indent = gap < 20 ? 1 : gap < 24 ? 2 : 3;
  const room = gap - indent - (gap < 20 ? 0 : 1);
  const detail = detailText(entry, context, underway, base, ack, room);
  // What does not fit beside the number goes below it.
  const texts = [ack, detail.text].filter((text) => text !== '');
  const details = cells(texts.join(' ')) <= room ? [texts.join(' ')] : texts.flatMap((text) => wrapped(text, room));
  if (details.length === 0 && detail.label) details.push('');
  for (const [i, text] of details.entries()) {
    if (text === '' && !detail.label) continue;
    const below = lifelinesOn(geometry);
    put(below, Math.min(from, to) + indent, cut(text, room), detail.style);
    if (i === 0) put(below, geometry.labelAt, cut(detail.label, geometry.labelWidth), BAD);
    rows.push(canvasLine(below));
  }
  return rows;
}

/** A SYN that a router has given its address: from then on the server knows the connection by it. */
function isTranslated({ from, segment }: SegmentEntry, lifelines: readonly Lifeline[]): boolean {
  return segment.flags === SYN && lifelines[from]?.behind === formatIp(segment.srcIp);
}

/** The column a segment heads for; one for nobody ends before the next lifeline. */
function destination(entry: SegmentEntry, geometry: LadderGeometry, from: number): number {
  if (entry.to !== null && entry.to !== entry.from) return geometry.lifelines[entry.to] ?? from;
  const last = geometry.lifelines.length - 1;
  const neighbour = geometry.lifelines[entry.from < last ? entry.from + 1 : entry.from - 1] ?? geometry.edge;
  return entry.to === null ? Math.round(from + (neighbour - from) * 0.8) : Math.round(from + (neighbour - from) * 0.5);
}

function segmentMark(entry: SegmentEntry, context: SegmentContext, underway: boolean): { readonly text: string; readonly style: Style } | null {
  const { words, model, judged, geometry } = context;
  const size = geometry.wide ? 'long' : 'short';
  if (underway) return { text: words.word(`play.fate.in-flight.${size}`), style: CAUTION };
  if (judged && model.won && judged.number === model.judged.length) return { text: words.word('play.mark.win'), style: { tone: 'good', bold: true } };
  if (judged) return { text: words.word(OUTCOME_MARK[judged.verdict.outcome].word), style: OUTCOME_MARK[judged.verdict.outcome].style };
  if (entry.fate === 'lost' || entry.fate === 'dropped' || entry.fate === 'no-host' || entry.fate === 'stopped') return { text: words.word(`play.fate.${entry.fate}.${size}`), style: BAD };
  return entry.auto && geometry.wide && entry.move === null ? { text: words.word('play.auto'), style: DIM } : null;
}

function detailText(entry: SegmentEntry, { judged, words, geometry }: SegmentContext, underway: boolean, base: ReturnType<typeof baseOf>, ack: string, room: number): { readonly text: string; readonly style: Style; readonly label: string } {
  const label = judged?.verdict.misconception ?? '';
  if (!underway && entry.obeyed) return { text: words.word('play.obeyed'), style: DIM, label };
  if (!underway && entry.dropReason) {
    const text = dropText(entry.dropReason, words);
    return { text: geometry.wide && text !== entry.dropReason ? `${entry.dropReason}: ${text}` : text, style: BAD, label };
  }
  const options = entry.retransmission ? '' : optionsLabel(entry.segment, base, room - (ack === '' ? 0 : cells(ack) + 1));
  // A lone timestamp is on every segment: no row for it where rows are few.
  return { text: options === 'TS' ? '' : options, style: DIM, label };
}

/** A reason of Linux in words; its own name where the catalogue has none. */
export function dropText(reason: string, words: Words): string {
  const text = words.phrase({ id: `drop.${reason}` });
  return text.startsWith('<') ? reason : text;
}

/** `? |<. . . your move . . .|` from the player's lifeline to the one that it heard from last. */
function yourMoveRow(model: LadderModel, words: Words, geometry: LadderGeometry): Line {
  const row = lifelinesOn(geometry);
  const mine = Math.max(0, model.lifelines.findIndex((lifeline) => lifeline.you && (!model.asked || lifeline.host === model.asked)));
  const heard = model.entries.findLast((entry) => entry.kind === 'segment' && entry.to === mine && entry.from !== mine);
  const peer = heard?.kind === 'segment' ? heard.from : mine === 0 ? geometry.lifelines.length - 1 : 0;
  const [left, right] = [geometry.lifelines[mine] ?? 0, peer === mine ? geometry.edge : (geometry.lifelines[peer] ?? 0)].sort((a, b) => a - b) as [number, number];
  const length = Math.max(0, right - left - 1);
  put(row, Math.max(0, geometry.timeWidth - 5), '?', CAUTION);
  put(row, left + 1, Array.from({ length }, (_, i) => (i % 2 === 0 ? ' ' : '.')).join(''), DIM);
  put(row, mine < peer ? right - 1 : left + 1, mine < peer ? '>' : '<', CAUTION);
  const text = ` ${cut(words.word('play.your-move'), length - 4)} `;
  put(row, left + 1 + Math.floor((length - cells(text)) / 2), text, BOLD);
  return canvasLine(row);
}
