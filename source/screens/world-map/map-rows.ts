import { cells, padded } from '../../components/cells.ts';
import { framed, innerWidth } from '../../components/frame.ts';
import { line, span } from '../../components/line.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import type { Line, Span } from '../../components/line.ts';
import { scrolled } from '../../components/scroll.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { MessageId } from '../../message/say.ts';
import type { Glyphs, Style } from '../../theme.tsx';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import { sizeClass } from '../size-class.ts';
import type { Size, SizeClass } from '../size-class.ts';
import { levelInfo, placesOf } from './level-info.ts';
import { MAP_KEYS } from './map-keys.ts';
import type { MapContext } from './map-keys.ts';
import { mapGrid, scrollTo } from './map-grid.ts';
import type { GridRow } from './map-grid.ts';
import type { MapLevel, MapModel, Mark } from './map-model.ts';
import { nextRows } from './next-rows.ts';
import { skillRows, skillStates } from './skills.ts';

export interface MapView {
  readonly model: MapModel;
  /** Index of the selected level in the course. */
  readonly selected: number;
  /** The panel that has the keys; on a small terminal the only one shown. */
  readonly panel: 'map' | 'level';
  /** How far the level's panel is scrolled. */
  readonly scroll: number;
  /** Asked before a level is opened whose needs are not met. */
  readonly asking: boolean;
  /** What is typed into the find field; null when it is closed. */
  readonly find: string | null;
}

const MARK_STYLES: Readonly<Record<Mark, Style>> = {
  '***': { tone: 'good' },
  '**.': { tone: 'good' },
  '*..': { tone: 'caution' },
  '...': {},
  '---': { tone: 'unknown' },
};

interface Layout {
  readonly mapWidth: number;
  readonly perRow: number;
  /** Titles are shown beside the marks. */
  readonly titles: boolean;
  /** An empty row between worlds. */
  readonly airy: boolean;
  /** Rows of the panel that says what may come next, borders included; 0 for none. */
  readonly next: number;
}

/** Rows of the map's panel that are not the grid's: its borders, and the legend below it. */
const NOT_GRID = 3;

/** How the map is laid out in a terminal of this size: a level a row where the whole course fits so. */
export function mapLayout(size: Size, kind: SizeClass, model: MapModel): Layout {
  const { columns } = size;
  const room = bodyHeight(size) - NOT_GRID;
  const worlds = model.worlds.length;
  if (kind === 'small') return { mapWidth: columns, perRow: 1, titles: true, airy: false, next: 0 };
  if (kind === 'compact') {
    const lines = mapGrid(model, 5).length;
    // A short course has room for a title on each row: that says more than what comes next, which the selection says, too.
    const single = model.levels.length + worlds <= room;
    return { mapWidth: columns - Math.min(40, 30 + (columns - 80)), perRow: single ? 1 : 5, titles: single, airy: false, next: (single ? model.levels.length + worlds : lines) <= room - 4 ? 4 : 0 };
  }
  const mapWidth = columns - (kind === 'full' ? 44 : 38);
  const next = kind === 'full' ? 6 : 5;
  const perRow = model.levels.length + worlds <= room - next ? 1 : 2;
  const lines = mapGrid(model, perRow).length;
  return { mapWidth, perRow, titles: true, airy: lines + worlds - 1 <= room - next, next: lines <= room - next ? next : 0 };
}

/** The world map: levels at the left, the selected one's facts at the right. */
export function mapRows(view: MapView, lang: Lang, size: Size, glyphs: Glyphs, keys: typeof MAP_KEYS = MAP_KEYS): Line[] {
  const kind = sizeClass(size);
  const layout = mapLayout(size, kind, view.model);
  const height = bodyHeight(size);
  const say = (id: MessageId, params?: Parameters<typeof message>[2]) => message(lang, id, params);
  const asked = view.asking ? 3 : 0;
  const bottom = kind === 'small' && height < 8 ? 0 : 1;
  const panelHeight = height - bottom - (height - bottom - asked >= 3 ? asked : 0);
  const coming = nextRows(view.model, lang, innerWidth(size.columns));
  const nextHeight = view.asking || panelHeight - layout.next < 6 ? 0 : Math.min(layout.next, coming.length + 2);
  const mapHeight = panelHeight - nextHeight;
  const showMap = kind !== 'small' || view.panel === 'map';
  const left = showMap ? mapPanel(view, lang, layout, mapHeight, glyphs) : [];
  const right = kind !== 'small' || view.panel === 'level' ? rightColumn(view, lang, kind === 'small' ? size.columns : size.columns - layout.mapWidth, mapHeight, glyphs) : [];
  const next = nextHeight === 0 ? [] : framed({ title: say('map.next') }, coming, size.columns, nextHeight, glyphs);
  const panels = Array.from({ length: Math.max(0, mapHeight) }, (_, y) => [...(left[y] ?? []), ...(right[y] ?? [])]);
  const legend = view.find === null ? line(` ${say(size.columns < 66 ? 'map.legend-short' : 'map.legend')}`) : line(` ${say('map.find')} >`, { ...span(`${view.find}_`, { bold: true }), cursor: true });
  return screenRows(
    {
      title: line(span(` ${say('map.title')}`, { bold: true })),
      titleEnd: line(say('app.language-mark'), ' '),
      body: [...panels, ...next, ...(panelHeight < height - bottom ? question(view, lang, size, glyphs) : []), ...(bottom === 1 ? [legend] : [])],
      footer: footerKeys(keys, mapContext(view), lang, { leave: say('map.key-quit') }),
    },
    size,
  );
}

/** Which keys count now. */
export function mapContext(view: Pick<MapView, 'find' | 'asking'>): MapContext {
  return view.find !== null ? 'find' : view.asking ? 'ask' : 'map';
}

function mapPanel(view: MapView, lang: Lang, layout: Layout, height: number, glyphs: Glyphs): Line[] {
  const { model, selected } = view;
  const width = innerWidth(layout.mapWidth);
  const grid = mapGrid(model, layout.perRow, layout.airy);
  const visible = Math.max(0, height >= 3 ? height - 2 : height);
  const top = scrollTo(grid, selected, visible);
  const rows = grid.slice(top, top + visible).map((row) => gridLine(row, view, lang, layout, width));
  const hidden = grid.length - rows.length;
  const solved = message(lang, 'map.solved', { n: model.solved, of: model.solvable });
  const note = hidden > 0 ? `${solved}  ${message(lang, 'map.more-rows', { from: top + 1, to: top + rows.length, of: grid.length })}` : solved;
  return framed({ title: message(lang, 'map.panel'), note, focused: view.panel === 'map' }, rows, layout.mapWidth, height, glyphs);
}

function gridLine(row: GridRow, view: MapView, lang: Lang, layout: Layout, width: number): Line {
  if (row.kind === 'gap') return [];
  if (row.kind === 'world') return worldHeading(row.world, view.model, lang, width);
  const slot = Math.floor((width - 1) / layout.perRow);
  return row.count === 0 ? [] : [{ text: ' ' }, ...view.model.levels.slice(row.first, row.first + row.count).flatMap((item, x) => entry(item, row.first + x === view.selected, view.model, lang, slot, layout))];
}

function worldHeading(number: number, model: MapModel, lang: Lang, width: number): Line {
  const world = model.worlds.find((one) => one.number === number);
  const levels = world?.levels.filter(({ level }) => level.id !== SANDBOX) ?? [];
  const done = levels.length === 0 ? '' : `${levels.filter((item) => item.progress.stars > 0).length}/${levels.length}`;
  const title = padded(`${number} ${world?.title[lang] ?? ''}`, Math.max(0, width - cells(done) - 2));
  return line(span(title, { bold: true }), span(` ${done}`, { tone: 'unknown' }));
}

/** `[5-2...]` selected, ` 5-2... ` otherwise: seen without colour. */
function entry(item: MapLevel, isSelected: boolean, model: MapModel, lang: Lang, slot: number, { titles, perRow }: Layout): Span[] {
  const [before, after] = isSelected ? ['[', ']'] : [' ', ' '];
  const style: Style = { ...MARK_STYLES[item.mark], bold: isSelected };
  if (!titles) return [{ text: before }, { text: `${item.place}${item.mark}`, style }, { text: padded(after, Math.max(1, slot - 1 - cells(item.place) - 3)) }];
  const title = item.level.title[lang];
  const head = `${padded(item.place, 4)} `;
  const room = Math.max(0, slot - 2 - cells(head) - 4);
  const facts = perRow === 1 ? rowFacts(item, model, lang) : '';
  const told = facts !== '' && cells(title) + cells(facts) + 2 <= room ? padded(title, room - cells(facts) - 1) : padded(title, room);
  return [{ text: before }, { text: head }, { text: item.mark, style }, { text: ` ${told}`, style: { bold: isSelected } }, ...(told.length < padded(title, room).length ? [{ text: `${facts} `, style: { tone: 'unknown' as const } }] : []), { text: after }];
}

/** What of a level is worth a place on its row. */
function rowFacts({ level, progress, missing }: MapLevel, model: MapModel, lang: Lang): string {
  if (progress.moves !== null) return message(lang, 'map.row-best', { n: progress.moves, par: level.par });
  if (missing.length > 0) return message(lang, 'map.row-needs', { levels: placesOf(missing, model) });
  return `${message(lang, 'map.row-par', { par: level.par })}, ${message(lang, 'map.minutes', { n: level.minutes })}`;
}

/** The selected level, and below it, where there is room for both, the skills. */
function rightColumn(view: MapView, lang: Lang, width: number, height: number, glyphs: Glyphs): Line[] {
  const item = view.model.levels[view.selected];
  const skills = skillStates(view.model);
  const below = skills.length + 2;
  const above = item === undefined ? 0 : levelInfo(item, view.model, lang, innerWidth(width)).length + 2;
  if (skills.length === 0 || width < 36 || above + below > height) return infoPanel(view, lang, width, height, glyphs);
  return [...infoPanel(view, lang, width, height - below, glyphs), ...framed({ title: message(lang, 'map.skills') }, skillRows(skills, lang, innerWidth(width)), width, below, glyphs)];
}

function infoPanel(view: MapView, lang: Lang, width: number, height: number, glyphs: Glyphs): Line[] {
  const item = view.model.levels[view.selected];
  if (item === undefined) return framed({ title: message(lang, 'map.no-level') }, [], width, height, glyphs);
  const rows = levelInfo(item, view.model, lang, innerWidth(width));
  const focused = view.panel === 'level';
  const more = (n: number): string => message(lang, focused ? 'panel.more.scroll' : 'map.more-tab', { n });
  return framed({ title: `${item.place} ${item.level.title[lang]}`, focused }, scrolled(rows, view.scroll, Math.max(1, height - 2), more), width, height, glyphs);
}

function question(view: MapView, lang: Lang, size: Size, glyphs: Glyphs): Line[] {
  const item = view.model.levels[view.selected];
  if (item === undefined) return [];
  const places = placesOf(item.missing, view.model);
  return framed({ title: message(lang, 'map.locked'), focused: true }, [line(message(lang, 'map.play-anyway', { levels: places }))], size.columns, 3, glyphs);
}
