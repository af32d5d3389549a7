import type { SessionView } from '../../referee/session-view.ts';
import { bodyHeight } from '../screen-rows.ts';
import { sizeClass, type Size, type SizeClass } from '../size-class.ts';
import { panelsOf } from './panels.ts';
import type { PanelId } from './play-state.ts';

export interface Slot {
  readonly panel: PanelId;
  readonly width: number;
  readonly height: number;
}

/** Which panels are seen and how large they are. Heights of a column add up to the body's less the band's. */
export interface PlayLayout {
  readonly class: SizeClass;
  readonly left: readonly Slot[];
  readonly right: readonly Slot[];
  /** Rows of the band for questions, verdicts and notices, borders included; 0 for none. */
  readonly band: number;
}

export interface LayoutRequest {
  readonly view: SessionView;
  readonly focus: PanelId;
  readonly zoom: boolean;
  /** A line that was refused is still open: the reason must be read while it is mended. */
  readonly isMending?: boolean;
  readonly size: Size;
  /** Lines of text that a panel would like at this width (of the whole panel). */
  readonly wanted: (panel: PanelId, width: number) => number;
  /** Lines of text that the band would like at this width; 0 for no band. */
  readonly bandWanted: (width: number) => number;
}

/** Lines below which a panel is not worth its borders. */
const LEAST = 2;

const BAND_MOST: Readonly<Record<SizeClass, number>> = { small: 3, compact: 4, roomy: 6, full: 9 };
/** A question must be seen with all its answers; the menu is of no use until it is answered. */
const QUESTION_MOST = 9;
/** So that the panels above do not jump whenever the band says less. */
const BAND_LEAST: Readonly<Record<SizeClass, number>> = { small: 3, compact: 3, roomy: 6, full: 9 };
const MOVE_MOST: Readonly<Record<SizeClass, number>> = { small: 99, compact: 10, roomy: 11, full: 13 };
const MOVE_LEAST: Readonly<Record<SizeClass, number>> = { small: 1, compact: 4, roomy: 6, full: 8 };

/** Below so many columns the terminal takes them all while it is used. */
const WHOLE_TERMINAL = 118;

export function layoutOf(request: LayoutRequest): PlayLayout {
  const { size, focus, view } = request;
  const kind = sizeClass(size);
  const body = bodyHeight(size);
  if (kind === 'small') return { class: kind, left: [{ panel: focus, width: size.columns, height: body }], right: [], band: 0 };
  const bandLines = request.bandWanted(size.columns);
  const band = bandLines === 0 ? 0 : Math.min(Math.max(bandLines, BAND_LEAST[kind]), focus === 'prediction' || request.isMending ? QUESTION_MOST : bandMost(kind, view)) + 2;
  const height = body - band;
  // What tools print needs the width of a terminal.
  const isWhole = focus === 'terminal' && size.columns < WHOLE_TERMINAL;
  if ((request.zoom || isWhole) && focus !== 'prediction') return { class: kind, left: [{ panel: focus, width: size.columns, height }], right: [], band };
  const share = view.world.lifelines.length > 2 ? 0.34 : 0.375;
  const rightWidth = Math.round(size.columns * share);
  const leftWidth = size.columns - rightWidth;
  const left = leftColumn(request, kind, leftWidth, height);
  const taken = new Set(left.map((slot) => slot.panel));
  return { class: kind, left, right: rightColumn(request, rightWidth, height, taken), band };
}

/** Rows under the only panel of a small window, for the beginning of what the band would say. `height`: those of the body. */
export function smallNotice(height: number): 0 | 1 | 2 {
  return height >= 8 ? 2 : height >= 6 ? 1 : 0;
}

/** A menu that is as long as menus get needs a line more than the others in a window of the least size. */
function bandMost(kind: SizeClass, view: SessionView): number {
  return kind === 'compact' && view.choices.length > 5 ? BAND_MOST[kind] - 1 : BAND_MOST[kind];
}

/** The main picture above the panel in which one acts. Live levels show graphs and queues; the focused panel comes in for its kind. */
function leftColumn({ view, focus, wanted }: LayoutRequest, kind: SizeClass, width: number, height: number): Slot[] {
  const live = view.world.series.length > 0;
  const picture: PanelId = view.onlyTools || focus === 'terminal' ? 'terminal' : focus === 'ladder' ? 'ladder' : live ? 'series' : 'ladder';
  const acting: PanelId = live && focus !== 'move' && view.world.sysctls.some((sysctl) => sysctl.editable) ? 'sysctl' : 'move';
  if (kind === 'compact' && focus === 'prediction') {
    const gauges = live && view.world.queues.length > 0 ? 4 : 0;
    return [{ panel: picture, width, height: height - gauges }, ...(gauges > 0 ? [{ panel: 'queues' as const, width, height: gauges }] : [])];
  }
  const spare = height - pictureLeast(view, picture) - 4;
  // There is nothing left to choose: the picture gets the room.
  const moveLeast = view.phase === 'won' || view.phase === 'lost' ? 2 : MOVE_LEAST[kind];
  const actHeight = Math.min(Math.max(wanted(acting, width), moveLeast), Math.max(spare, moveLeast, focus === 'move' ? menuLeast(view, acting) : 0), MOVE_MOST[kind]) + 2;
  const slots: Slot[] = [{ panel: acting, width, height: actHeight }];
  let rest = height - actHeight;
  const queues = live && view.world.queues.length > 0 ? wanted('queues', width) + 2 : 0;
  if (queues > 0 && rest - queues >= 8) {
    slots.unshift({ panel: 'queues', width, height: Math.min(queues, kind === 'compact' ? 4 : 8) });
    rest -= slots[0]!.height;
  }
  const graphs = wanted('series', width) + 3;
  if (picture === 'series' && rest - graphs >= 9) {
    slots.unshift({ panel: 'ladder', width, height: rest - graphs });
    rest = graphs;
  }
  slots.unshift({ panel: picture, width, height: rest });
  return slots;
}

/** Lines with which all choices of a menu of common length are seen, with their question. */
function menuLeast(view: SessionView, acting: PanelId): number {
  return acting === 'move' ? Math.min(view.choices.length + 1 + (view.decision?.cause.kind === 'segment' ? 1 : 0), 8) : 0;
}

/** Lines of a picture that are worth more than another line of the menu: of a ladder its names and what there is to see, up to three segments. */
function pictureLeast(view: SessionView, picture: PanelId): number {
  if (picture !== 'ladder') return 8;
  const rows = view.world.ladder.slice(-6).reduce((sum, entry) => sum + (entry.kind === 'segment' ? 2 : 1), 0);
  return 3 + Math.min(6, rows);
}

const ORDER: Readonly<Record<SessionView['role'], readonly PanelId[]>> = {
  kernel: ['sockets', 'queues', 'goal', 'timers', 'sysctl', 'counters', 'known', 'events'],
  attacker: ['known', 'goal', 'sockets', 'queues', 'timers', 'counters', 'sysctl', 'events'],
  operator: ['goal', 'counters', 'queues', 'sysctl', 'events', 'known', 'timers', 'sockets'],
};

function rightColumn({ view, focus, wanted }: LayoutRequest, width: number, height: number, taken: ReadonlySet<PanelId>): Slot[] {
  const available = new Set(panelsOf(view));
  const order = ORDER[view.role].filter((panel) => available.has(panel) && !taken.has(panel));
  // Empty queues say less than a full TCB: they come behind it, in a single row if need be.
  const isTight = wanted('sockets', width) > 4 && view.world.queues.every((queue) => queue.length === 0);
  const rankOf = (panel: PanelId): number => (panel === 'queues' && isTight && panel !== focus ? Math.max(EMPTY_QUEUES, rank(panel, order, focus, view)) : rank(panel, order, focus, view));
  // The focused panel is always there.
  const priority = order.toSorted((a, b) => rankOf(a) - rankOf(b));
  const heights = new Map<PanelId, number>();
  let rest = height;
  // What matters most takes the room it needs before anything else gets any.
  const most = priority.filter((panel) => rankOf(panel) <= 2);
  for (const group of [most, priority]) {
    for (const panel of group) {
      const least = Math.min(Math.max(wanted(panel, width), 1), panel === 'queues' && isTight ? 1 : (PANEL_LEAST[panel] ?? LEAST)) + 2;
      if (heights.has(panel) || rest < least) continue;
      heights.set(panel, least);
      rest -= least;
    }
    // First those that can be shown whole, then the others as far as the room goes.
    for (const whole of [true, false]) {
      for (const panel of group) {
        const now = heights.get(panel);
        if (now === undefined) continue;
        const missing = Math.max(0, wanted(panel, width) + 2 - now);
        const more = whole && missing > rest ? 0 : Math.min(rest, missing);
        heights.set(panel, now + more);
        rest -= more;
      }
    }
  }
  const shown = order.filter((panel) => heights.has(panel));
  const last = shown.at(-1);
  if (last) heights.set(last, heights.get(last)! + rest);
  return shown.map((panel) => ({ panel, width, height: heights.get(panel)! }));
}

/** Lines of a panel without which it does not say what it is there for. */
const PANEL_LEAST: Readonly<Partial<Record<PanelId, number>>> = { sockets: 4, known: 4, goal: 3 };

/** Behind what the player must read, before what he may. */
const EMPTY_QUEUES = 2.6;

/** Lower comes first when room is short. The goal is never far; what cannot be changed or holds nothing waits. */
function rank(panel: PanelId, order: readonly PanelId[], focus: PanelId, { world }: SessionView): number {
  if (panel === focus) return -1;
  if (panel === 'goal') return 0.5;
  if (panel === 'sysctl') return world.sysctls.some((sysctl) => sysctl.editable) ? 1.5 : 20;
  // The graphs show the counters that matter in a live level.
  if (panel === 'counters' && world.series.length > 0) return 3;
  if (panel === 'queues' && world.queues.every((queue) => queue.capacity === null && queue.length === 0)) return 10;
  return order.indexOf(panel);
}
