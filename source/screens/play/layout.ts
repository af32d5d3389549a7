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
  readonly size: Size;
  /** Lines of text that a panel would like at this width (of the whole panel). */
  readonly wanted: (panel: PanelId, width: number) => number;
  /** Lines of text that the band would like at this width; 0 for no band. */
  readonly bandWanted: (width: number) => number;
}

/** Lines below which a panel is not worth its borders. */
const LEAST = 2;

const BAND_MOST: Readonly<Record<SizeClass, number>> = { small: 3, compact: 3, roomy: 5, full: 8 };
/** So that the panels above do not jump whenever the band says less. */
const BAND_LEAST = 3;
const MOVE_MOST: Readonly<Record<SizeClass, number>> = { small: 99, compact: 5, roomy: 8, full: 11 };
const MOVE_LEAST: Readonly<Record<SizeClass, number>> = { small: 1, compact: 5, roomy: 6, full: 8 };

export function layoutOf(request: LayoutRequest): PlayLayout {
  const { size, focus, view } = request;
  const kind = sizeClass(size);
  const body = bodyHeight(size);
  if (kind === 'small') return { class: kind, left: [{ panel: focus, width: size.columns, height: body }], right: [], band: 0 };
  const bandLines = request.bandWanted(size.columns);
  const band = bandLines === 0 ? 0 : Math.min(Math.max(bandLines, BAND_LEAST), BAND_MOST[kind]) + 2;
  const height = body - band;
  if (request.zoom && focus !== 'prediction') return { class: kind, left: [{ panel: focus, width: size.columns, height }], right: [], band };
  const share = view.world.lifelines.length > 2 ? 0.34 : 0.375;
  const rightWidth = Math.round(size.columns * share);
  const leftWidth = size.columns - rightWidth;
  const left = leftColumn(request, kind, leftWidth, height);
  const taken = new Set(left.map((slot) => slot.panel));
  return { class: kind, left, right: rightColumn(request, rightWidth, height, taken), band };
}

/** The main picture above the panel in which one acts. Live levels show graphs and queues; the focused panel comes in for its kind. */
function leftColumn({ view, focus, wanted }: LayoutRequest, kind: SizeClass, width: number, height: number): Slot[] {
  const live = view.world.series.length > 0;
  const picture: PanelId = focus === 'ladder' ? 'ladder' : live ? 'series' : 'ladder';
  const acting: PanelId = live && focus !== 'move' && view.world.sysctls.some((sysctl) => sysctl.editable) ? 'sysctl' : 'move';
  const actHeight = Math.min(Math.max(wanted(acting, width), MOVE_LEAST[kind]), MOVE_MOST[kind]) + 2;
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

const ORDER: Readonly<Record<SessionView['role'], readonly PanelId[]>> = {
  kernel: ['sockets', 'queues', 'goal', 'timers', 'sysctl', 'counters', 'known', 'events'],
  attacker: ['known', 'goal', 'sockets', 'queues', 'timers', 'counters', 'sysctl', 'events'],
  operator: ['goal', 'counters', 'queues', 'sysctl', 'events', 'known', 'timers', 'sockets'],
};

function rightColumn({ view, focus, wanted }: LayoutRequest, width: number, height: number, taken: ReadonlySet<PanelId>): Slot[] {
  const available = new Set(panelsOf(view));
  const order = ORDER[view.role].filter((panel) => available.has(panel) && !taken.has(panel));
  const editable = view.world.sysctls.some((sysctl) => sysctl.editable);
  // The focused panel is always there; settings that can be changed come before those that cannot.
  const priority = order.toSorted((a, b) => rank(a, order, focus, editable) - rank(b, order, focus, editable));
  const heights = new Map<PanelId, number>();
  let rest = height;
  for (const panel of priority) {
    const least = Math.min(Math.max(wanted(panel, width), 1), panel === 'sockets' || panel === 'known' ? 5 : panel === 'goal' ? 4 : LEAST) + 2;
    if (rest < least) continue;
    heights.set(panel, least);
    rest -= least;
  }
  // First those that can be shown whole, then the others as far as the room goes.
  for (const whole of [true, false]) {
    for (const panel of priority) {
      const now = heights.get(panel);
      if (now === undefined) continue;
      const missing = Math.max(0, wanted(panel, width) + 2 - now);
      const more = whole && missing > rest ? 0 : Math.min(rest, missing);
      heights.set(panel, now + more);
      rest -= more;
    }
  }
  const shown = order.filter((panel) => heights.has(panel));
  const last = shown.at(-1);
  if (last) heights.set(last, heights.get(last)! + rest);
  return shown.map((panel) => ({ panel, width, height: heights.get(panel)! }));
}

function rank(panel: PanelId, order: readonly PanelId[], focus: PanelId, editable: boolean): number {
  if (panel === focus) return -1;
  if (panel === 'sysctl' && editable) return 1.5;
  return order.indexOf(panel);
}
