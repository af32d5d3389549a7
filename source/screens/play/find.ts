import { segmentLabel } from '../../components/ladder/segment-label.ts';
import { plainText, type Line } from '../../components/line.ts';
import { queueRows } from '../../components/queue-panel.ts';
import { counterRows, eventRows, goalRows, knownRows, timerRows } from '../../components/small-panels.ts';
import { socketRows } from '../../components/socket-panel.ts';
import { wordsFor } from '../../components/words.ts';
import { message } from '../../message/say.ts';
import { printPacketdrill } from '../../tcp/notation/print-packetdrill.ts';
import { printTcpdump } from '../../tcp/notation/print-tcpdump.ts';
import { keyOf } from '../../keys.ts';
import { PLAY_KEYS, type PlayAction } from './play-keys.ts';
import { panelsOf, sysctlsOf } from './panels.ts';
import type { Finding, PanelId, PlayState } from './play-state.ts';
import { terminalRows } from './terminal.ts';
import { say, type PressContext } from './pressed.ts';

/** Wide enough that no line is cut. */
const WIDTH = 200;
const MOST_ROWS = 500;

/** Every place that has the text, in the order of the panels: ladder first, then what stands beside it. */
export function findings(text: string, { view, lang, levelTexts }: PressContext, terminal: PlayState['terminal'] = null): Finding[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return [];
  const has = (written: string): boolean => written.toLowerCase().includes(sought);
  const words = wordsFor(lang, levelTexts);
  const { world } = view;
  const found: Finding[] = [];
  for (const entry of world.ladder) {
    if (entry.kind !== 'segment') continue;
    const { segment } = entry;
    const written = [`#${entry.n}`, segmentLabel(segment, { base: {}, wide: false, notes: [] }, WIDTH), segmentLabel(segment, { base: {}, wide: true, notation: 'words', notes: [] }, WIDTH), printTcpdump(segment, { addresses: true }), printPacketdrill(segment), entry.dropReason ?? ''];
    if (written.some(has)) found.push({ panel: 'ladder', at: entry.n, text: sought });
  }
  const lines = (panel: PanelId): readonly Line[] => {
    switch (panel) {
      case 'sockets':
        return socketRows(world.sockets, words, WIDTH, MOST_ROWS);
      case 'queues':
        return queueRows(world.queues, words, WIDTH, MOST_ROWS);
      case 'counters':
        return counterRows(world.counters, words, WIDTH);
      case 'terminal':
        return terminalRows(terminal, view, words, WIDTH);
      case 'timers':
        return timerRows(world.timers, world.now, words, WIDTH);
      case 'known':
        return knownRows(world, words, WIDTH);
      case 'goal':
        return goalRows(view.goals, words, WIDTH);
      case 'events':
        return eventRows(world.ladder, world.lifelines.map((lifeline) => lifeline.host), WIDTH, MOST_ROWS);
      default:
        return [];
    }
  };
  for (const panel of panelsOf(view)) {
    if (panel === 'sysctl') sysctlsOf(view).forEach((sysctl, i) => has(`${sysctl.name} ${sysctl.value}`) && found.push({ panel, at: i, text: sought }));
    else if (lines(panel).some((row) => has(plainText(row)))) found.push({ panel, at: null, text: sought });
  }
  return found;
}

/** The next place (or, with -1, the one before) that has what was looked for; around the end. A sentence when there is none. */
export function foundNext(state: PlayState, context: PressContext, step: 1 | -1): PlayState {
  if (state.sought.trim() === '') return say(state, context, 'play.find.nothing-sought');
  const all = findings(state.sought, context, state.terminal);
  if (all.length === 0) return { ...state, found: null, notice: { text: message(context.lang, 'play.find.none', { text: state.sought }), bad: false } };
  const now = all.findIndex(({ panel, at }) => panel === state.found?.panel && at === state.found.at);
  const index = now < 0 ? (step === 1 ? 0 : all.length - 1) : (now + step + all.length) % all.length;
  const found = all[index]!;
  const keyFor = (does: PlayAction): string => keyOf(context.keys ?? PLAY_KEYS, does);
  const shown: PlayState = { ...state, found, focus: found.panel, notice: { text: message(context.lang, 'play.find.place', { n: index + 1, of: all.length, text: state.sought, next: keyFor('next-match'), before: keyFor('previous-match') }), bad: false } };
  if (found.panel === 'ladder') return { ...shown, segment: found.at };
  return found.panel === 'sysctl' && found.at !== null ? { ...shown, sysctl: { ...state.sysctl, index: found.at } } : shown;
}
