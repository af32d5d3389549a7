import { composerRows } from '../../components/composer/composer-rows.ts';
import { seconds } from '../../components/clock.ts';
import { ladderRows } from '../../components/ladder/ladder-rows.ts';
import type { FrameTexts } from '../../components/frame.ts';
import { line, plainText, span, type Line } from '../../components/line.ts';
import { predictionRows } from '../../components/prediction-panel.ts';
import { queueRows } from '../../components/queue-panel.ts';
import { scrolled } from '../../components/scroll.ts';
import { terminalRows } from './terminal.ts';
import { counterRows, eventRows, goalRows, knownRows, rulesRows, seriesRows, shareRows, timerRows } from '../../components/small-panels.ts';
import { socketRows } from '../../components/socket-panel.ts';
import { sysctlRows } from '../../components/sysctl-panel.ts';
import type { Words } from '../../components/words.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { SocketView, WorldView } from '../../world/view.ts';
import type { Ms } from '../../time.ts';
import type { Theme } from '../../theme.tsx';
import { panelNumber, sysctlsOf } from './panels.ts';
import type { PlayKeys } from './play-keys.ts';
import type { Finding, PanelId, PlayState } from './play-state.ts';
import { freshComposer, scopeOf } from './scope.ts';
import { swapEnds } from '../../tcp/segment.ts';
import { addressText } from './transcript-lines.ts';

/** All that a panel is drawn from. */
export interface PanelModel {
  readonly view: SessionView;
  readonly state: PlayState;
  readonly words: Words;
  readonly theme: Theme;
  /** Virtual time that is drawn. */
  readonly now: Ms;
  /** The keys with the player's own bindings. */
  readonly keys?: PlayKeys;
  /** The model solution is shown: nothing here is the player's to do. */
  readonly watching?: Watching;
  /** A branch is played, not the run. */
  readonly branch?: BranchNote;
  /** Where leaving leads to; the map when not given. */
  readonly home?: 'quiz';
}

/** Which branch, where it began, in ms, and how many moves were judged by then. */
export interface BranchNote {
  readonly id: number;
  readonly at: Ms;
  readonly judged: number;
}

/** Which step of the model solution comes next, of how many; `line` is null at its end. */
export interface Watching {
  readonly number: number;
  readonly of: number;
  readonly line: string | null;
  /** A prediction is asked: what comes next is not told yet. */
  readonly asks: boolean;
  /** From its end one goes on to playing the level. */
  readonly plays: boolean;
}

/** Cells and rows of the text inside a panel. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** What stands in a panel, at most `height` lines; the menu draws itself. */
export function panelRows(panel: PanelId, model: PanelModel, { width, height }: Room): Line[] {
  const { view, state, words, theme, now } = model;
  const { world } = view;
  const scroll = (all: readonly Line[]) => {
    const { rows, first } = marked(all, state.found?.panel === panel ? state.found : null);
    // A line that was looked for is shown, whatever was scrolled before.
    return scrolled(rows, first < 0 ? (state.scroll[panel] ?? 0) : Math.max(0, first - height + 2), height, (n) => moreText(panel, model, n));
  };
  switch (panel) {
    case 'ladder': {
      const disclaimer = view.role === 'attacker' && height >= SIMULATION_FROM ? [line(' ', span(words.word('panel.ladder.simulation'), { tone: 'unknown' }))] : [];
      const ladder = ladderRows(
        {
          lifelines: world.lifelines,
          entries: world.ladder,
          judged: view.judged,
          now,
          still: theme.reduceMotion,
          absolute: state.absolute,
          notation: state.notation,
          selected: state.segment,
          yourMove: view.mode === 'turns' && (view.phase === 'awaiting-move' || view.phase === 'predicting'),
          asked: view.decision?.host ?? null,
          about: view.decision?.cause.kind === 'segment' ? view.decision.cause.n : null,
          won: view.phase === 'won',
        },
        words,
        width,
        height - disclaimer.length,
      );
      return [...ladder, ...disclaimer];
    }
    case 'move':
      return composerRows(state.composer ?? freshComposer(view), scopeOf(view), words, { width, height, focused: state.focus === 'move', addressesFirst: view.role !== 'kernel', notation: state.notation === 'packetdrill' ? 'packetdrill' : 'tcpdump', hidden: hiddenNames(world) });
    case 'sockets':
      return scroll(socketRows(askedFirst(yoursFirst(world.sockets, world), view), words, width, height));
    case 'queues':
      return scroll(queueRows(view.mode === 'live' ? yoursOnly(world.queues, world) : yoursFirst(world.queues, world), words, width, height, world.sysctls));
    case 'sysctl':
      return sysctlRows({ sysctls: sysctlsOf(view), selected: state.focus === 'sysctl' ? state.sysctl.index : null, pending: state.sysctl.pending, typing: state.sysctl.typing }, words, width, height);
    case 'counters':
      return scroll(counterRows(world.counters, words, width));
    case 'terminal':
      return scroll(terminalRows(state.terminal, view, words, width));
    case 'timers':
      return scroll(timerRows(world.timers, now, words, width));
    case 'known':
      return scroll([...knownRows(world, words, width), ...(view.role === 'attacker' && view.phase !== 'won' && view.phase !== 'lost' ? rulesRows(view, words, width) : [])]);
    case 'goal': {
      const rows = goalRows(view.goals, words, width);
      return rows.length <= height ? rows : scrolled(goalRows(view.goals, words, width, true), state.scroll[panel] ?? 0, height, (n) => words.word('panel.goal.more', { n }));
    }
    case 'events':
      return eventRows(world.ladder, world.lifelines.map((lifeline) => words.host(lifeline.host)), width, Math.min(height, 40));
    case 'series':
      return scroll([...shareRows(view.goals, words, width), ...seriesRows(world.series, words, width, theme.glyphs.bars, height)]);
    case 'prediction':
      return view.prediction ? scroll(predictionRows(view.prediction, state.prediction, words, width)) : [];
  }
}

/** What leads to the lines that are not seen: the keys depend on what has the keyboard. */
function moreText(panel: PanelId, { view, state, words }: PanelModel, n: number): string {
  if (state.focus === panel) return words.word(state.zoom ? 'panel.more.scroll' : 'panel.more', { n });
  const number = panelNumber(panel, view);
  // A question takes some of the digits for itself.
  return number === null || state.focus === 'prediction' ? words.word('panel.more.tab', { n }) : words.word('panel.more.number', { n, number });
}

/** Rows of a ladder from which on one can say that nothing of it is real. */
const SIMULATION_FROM = 10;

/** Fields that the level asks for. */
function hiddenNames({ sockets }: WorldView): ReadonlySet<string> {
  return new Set(sockets.flatMap(({ fields }) => fields.filter(({ hidden }) => hidden).map(({ name }) => name)));
}

/** The lines with the one that was looked for marked, and where it stands; -1 for none. */
function marked(rows: readonly Line[], found: Finding | null): { readonly rows: readonly Line[]; readonly first: number } {
  if (found === null) return { rows, first: -1 };
  const sought = found.text.toLowerCase();
  const first = rows.findIndex((row) => plainText(row).toLowerCase().includes(sought));
  return { rows: rows.map((row, i) => (i === first ? row.map((part) => ({ ...part, style: { ...part.style, inverse: true } })) : row)), first };
}

/** When a level is over the other hosts are seen, too: behind your own. */
function yoursFirst<T extends { readonly host: string }>(items: readonly T[], { lifelines }: WorldView): T[] {
  const yours = new Set(lifelines.filter((lifeline) => lifeline.you).map((lifeline) => lifeline.host));
  return items.toSorted((a, b) => Number(yours.has(b.host)) - Number(yours.has(a.host)));
}

/** The connection that is asked about stands before all others. */
function askedFirst(sockets: readonly SocketView[], { decision }: SessionView): SocketView[] {
  if (!decision) return [...sockets];
  const { cause, host } = decision;
  const ends = cause.kind === 'segment' ? swapEnds(cause.segment) : cause.kind === 'timer' ? cause.last : null;
  const meant = (socket: SocketView): boolean =>
    cause.kind === 'call' ? socket.id === cause.socket && socket.host === host : ends !== null && socket.remote === addressText(ends.dstIp, ends.dstPort) && socket.local.endsWith(`:${ends.srcPort}`);
  return sockets.toSorted((a, b) => Number(meant(b)) - Number(meant(a)));
}

/** In a live level others have hundreds of queues that nobody asked about. */
function yoursOnly<T extends { readonly host: string }>(items: readonly T[], { lifelines }: WorldView): readonly T[] {
  const yours = new Set(lifelines.filter((lifeline) => lifeline.you).map((lifeline) => lifeline.host));
  const mine = items.filter((item) => yours.has(item.host));
  return mine.length > 0 ? mine : items;
}

/** Title, note, number and focus of a panel's border. */
export function panelFrame(panel: PanelId, model: PanelModel): FrameTexts {
  const { view, state, words, now } = model;
  const composing = panel === 'move' && state.composing;
  const title = composing
    ? words.word('panel.compose')
    : panel === 'sysctl' && state.focus === 'sysctl' && sysctlsOf(view)[state.sysctl.index]?.editable === true
      ? words.word('panel.sysctl.keys')
      : panel === 'prediction'
        ? words.word('play.predict.title')
        : words.word(`panel.${panel}`);
  const numbers = words.word(state.absolute ? 'play.ladder.absolute' : 'play.ladder.relative');
  const time = words.word('play.ladder.now', { time: seconds(now) });
  return {
    title,
    ...(panel === 'ladder' && { note: state.focus === 'ladder' || !state.absolute ? `${numbers}, ${time}` : time, flush: true }),
    number: panelNumber(panel, view),
    focused: state.focus === panel,
  };
}
