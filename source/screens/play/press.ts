import { compose, composerFrom, FLAG_KEYS, isOption, neighbour, type Composer } from '../../components/composer/composer.ts';
import { sysctlKey } from '../../components/sysctl-panel.ts';
import { actionOf, type Press } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { Move } from '../../world/move.ts';
import { completed, readCommand } from './command-line.ts';
import { contextOf, panelOfDigit, panelsOf, sysctlsOf } from './panels.ts';
import { PLAY_KEYS, TEXT_CONTEXTS, type PlayAction } from './play-keys.ts';
import type { PanelId, PlayState } from './play-state.ts';
import { scopeOf, templateOf } from './scope.ts';
import { tcpdumpText } from './transcript-lines.ts';

/** What a key asks of the world outside the screen. */
export type Effect =
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'undo' | 'redo' | 'hint' | 'leave' | 'language' | 'report' | 'restart' | 'quit' | 'suspend' | 'redraw' }
  | { readonly kind: 'clock'; readonly command: 'run' | 'pause' | 'slower' }
  | { readonly kind: 'copy'; readonly text: string };

export interface PressContext {
  readonly view: SessionView;
  readonly lang: Lang;
}

export interface Pressed {
  readonly state: PlayState;
  readonly effects: readonly Effect[];
}

const NONE: readonly Effect[] = [];

/** Brings the state in line with a new view: a new question takes the focus, a new menu begins at its top, fields for a new decision are fresh. */
export function synced(state: PlayState, view: SessionView): PlayState {
  const seen = {
    choices: view.choices.map((choice) => choice.id).join('\n'),
    decision: view.decision ? `${view.decision.at} ${view.decision.host} ${view.decision.next}` : '',
    prediction: view.phase === 'predicting' ? (view.prediction?.id ?? '') : '',
    settled: view.lastPrediction?.id ?? '',
    judged: view.judged.length,
    hints: view.hints.shown.length,
    phase: view.phase,
  };
  const before = state.seen;
  if (before.choices === seen.choices && before.decision === seen.decision && before.prediction === seen.prediction && before.settled === seen.settled && before.judged === seen.judged && before.hints === seen.hints && before.phase === seen.phase) return state;
  let next: PlayState = { ...state, seen };
  if (before.choices !== seen.choices) next = { ...next, menuIndex: 0 };
  if (before.decision !== seen.decision) next = { ...next, composer: null, composing: false };
  if (before.judged !== seen.judged) next = { ...next, segment: null, scroll: {}, hintLatest: false };
  if (before.settled !== seen.settled) next = { ...next, predictionNew: seen.settled !== '' };
  else if (before.judged !== seen.judged) next = { ...next, predictionNew: false };
  if (before.hints < seen.hints) next = { ...next, hintLatest: true };
  if (before.prediction !== seen.prediction) {
    next = { ...next, prediction: { answer: null, confidence: null } };
    if (seen.prediction) next = { ...next, focus: 'prediction', zoom: false };
  }
  if (next.focus === 'prediction' && !seen.prediction) next = { ...next, focus: 'move' };
  if (next.composing && !next.composer) next = { ...next, composer: composerFrom(templateOf(view)) };
  return next;
}

/** The state and what it asks for after a key: pure, and the only place where keys act. */
export function press(state: PlayState, key: Press, context: PressContext): Pressed {
  const where = contextOf(state);
  const action = actionOf(PLAY_KEYS, where, key.key);
  const clean = state.notice ? { ...state, notice: null } : state;
  if (action === null) return TEXT_CONTEXTS.has(where) && key.text !== '' ? only(typed(clean, key.text, context)) : only(clean);
  return act(clean, action, key, context);
}

function only(state: PlayState): Pressed {
  return { state, effects: NONE };
}

function move(state: PlayState, made: Move): Pressed {
  return { state, effects: [{ kind: 'move', move: made }] };
}

function act(state: PlayState, action: PlayAction, key: Press, context: PressContext): Pressed {
  const { view } = context;
  switch (action) {
    case 'help':
      return only({ ...state, overlay: { kind: 'help', scroll: 0 } });
    case 'goal':
      return only({ ...state, overlay: { kind: 'goal', scroll: 0 } });
    case 'why':
      return view.judged.length === 0 ? only(say(state, context, 'play.no-verdict')) : only({ ...state, overlay: { kind: 'why', scroll: 0 } });
    case 'back':
      return only(stepBack(state, view));
    case 'to-move':
      return only({ ...state, focus: homeOf(view), zoom: false });
    case 'undo':
      return view.canUndo ? { state, effects: [{ kind: 'undo' }] } : only(say(state, context, 'play.no-undo'));
    case 'redo':
      return view.canRedo ? { state, effects: [{ kind: 'redo' }] } : only(say(state, context, 'play.no-redo'));
    case 'hint':
      return view.hints.shown.length < view.hints.of ? { state, effects: [{ kind: 'hint' }] } : only(say(state, context, 'play.no-hint'));
    case 'language':
    case 'report':
    case 'quit':
    case 'suspend':
    case 'redraw':
      return { state, effects: [{ kind: action }] };
    case 'restart':
      return only({ ...state, question: 'restart' });
    case 'leave':
      return view.mode === 'live' && view.phase === 'running' ? only({ ...state, question: 'leave' }) : { state, effects: [{ kind: 'leave' }] };
    case 'yes':
      return state.question ? { state: { ...state, question: null }, effects: [{ kind: state.question }] } : only(state);
    case 'no':
      return only({ ...state, question: null });
    case 'copy':
      return { state: say(state, context, 'play.copied'), effects: [{ kind: 'copy', text: tcpdumpText(view.world) }] };
    case 'zoom':
      return only({ ...state, zoom: !state.zoom });
    case 'absolute':
      return only({ ...state, absolute: !state.absolute });
    case 'command':
      return only({ ...state, command: { text: '', place: state.history.length } });
    case 'panel': {
      const panel = panelOfDigit(key.key, view, state.focus);
      return only(panel ? { ...state, focus: panel } : state);
    }
    case 'next-panel':
      return only({ ...state, focus: panelBeside(view, state.focus, 1) });
    case 'previous-panel':
      return only({ ...state, focus: panelBeside(view, state.focus, -1) });
    case 'wait':
      if (view.mode === 'live') return move(state, { do: 'wait', ms: 1000 });
      // One key must not throw away what has arrived; the word behind the colon can.
      return view.decision || view.phase === 'predicting' ? only(say(state, context, 'play.wait.open')) : move(state, { do: 'wait', ms: null });
    case 'run':
    case 'pause':
    case 'slower':
      return view.mode === 'live' ? { state, effects: [{ kind: 'clock', command: action }] } : only(say(state, context, 'play.turns-only'));
    case 'compose':
    case 'to-composer':
      return only({ ...state, focus: 'move', composing: true, composer: state.composer ?? composerFrom(templateOf(view)) });
    case 'choose': {
      // A level that is over, won or lost, has nothing left to choose: what comes next is its debrief.
      if (view.phase === 'won' || view.phase === 'lost') return { state, effects: [{ kind: 'leave' }] };
      const choice = view.choices[state.menuIndex];
      return choice ? move(state, choice.move) : only(state);
    }
    case 'up':
    case 'down':
    case 'first':
    case 'last':
    case 'page-up':
    case 'page-down':
      return only(moved(state, action, view));
    case 'open':
      return only({ ...state, segment: state.segment ?? segmentNumbers(view).at(-1) ?? null, overlay: { kind: 'segment', scroll: 0 } });
    case 'answer':
      return only(view.prediction?.options.some((option) => option.key === key.key) ? { ...state, prediction: { ...state.prediction, answer: key.key } } : state);
    case 'sure':
      return only({ ...state, prediction: { ...state.prediction, confidence: Number(key.key) as 1 | 2 | 3 } });
    case 'submit':
      return state.prediction.answer === null
        ? only(say(state, context, 'play.predict.first'))
        : move(state, { do: 'predict', answer: state.prediction.answer, confidence: state.prediction.confidence });
    case 'skip':
      return move(state, { do: 'skip' });
    case 'close':
      return only({ ...state, overlay: null });
    case 'complete': {
      if (!state.command) return only(state);
      const result = completed(state.command.text, view);
      const next = { ...state, command: { ...state.command, text: result.text } };
      return only(result.options.length > 0 ? { ...next, notice: { text: result.options.slice(0, 12).join('  '), bad: false } } : next);
    }
    case 'older':
    case 'newer':
      return only(recalled(state, action === 'older' ? -1 : 1));
    case 'accept':
      return state.command ? ran(state, context) : accepted(state, context);
    case 'erase':
      return only(erased(state, context));
    case 'apply':
      return applied(state, view);
    case 'more':
    case 'less':
      return only(state.focus === 'sysctl' ? stepped(state, view, action === 'more' ? 1 : -1) : composed(state, context, action, key));
    case 'edit':
      return only(state.focus === 'sysctl' ? typingSysctl(state, view) : composed(state, context, action, key));
    case 'send': {
      if (!state.composer) return only(state);
      const result = compose(state.composer, scopeOf(view));
      return result.ok ? move(state, { do: 'send', segment: result.given }) : only({ ...state, composer: { ...state.composer, at: result.problem.field } });
    }
    case 'next-field':
    case 'previous-field':
    case 'flag-syn':
    case 'flag-ack':
    case 'flag-fin':
    case 'flag-rst':
    case 'flag-psh':
    case 'flag-urg':
    case 'toggle':
    case 'default':
    case 'options':
      return only(state.focus === 'sysctl' ? { ...state, sysctl: { ...state.sysctl, typing: false } } : composed(state, context, action, key));
  }
}

function say(state: PlayState, { lang }: PressContext, id: Parameters<typeof message>[1]): PlayState {
  return { ...state, notice: { text: message(lang, id), bad: false } };
}

/** Esc: the innermost thing that is open closes; it never leaves the level. */
function stepBack(state: PlayState, view: SessionView): PlayState {
  if (state.overlay) return { ...state, overlay: null };
  if (state.question) return { ...state, question: null };
  if (state.command) return { ...state, command: null };
  if (state.sysctl.typing) return { ...state, sysctl: { ...state.sysctl, typing: false } };
  if (state.focus === 'move' && state.composing && state.composer && state.composer.editing !== null) return { ...state, composer: { ...state.composer, editing: null } };
  if (state.zoom) return { ...state, zoom: false };
  if (state.focus === 'move' && state.composing) return { ...state, composing: false };
  if (state.focus === 'ladder' && state.segment !== null) return { ...state, segment: null };
  if (state.focus === 'sysctl' && Object.keys(state.sysctl.pending).length > 0) return { ...state, sysctl: { ...state.sysctl, pending: {} } };
  return { ...state, focus: homeOf(view) };
}

/** The panel in which one acts: the menu, or the question that comes before it. */
function homeOf(view: SessionView): PanelId {
  return panelsOf(view).includes('prediction') ? 'prediction' : 'move';
}

function panelBeside(view: SessionView, focus: PanelId, step: 1 | -1): PanelId {
  const panels = panelsOf(view);
  return panels[(panels.indexOf(focus) + step + panels.length) % panels.length] ?? 'move';
}

export function segmentNumbers(view: SessionView): number[] {
  return view.world.ladder.flatMap((entry) => (entry.kind === 'segment' ? [entry.n] : []));
}

const PAGE = 8;
type Movement = 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down';
const STEPS: Readonly<Record<Movement, number>> = { up: -1, down: 1, first: -Infinity, last: Infinity, 'page-up': -PAGE, 'page-down': PAGE };

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function moved(state: PlayState, action: Movement, view: SessionView): PlayState {
  const step = STEPS[action];
  if (state.overlay) return { ...state, overlay: { ...state.overlay, scroll: clamp(state.overlay.scroll + step, 500) } };
  switch (state.focus) {
    case 'move': {
      const last = view.choices.length - 1;
      // A menu goes round; pages and ends do not.
      const index = Math.abs(step) === 1 ? (state.menuIndex + step + last + 1) % Math.max(1, last + 1) : clamp(state.menuIndex + step, Math.max(0, last));
      return { ...state, menuIndex: index };
    }
    case 'ladder': {
      const numbers = segmentNumbers(view);
      if (numbers.length === 0) return state;
      const at = state.segment === null ? numbers.length : numbers.indexOf(state.segment);
      return { ...state, segment: numbers[clamp(at + step, numbers.length - 1)] ?? null };
    }
    case 'sysctl':
      return { ...state, sysctl: { ...state.sysctl, index: clamp(state.sysctl.index + step, sysctlsOf(view).length - 1) } };
    case 'prediction': {
      const keys = view.prediction?.options.map((option) => option.key) ?? [];
      const at = state.prediction.answer === null ? (step > 0 ? -1 : keys.length) : keys.indexOf(state.prediction.answer);
      return { ...state, prediction: { ...state.prediction, answer: keys[clamp(at + step, keys.length - 1)] ?? null } };
    }
    case 'sockets':
    case 'queues':
    case 'counters':
    case 'timers':
    case 'known':
    case 'goal':
    case 'events':
    case 'series':
      return { ...state, scroll: { ...state.scroll, [state.focus]: clamp((state.scroll[state.focus] ?? 0) + step, 500) } };
  }
}

const FLAG_OF: Readonly<Partial<Record<PlayAction, number>>> = {
  'flag-syn': FLAG_KEYS.syn,
  'flag-ack': FLAG_KEYS.ack,
  'flag-fin': FLAG_KEYS.fin,
  'flag-rst': FLAG_KEYS.rst,
  'flag-psh': FLAG_KEYS.psh,
  'flag-urg': FLAG_KEYS.urg,
};

/** A key of the composer. An open field is taken over when one leaves it. */
function composed(state: PlayState, context: PressContext, action: PlayAction, _key: Press): PlayState {
  const { composer } = state;
  if (!composer) return state;
  const settled = settledField(composer);
  const flag = FLAG_OF[action];
  if (flag !== undefined) return { ...state, composer: { ...composer, flags: composer.flags ^ flag } };
  switch (action) {
    case 'next-field':
      return { ...state, composer: { ...settled, at: neighbour(composer.at, 1) } };
    case 'previous-field':
      return { ...state, composer: { ...settled, at: neighbour(composer.at, -1) } };
    case 'toggle':
      return { ...state, composer: isOption(composer.at) ? { ...composer, on: { ...composer.on, [composer.at]: !composer.on[composer.at] } } : composer };
    case 'options': {
      const any = Object.values(composer.on).some(Boolean);
      return { ...state, composer: { ...composer, on: { mss: !any, sackOK: !any, ts: !any, wscale: !any } } };
    }
    case 'default':
      return { ...state, composer: { ...composerFrom(templateOf(context.view)), at: composer.at } };
    case 'edit':
      return composer.at === 'flags' || composer.at === 'sackOK' ? say(state, context, 'play.compose.no-text') : { ...state, composer: { ...composer, editing: composer.texts[composer.at] } };
    case 'more':
    case 'less': {
      if (composer.at === 'flags' || composer.at === 'sackOK' || composer.at === 'src' || composer.at === 'dst') return state;
      const text = composer.texts[composer.at].trim();
      return { ...state, composer: { ...composer, texts: { ...composer.texts, [composer.at]: nudged(text, action === 'more' ? 1 : -1) } } };
    }
    default:
      return state;
  }
}

/** One more or one less: of a number itself, of a formula by its last term. */
export function nudged(text: string, step: 1 | -1): string {
  if (text === '') return step === 1 ? '1' : '0';
  if (/^\d+$/.test(text)) return String((Number(text) + step) >>> 0);
  const [, head = text, sign, digits] = /^(.*?)(?:([+-])(\d+))?$/.exec(text) ?? [];
  const last = (sign === undefined ? 0 : Number(digits) * (sign === '+' ? 1 : -1)) + step;
  return last === 0 ? head : `${head}${last > 0 ? '+' : '-'}${Math.abs(last)}`;
}

function settledField(composer: Composer): Composer {
  if (composer.editing === null || composer.at === 'flags' || composer.at === 'sackOK') return composer;
  const on = isOption(composer.at) ? { ...composer.on, [composer.at]: true } : composer.on;
  return { ...composer, on, texts: { ...composer.texts, [composer.at]: composer.editing.trim() }, editing: null };
}

function typed(state: PlayState, text: string, context: PressContext): PlayState {
  if (state.command) return { ...state, command: { ...state.command, text: state.command.text + text } };
  if (state.focus === 'sysctl') return editedSysctl(state, context.view, (value) => value + text);
  const { composer } = state;
  return !composer || composer.editing === null ? state : { ...state, composer: { ...composer, editing: composer.editing + text } };
}

function erased(state: PlayState, context: PressContext): PlayState {
  if (state.command) return state.command.text === '' ? { ...state, command: null } : { ...state, command: { ...state.command, text: state.command.text.slice(0, -1) } };
  if (state.focus === 'sysctl') return editedSysctl(state, context.view, (value) => value.slice(0, -1));
  const { composer } = state;
  return !composer || composer.editing === null ? state : { ...state, composer: { ...composer, editing: composer.editing.slice(0, -1) } };
}

function recalled(state: PlayState, step: 1 | -1): PlayState {
  if (!state.command) return state;
  const place = clamp(state.command.place + step, state.history.length);
  return { ...state, command: { text: state.history[place] ?? '', place } };
}

/** Enter in an open field: a sysctl's value is applied, a field of the composer is taken over. */
function accepted(state: PlayState, { view }: PressContext): Pressed {
  if (state.focus === 'sysctl') return applied({ ...state, sysctl: { ...state.sysctl, typing: false } }, view);
  return only(state.composer ? { ...state, composer: settledField(state.composer) } : state);
}

function ran(state: PlayState, context: PressContext): Pressed {
  const text = state.command?.text.trim() ?? '';
  if (text === '') return only({ ...state, command: null });
  const parsed = readCommand(text, context.view, context.lang);
  // What was refused stays open, so that it can be mended.
  if (!parsed.ok) return only({ ...state, notice: { text: parsed.error, bad: true } });
  const closed: PlayState = { ...state, command: null, history: [...state.history.filter((line) => line !== text), text] };
  const { input } = parsed;
  const { view } = context;
  switch (input.kind) {
    case 'move':
      return input.move.do === 'hint' ? act(closed, 'hint', { key: 'i', text: '' }, context) : move(closed, input.move);
    case 'why':
      return act(closed, 'why', { key: 'w', text: '' }, context);
    case 'goal':
      return act(closed, 'goal', { key: 'g', text: '' }, context);
    case 'undo':
      return act(closed, 'undo', { key: 'u', text: '' }, context);
    case 'redo':
      return act(closed, 'redo', { key: 'U', text: '' }, context);
    case 'help':
      return act(closed, 'help', { key: '?', text: '' }, context);
    case 'report':
      return act(closed, 'report', { key: '!', text: '' }, context);
    case 'quit':
      return act(closed, 'leave', { key: 'q', text: '' }, context);
    case 'state':
      return only({ ...closed, focus: panelsOf(view).includes('sockets') ? 'sockets' : closed.focus });
    case 'menu':
      return only({ ...closed, focus: 'move', composing: false });
    case 'segments':
      return only({ ...closed, focus: 'ladder' });
  }
}

function selectedSysctl(state: PlayState, view: SessionView) {
  return sysctlsOf(view)[state.sysctl.index];
}

function editedSysctl(state: PlayState, view: SessionView, change: (value: string) => string): PlayState {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl) return state;
  const key = sysctlKey(sysctl);
  return { ...state, sysctl: { ...state.sysctl, pending: { ...state.sysctl.pending, [key]: change(state.sysctl.pending[key] ?? '') } } };
}

function typingSysctl(state: PlayState, view: SessionView): PlayState {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl?.editable) return state;
  return { ...state, sysctl: { ...state.sysctl, typing: true, pending: { ...state.sysctl.pending, [sysctlKey(sysctl)]: '' } } };
}

/** One step up or down; large values are doubled and halved, so that a queue does not need a thousand keys. */
function stepped(state: PlayState, view: SessionView, step: 1 | -1): PlayState {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl?.editable) return state;
  const key = sysctlKey(sysctl);
  const value = Number(state.sysctl.pending[key] ?? sysctl.value);
  if (!Number.isInteger(value)) return state;
  const next = value >= 64 || (value === 32 && step === 1) ? (step === 1 ? value * 2 : Math.floor(value / 2)) : value + step;
  const pending = { ...state.sysctl.pending, [key]: String(Math.max(0, next)) };
  if (pending[key] === sysctl.value) delete (pending as Record<string, string>)[key];
  return { ...state, sysctl: { ...state.sysctl, pending } };
}

function applied(state: PlayState, view: SessionView): Pressed {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl) return only(state);
  const key = sysctlKey(sysctl);
  const { [key]: value, ...rest } = state.sysctl.pending;
  const next: PlayState = { ...state, sysctl: { ...state.sysctl, pending: rest, typing: false } };
  if (value === undefined || value.trim() === '' || value.trim() === sysctl.value) return only(next);
  const hosts = new Set(sysctlsOf(view).map((one) => one.host)).size;
  return move(next, { do: 'sysctl', name: sysctl.name, value: value.trim(), ...(hosts > 1 && { host: sysctl.host }) });
}
