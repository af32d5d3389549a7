import { besideRows, type Half } from '../../components/beside.ts';
import { cells, padded, paddedLeft, wrapped } from '../../components/cells.ts';
import { seconds } from '../../components/clock.ts';
import { framed, innerWidth, type FrameTexts } from '../../components/frame.ts';
import { fitted, line, paragraph, span, type Line } from '../../components/line.ts';
import { scrolled } from '../../components/scroll.ts';
import type { Words } from '../../components/words.ts';
import { eventsText } from '../../plain/step-lines.ts';
import type { Voice } from '../../plain/voice.ts';
import { kernelName } from '../../referee/kernel-name.ts';
import { besideStop, partingSegment, type Pair } from '../../referee/travel/side-by-side.ts';
import { branchStop, type Stop, type StopView, type Travel } from '../../referee/travel/travel.ts';
import { wayOf } from '../../referee/travel/visit.ts';
import type { Glyphs, Style } from '../../theme.tsx';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import { sizeClass, type Size } from '../size-class.ts';
import { hostRows, type HostRows } from './host-rows.ts';
import { laneRows } from './lanes.ts';
import { pictureRows, segmentAt } from './picture.ts';
import type { TIME_KEYS } from './time-keys.ts';
import type { Side, TimeModel } from './time-model.ts';
import type { TimeState } from './time-state.ts';

/** What the screen is drawn from. */
export interface TimePicture {
  readonly model: TimeModel;
  readonly state: TimeState;
  /** Level and its place. */
  readonly title: string;
  readonly words: Words;
  readonly size: Size;
  readonly glyphs: Glyphs;
  readonly keys: typeof TIME_KEYS;
}

/** A moment of the run with all its hosts, or of two ways side by side; below it the timeline. */
export function timeRows(picture: TimePicture): Line[] {
  const { model, state, title, words, size, keys } = picture;
  const travel = model.travel({ way: state.way });
  const stop = travel.stops[state.number]!;
  const height = bodyHeight(size);
  const below = timelineHeight(picture, height);
  const upper = state.beside === null ? alone(picture, height - below) : together(picture, height - below);
  const name = sideName({ way: state.way }, model, words);
  const isLast = state.number === travel.stops.length - 1;
  const rows = screenRows(
    {
      title: line(span(` ${words.word('time.title')}  ${title}`, { bold: true }), model.visit.ways.length > 1 ? `  ${name}` : ''),
      titleEnd: line(`${words.word('time.where', { n: state.number, of: travel.stops.length - 1, time: seconds(stop.at) })} `),
      body: [...upper, ...timeline(picture, travel, below)],
      footer: footerKeys(keys, 'time', words.lang, {
        ...(isLast && { branch: words.word('time.key-go') }),
        ...(model.visit.ways.length === 1 && { beside: null, way: null, take: null }),
        ...(state.way === 0 && { take: null }),
        ...(state.beside === null && { difference: null }),
        ...(model.kernels.length < 2 && { kernel: null }),
        leave: words.word('time.key-leave'),
      }),
    },
    size,
  );
  return state.told === null ? rows : [...rows.slice(0, -1), ...paragraph(` ${state.told}`, size.columns - 1, { bold: true }).slice(0, 1)];
}

/** `the run`, `branch 2`, `Linux 4.4`. */
export function sideName(side: Side, { visit }: Pick<TimeModel, 'visit'>, words: Words): string {
  if ('kernel' in side) return words.phrase(kernelName(side.kernel));
  const from = wayOf(visit, side.way)?.from;
  return from ? words.word('time.branch-from', { id: side.way, time: seconds(from.at) }) : words.word('time.run');
}

function shortName(side: Side, words: Words): string {
  if ('kernel' in side) return words.phrase(kernelName(side.kernel));
  return side.way === 0 ? words.word('time.run') : words.word('time.branch', { id: side.way });
}

/** Whether there is room for one panel only. */
export function isAlone(size: Size): boolean {
  return sizeClass(size) === 'small';
}

/** The hosts at the moment that is shown, in the width that they have. */
export function shownHosts({ model, state, words, size }: TimePicture): HostRows {
  const { world } = model.view(model.travel({ way: state.way }), state.number);
  return hostRows(world, words, innerWidth(isAlone(size) ? size.columns : hostsWidth(size)));
}

function hostsWidth({ columns }: Size): number {
  return Math.round(columns * 0.4);
}

/** One way: the ladder, and beside it every host in full. */
function alone(picture: TimePicture, height: number): Line[] {
  const { model, state, words, size, glyphs } = picture;
  const view = model.view(model.travel({ way: state.way }), state.number);
  const ladder = (width: number): Line[] => {
    const title = view.machines.length > 0 ? 'panel.terminal' : view.world.series.length > 0 ? 'time.series' : 'time.ladder';
    const frame: FrameTexts = { title: words.word(title), flush: true };
    return framed(frame, pictureRows(view, { mark: segmentAt(view), bars: glyphs.bars }, words, innerWidth(width, true), height - 2), width, height, glyphs);
  };
  const hosts = (width: number): Line[] => framed({ title: words.word(model.all ? 'time.hosts' : 'time.hosts-seen'), focused: true }, hostsPart(picture, view, innerWidth(width), height - 2), width, height, glyphs);
  if (isAlone(size)) return state.hosts ? hosts(size.columns) : ladder(size.columns);
  // What tools print needs the width of a terminal.
  if (state.zoom && view.machines.length > 0) return ladder(size.columns);
  const right = hostsWidth(size);
  const [one, two] = [ladder(size.columns - right), hosts(right)];
  return one.map((row, y) => [...row, ...(two[y] ?? [])]);
}

function hostsPart({ words, state }: TimePicture, view: StopView, width: number, height: number): Line[] {
  const { rows } = hostRows(view.world, words, width);
  if (rows.length === 0) return paragraph(words.word('time.nothing'), width, { tone: 'unknown' });
  return scrolled(rows, state.scroll, height, (n) => words.word('debrief.more', { n }));
}

/** Two ways, or one on two kernels, at the same moment; the run stands first. */
function together(picture: TimePicture, height: number): Line[] {
  const { model, state, words, size, glyphs } = picture;
  const side: Side = { way: state.way };
  const other = state.beside ?? side;
  const pair = model.pair(model.travel(side), model.travel(other));
  const half = (of: Side, travel: Travel, number: number): Half => {
    const view = model.view(travel, number);
    const first = pair.parting !== null && number >= pair.parting ? partingSegment(travel, pair.parting) : null;
    const title = words.word('time.way', { way: sideName(of, model, words), n: number, of: travel.stops.length - 1, time: seconds(view.stop.at) });
    return {
      title: of === side ? `> ${title}` : `  ${title}`,
      rows: (width, rows) => (state.hosts ? hostsPart(picture, view, width, rows) : pictureRows(view, { mark: marked(first, view, rows), bars: glyphs.bars }, words, width, rows)),
    };
  };
  const here = half(side, pair.here, state.number);
  const there = half(other, pair.there, besideStop(pair, state.number));
  const isFirst = 'kernel' in other || other.way > state.way;
  const notes = partingLines(pair, shortName(side, words), shortName(other, words), words).map((row) => fitted(row, size.columns));
  return [...besideRows(isFirst ? [here, there] : [there, here], size.columns, Math.max(0, height - notes.length)), ...notes];
}

/** The first segment that differs, as long as the present is seen, too; else that of this step. */
function marked(first: number | null, view: StopView, height: number): number | null {
  const { ladder } = view.world;
  const from = ladder.findIndex((entry) => entry.kind === 'segment' && entry.n === first);
  const rows = ladder.slice(Math.max(0, from)).reduce((sum, entry) => sum + (entry.kind === 'segment' ? 2 : 1), 2);
  return first !== null && rows <= height ? first : segmentAt(view);
}

/** Where the two part, and what each did there, a line each. */
function partingLines({ here, there, parting }: Pair, one: string, two: string, words: Words): Line[] {
  const style: Style = { tone: 'caution', bold: true };
  if (parting === null) return [line(span(words.word('time.alike', { here: one, there: two }), style))];
  const what = (stop: Stop | undefined): string => (stop ? eventsText(stop, voiceOf(words)) : words.word('time.nothing-there'));
  const at = (here.stops[parting] ?? there.stops[parting])!.at;
  return [
    line(span(words.word('time.parting', { n: parting, time: seconds(at), way: one, what: what(here.stops[parting]) }), style)),
    line(span(`  ${words.word('time.parting-too', { way: two, what: what(there.stops[parting]) })}`, style)),
  ];
}

function voiceOf({ lang }: Words): Voice {
  return { lang, texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: 'tcpdump' };
}

/** Rows of the timeline with its frame: the lanes of the hosts, and of the list more where there is room. */
function timelineHeight(picture: TimePicture, height: number): number {
  const { state, size } = picture;
  if (state.zoom) return Math.min(4, height);
  const lanes = lanesOf(picture).length + 1;
  const list = sizeClass(size) === 'full' ? 8 : sizeClass(size) === 'roomy' ? 6 : state.beside === null ? 4 : 2;
  return Math.min(Math.floor(height * 0.55), (isAlone(size) ? 0 : lanes) + list + 2);
}

/** The hosts of the ladder, and those without a line of their own in which something was seen. */
function lanesOf({ model, state }: TimePicture): string[] {
  const { stops } = model.travel({ way: state.way });
  const { world } = model.view(model.travel({ way: state.way }), state.number);
  const lines = [...world.lifelines].toSorted((a, b) => Number(b.you) - Number(a.you)).map(({ host }) => host);
  const others = stops.flatMap(({ events }) => events.flatMap((event) => (event.what === 'second' || event.host === null ? [] : [event.host])));
  return [...new Set([...lines, ...others])].slice(0, 4);
}

function timeline(picture: TimePicture, { stops }: Travel, height: number): Line[] {
  const { model, state, words, size, glyphs } = picture;
  const width = innerWidth(size.columns);
  const parting = state.beside === null ? null : model.pair(model.travel({ way: state.way }), model.travel(state.beside)).parting;
  const lanes = state.zoom || isAlone(size) ? [] : laneRows({ hosts: lanesOf(picture), stops, at: state.number, parting }, words, width);
  const start = branchStop(model.travel({ way: state.way }), state.number);
  const note = start === state.number ? '' : words.word('time.plain.acts-before', { n: start });
  const legend = words.word('time.legend');
  const named = `${words.word('time.timeline')}: ${legend}`;
  const isNamed = cells(named) + cells(note) + 8 <= size.columns;
  const signs = isNamed || lanes.length === 0 || sizeClass(size) === 'compact' ? [] : [line(span(legend, { tone: 'unknown' }))];
  const rows = [...lanes, ...signs, ...listRows(stops, state.number, parting, words, width, height - 2 - lanes.length - signs.length)];
  return framed({ title: isNamed ? named : words.word('time.timeline'), note }, rows, size.columns, height, glyphs);
}

/** The step that is looked at in full, and those round it. */
function listRows(stops: readonly Stop[], at: number, parting: number | null, words: Words, width: number, height: number): Line[] {
  if (height <= 0) return [];
  const numberWidth = String(stops.length - 1).length;
  const headOf = (stop: Stop, number: number): string => `${number === at ? '>' : number === parting ? '!' : ' '}${stop.acts ? '*' : ' '}${paddedLeft(String(number), numberWidth)} ${padded(seconds(stop.at), 7)} `;
  const shownRows = (number: number, most: number): Line[] => {
    const stop = stops[number];
    if (!stop) return [];
    const head = headOf(stop, number);
    const texts = wrapped(eventsText(stop, voiceOf(words)), Math.max(8, width - cells(head)));
    const style = number === at ? { bold: true } : number === parting ? ({ tone: 'caution' } as const) : {};
    return texts.slice(0, most).map((text, y) => line(span(y === 0 ? head : ' '.repeat(cells(head)), style), span(y === most - 1 && texts.length > most ? `${text} ~` : text, style)));
  };
  const current = shownRows(at, Math.max(1, Math.min(3, height - 1)));
  const before = height - current.length > 1 ? shownRows(at - 1, 1) : [];
  const after: Line[] = [];
  for (let number = at + 1; number < stops.length && before.length + current.length + after.length < height; number++) after.push(...shownRows(number, 1));
  let rows = [...before, ...current, ...after];
  for (let number = at - 1 - before.length; number >= 0 && rows.length < height; number--) rows = [...shownRows(number, 1), ...rows];
  return rows;
}
