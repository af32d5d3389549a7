import { cells, padded } from '../../components/cells.ts';
import { framed, innerWidth } from '../../components/frame.ts';
import { line, span } from '../../components/line.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import type { Line } from '../../components/line.ts';
import { scrolled } from '../../components/scroll.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { MessageId } from '../../message/say.ts';
import type { Waiting } from '../../quiz/day.ts';
import type { Glyphs } from '../../theme.tsx';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import { sizeClass } from '../size-class.ts';
import type { Size, SizeClass } from '../size-class.ts';
import { levelInfo, placesOf } from './level-info.ts';
import { MAP_KEYS } from './map-keys.ts';
import type { MapContext } from './map-keys.ts';
import { foldedTo, mapGrid, scrollTo } from './map-grid.ts';
import type { GridRow } from './map-grid.ts';
import { mapEntry } from './map-entry.ts';
import { worldIndex } from './map-model.ts';
import type { MapLevel, MapModel } from './map-model.ts';
import { nextLine, nextRows, quizText } from './next-rows.ts';
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
  /** Levels are opened in expert mode. */
  readonly expert?: boolean;
  /** A sentence in the place of the legend until the next key. */
  readonly told?: MessageId | null;
  /** What waits in the quiz; null: not known. */
  readonly quiz?: Waiting | null;
}

interface Layout {
  readonly mapWidth: number;
  readonly perRow: number;
  /** Only the world of the selected level is unfolded. */
  readonly folds: boolean;
  /** An empty row between worlds. */
  readonly airy: boolean;
  /** Rows that say what may come next: a panel with its borders, one line, or none. */
  readonly next: number;
}

/** Rows of the map's panel that are not the grid's: its borders, and the legend below it. */
const NOT_GRID = 3;
const NEXT_LINE = 1;
const NEXT_PANEL = { small: NEXT_LINE, compact: 4, roomy: 5, full: 6 } as const;

/** How the map is laid out in a terminal of this size: a level a row; in a large one two; where the whole course does not fit so, only one world is unfolded. */
export function mapLayout(size: Size, kind: SizeClass, model: MapModel): Layout {
  const { columns } = size;
  const room = bodyHeight(size) - NOT_GRID;
  const mapWidth = { small: columns, compact: columns - Math.min(40, 30 + (columns - 80)), roomy: columns - 38, full: columns - 44 }[kind];
  const largest = Math.max(0, ...model.worlds.map(({ levels }) => levels.length));
  const whole = { perRow: 1, folds: false, lines: mapGrid(model, 1).length };
  const two = { perRow: 2, folds: false, lines: mapGrid(model, 2).length };
  const one = { perRow: 1, folds: true, lines: model.worlds.length + largest };
  const forms = kind === 'full' ? [whole, two, one] : [whole, one];
  const fitting = forms.flatMap((form) => [NEXT_PANEL[kind], NEXT_LINE].map((next) => ({ ...form, next }))).find(({ lines, next }) => lines + next <= room);
  const { perRow, folds, lines, next } = fitting ?? { ...one, next: 0 };
  return { mapWidth, perRow, folds, airy: lines + model.worlds.length - 1 + next <= room, next };
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
  const next = view.asking || panelHeight - layout.next < 6 ? [] : coming(view, lang, layout.next, size.columns, glyphs, keys);
  const nextHeight = next.length;
  const mapHeight = panelHeight - nextHeight;
  const showMap = kind !== 'small' || view.panel === 'map';
  const left = showMap ? mapPanel(view, lang, layout, mapHeight, glyphs) : [];
  const right = kind !== 'small' || view.panel === 'level' ? rightColumn(view, lang, kind === 'small' ? size.columns : size.columns - layout.mapWidth, mapHeight, glyphs, keys) : [];
  const panels = Array.from({ length: Math.max(0, mapHeight) }, (_, y) => [...(left[y] ?? []), ...(right[y] ?? [])]);
  const legend = view.find === null ? line(` ${say(view.told ?? legendFor(view, size))}`) : line(` ${say('map.find')} >`, { ...span(`${view.find}_`, { bold: true }), cursor: true });
  return screenRows(
    {
      title: line(span(` ${say('map.title')}`, { bold: true }), ...(view.expert ? [span(`  ${say('map.expert')}`, { bold: true, tone: 'caution' })] : [])),
      titleEnd: line(say('app.language-mark'), ' '),
      body: [...panels, ...next, ...(panelHeight < height - bottom ? question(view, lang, size, glyphs) : []), ...(bottom === 1 ? [legend] : [])],
      footer: footerKeys(keys, mapContext(view), lang, { leave: say('map.key-quit'), ...(view.quiz && view.quiz.due > 0 && view.quiz.left > 0 && { quiz: say('map.key-quiz-due', { n: view.quiz.due }) }) }),
    },
    size,
  );
}

/** What the marks of the levels mean; those of experts only to whom they may concern. */
function legendFor({ model, expert }: MapView, { columns }: Size): MessageId {
  if (columns >= 78 && (expert || model.levels.some(({ progress }) => progress.expert))) return 'map.legend-expert';
  return columns < 66 ? 'map.legend-short' : 'map.legend';
}

/** What may come next, in a panel or in the one line that there is for it. */
function coming({ model, selected, quiz = null }: MapView, lang: Lang, height: number, width: number, glyphs: Glyphs, keys: typeof MAP_KEYS): Line[] {
  if (height === 0) return [];
  if (height === NEXT_LINE) return [line(' ', ...nextLine(model, selected, keys, lang, width - 1))];
  const rows = nextRows(model, lang, innerWidth(width), quizText(model, quiz, keys, lang));
  return framed({ title: message(lang, 'map.next') }, rows, width, Math.min(height, rows.length + 2), glyphs);
}

/** Which keys count now. */
export function mapContext(view: Pick<MapView, 'find' | 'asking'>): MapContext {
  return view.find !== null ? 'find' : view.asking ? 'ask' : 'map';
}

function mapPanel(view: MapView, lang: Lang, layout: Layout, height: number, glyphs: Glyphs): Line[] {
  const { model, selected } = view;
  const width = innerWidth(layout.mapWidth);
  const all = mapGrid(model, layout.perRow, layout.airy);
  const grid = layout.folds ? foldedTo(all, model.worlds[worldIndex(model, selected)]?.number ?? 1) : all;
  const visible = Math.max(0, height >= 3 ? height - 2 : height);
  const top = scrollTo(grid, selected, visible);
  const rows = grid.slice(top, top + visible).map((row) => gridLine(row, view, lang, layout, width));
  const hidden = grid.length - rows.length;
  const solved = message(lang, 'map.solved', { n: model.solved, of: model.solvable, stars: model.stars });
  const note = hidden > 0 ? `${solved}  ${message(lang, 'map.more-rows', { from: top + 1, to: top + rows.length, of: grid.length })}` : solved;
  return framed({ title: message(lang, 'map.panel'), note, focused: view.panel === 'map' }, rows, layout.mapWidth, height, glyphs);
}

function gridLine(row: GridRow, view: MapView, lang: Lang, layout: Layout, width: number): Line {
  if (row.kind === 'gap') return [];
  if (row.kind === 'world') return worldHeading(row.world, view.model, lang, width);
  const slot = Math.floor((width - 1) / layout.perRow);
  return row.count === 0 ? [] : [{ text: ' ' }, ...view.model.levels.slice(row.first, row.first + row.count).flatMap((item, x) => mapEntry(item, row.first + x === view.selected, view.model, lang, slot, layout.perRow === 1))];
}

function worldHeading(number: number, model: MapModel, lang: Lang, width: number): Line {
  const world = model.worlds.find((one) => one.number === number);
  const levels = world?.levels.filter(({ level }) => level.id !== SANDBOX) ?? [];
  const name = `${number} ${world?.title[lang] ?? ''}`;
  const facts = worldFacts(levels, lang).find((text) => cells(name) + cells(text) + 4 <= width) ?? '';
  const title = padded(name, Math.max(0, width - cells(facts) - 2));
  return line(span(title, { bold: true }), span(` ${facts}`, { tone: 'unknown' }));
}

/** What is said of a world behind its name, the fullest first: how long it takes, how many of its levels are proved on a real kernel, how many are solved. */
function worldFacts(levels: readonly MapLevel[], lang: Lang): string[] {
  if (levels.length === 0) return [];
  const done = `${levels.filter((item) => item.progress.stars > 0).length}/${levels.length}`;
  const minutes = message(lang, 'map.row-minutes', { n: levels.reduce((sum, { level }) => sum + level.minutes, 0) });
  const proved = message(lang, 'map.world-proved', { n: levels.filter(({ level }) => level.proof && !level.proof.stale).length });
  return [`${minutes}  ${proved}  ${done}`, `${minutes}  ${done}`, done];
}

/** The selected level, and below it, where there is room for both, the skills. */
function rightColumn(view: MapView, lang: Lang, width: number, height: number, glyphs: Glyphs, keys: typeof MAP_KEYS): Line[] {
  const item = view.model.levels[view.selected];
  const skills = skillStates(view.model);
  const below = skills.length + 2;
  const above = item === undefined ? 0 : levelInfo(item, view.model, lang, innerWidth(width), keys).length + 2;
  if (skills.length === 0 || width < 36 || above + below > height) return infoPanel(view, lang, width, height, glyphs, keys);
  return [...infoPanel(view, lang, width, height - below, glyphs, keys), ...framed({ title: message(lang, 'map.skills') }, skillRows(skills, lang, innerWidth(width)), width, below, glyphs)];
}

function infoPanel(view: MapView, lang: Lang, width: number, height: number, glyphs: Glyphs, keys: typeof MAP_KEYS): Line[] {
  const item = view.model.levels[view.selected];
  if (item === undefined) return framed({ title: message(lang, 'map.no-level') }, [], width, height, glyphs);
  const rows = levelInfo(item, view.model, lang, innerWidth(width), keys);
  const focused = view.panel === 'level';
  const more = (n: number): string => message(lang, focused ? 'panel.more.scroll' : 'map.more-tab', { n });
  return framed({ title: `${item.place} ${item.level.title[lang]}`, focused }, scrolled(rows, view.scroll, Math.max(1, height - 2), more), width, height, glyphs);
}

function question(view: MapView, lang: Lang, size: Size, glyphs: Glyphs): Line[] {
  const item = view.model.levels[view.selected];
  if (item === undefined) return [];
  const places = placesOf(item.missing, view.model);
  return framed({ title: message(lang, 'map.locked'), focused: true }, [line(message(lang, view.expert ? 'map.play-anyway-expert' : 'map.play-anyway', { levels: places }))], size.columns, 3, glyphs);
}
