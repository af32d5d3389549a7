import type { SessionView } from '../../referee/session-view.ts';
import type { PlayContext } from './play-keys.ts';
import type { PanelId, PlayState } from './play-state.ts';

/** The panels that have something to show, in the order in which Tab goes through them. */
export function panelsOf(view: SessionView): PanelId[] {
  const { world } = view;
  const has: Readonly<Record<PanelId, boolean>> = {
    prediction: view.phase === 'predicting' && view.prediction !== null,
    move: true,
    series: world.series.length > 0,
    ladder: !view.onlyTools,
    terminal: (view.machines?.length ?? 0) > 0,
    sockets: world.sockets.length > 0 || view.role === 'kernel',
    known: world.known.length > 0 || (world.translations?.length ?? 0) > 0,
    queues: world.queues.length > 0,
    sysctl: world.sysctls.length > 0,
    counters: world.counters.length > 0,
    timers: world.timers.length > 0,
    goal: view.goals.length > 0,
    // Where only tools are seen nothing is told that they do not tell.
    events: !view.onlyTools && (view.mode === 'live' || world.ladder.some((entry) => entry.kind !== 'segment')),
  };
  const order: PanelId[] = ['prediction', 'move', ...(view.onlyTools ? (['terminal'] as const) : []), 'series', 'ladder', ...(view.onlyTools ? [] : (['terminal'] as const)), 'known', 'sockets', 'queues', 'sysctl', 'counters', 'timers', 'goal', 'events'];
  return order.filter((panel) => has[panel]);
}

/** What can be set on the player's hosts: where he has any, the settings of others, seen after the end, are not his to read. */
export function sysctlsOf({ world }: Pick<SessionView, 'world'>): SessionView['world']['sysctls'] {
  const yours = new Set(world.lifelines.filter((lifeline) => lifeline.you).map((lifeline) => lifeline.host));
  const mine = world.sysctls.filter((sysctl) => yours.has(sysctl.host));
  return mine.length > 0 ? mine : world.sysctls;
}

/** The digit that leads to a panel, which stands in its border; an attacker's knowledge comes where a kernel has its socket. */
export function panelNumber(panel: PanelId, view: Pick<SessionView, 'role' | 'onlyTools'>): string | null {
  const attacker = view.role === 'attacker';
  const numbers: Readonly<Record<PanelId, string | null>> = {
    ladder: view.onlyTools ? null : '0',
    terminal: view.onlyTools ? '0' : null,
    move: '1',
    sockets: attacker ? '7' : '2',
    known: attacker ? '2' : '7',
    queues: '3',
    sysctl: '4',
    counters: '5',
    timers: '6',
    goal: '8',
    events: '9',
    series: null,
    prediction: null,
  };
  return numbers[panel];
}

/** The panel of a digit; 0 goes through ladder, graphs and terminal, as far as they are there. */
export function panelOfDigit(digit: string, view: SessionView, focus: PanelId): PanelId | null {
  const panels = panelsOf(view);
  if (digit === '0') {
    const pictures = PICTURES.filter((panel) => panels.includes(panel));
    return pictures[(pictures.indexOf(focus) + 1) % pictures.length] ?? null;
  }
  return panels.find((panel) => panelNumber(panel, view) === digit) ?? null;
}

const PICTURES: readonly PanelId[] = ['ladder', 'series', 'terminal'];

/** What has the keyboard now. */
export function contextOf(state: PlayState): PlayContext {
  // A window lies above everything else, a question above what it is asked of.
  if (state.overlay) return state.command ? state.command.prompt : 'overlay';
  if (state.question) return 'ask';
  if (state.command) return state.command.prompt;
  switch (state.focus) {
    case 'prediction':
      return 'prediction';
    case 'move':
      return !state.composing ? 'menu' : (state.composer?.editing ?? null) !== null ? 'field' : 'composer';
    case 'sysctl':
      return state.sysctl.typing ? 'field' : 'sysctl';
    case 'ladder':
      return 'ladder';
    case 'terminal':
      return 'terminal';
    case 'sockets':
    case 'queues':
    case 'counters':
    case 'timers':
    case 'known':
    case 'goal':
    case 'events':
    case 'series':
      return 'list';
  }
}
