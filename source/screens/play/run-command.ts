import { aboutLines, sysctlIs } from '../../plain/about-lines.ts';
import type { Voice } from '../../plain/voice.ts';
import { completed, readCommand } from './command-line.ts';
import { clamp } from './movement.ts';
import { panelsOf, sysctlsOf } from './panels.ts';
import type { PlayAction } from './play-keys.ts';
import type { PlayState } from './play-state.ts';
import { looked } from './terminal.ts';
import { move, only, type PressContext, type Pressed } from './pressed.ts';

/** An older or newer line of the history. */
export function recalled(state: PlayState, step: 1 | -1): PlayState {
  if (state.command?.prompt !== 'command') return state;
  const place = clamp(state.command.place + step, state.history.length);
  return { ...state, command: { ...state.command, text: state.history[place] ?? '', place } };
}

/** The line completed as far as all candidates agree; the candidates are told where they differ. */
export function completedCommand(state: PlayState, { view }: PressContext): PlayState {
  if (state.command?.prompt !== 'command') return state;
  const result = completed(state.command.text, view);
  const next = { ...state, command: { ...state.command, text: result.text } };
  return result.options.length > 0 ? { ...next, notice: { text: result.options.slice(0, 12).join('  '), bad: false } } : next;
}

/** What was typed behind the colon, done. `perform` does what a key does. */
export function ran(state: PlayState, context: PressContext, perform: (state: PlayState, action: PlayAction) => Pressed): Pressed {
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
      return input.move.do === 'hint' ? perform(closed, 'hint') : move(closed, input.move);
    case 'why':
      return perform(closed, 'why');
    case 'goal':
      return perform(closed, 'goal');
    case 'undo':
      return perform(closed, 'undo');
    case 'redo':
      return perform(closed, 'redo');
    case 'help':
      return perform(closed, 'help');
    case 'report':
      return perform(closed, 'report');
    case 'quit':
      return perform(closed, 'leave');
    case 'state':
      return only({ ...closed, focus: panelsOf(view).includes('sockets') ? 'sockets' : closed.focus });
    case 'about':
      return explained(closed, context, input.name, perform);
    case 'tool':
      return only(looked(closed, context, input.tool, input.line));
    case 'menu':
      return only({ ...closed, focus: 'move', composing: false });
    case 'at':
      return { state: closed, effects: [{ kind: 'time', stop: input.number }] };
    case 'back':
    case 'forward':
    case 'branch':
    case 'branches':
    case 'compare':
    case 'take':
      return perform(closed, 'time');
    case 'segments':
      return only({ ...closed, focus: 'ladder' });
  }
}

/** The sysctl explained, as its key does it; a name that is none is said as in plain mode. */
function explained(state: PlayState, { view, lang }: PressContext, name: string, perform: (state: PlayState, action: PlayAction) => Pressed): Pressed {
  const index = sysctlsOf(view).findIndex((sysctl) => sysctlIs(sysctl.name, name));
  if (index >= 0) return perform({ ...state, sysctl: { ...state.sysctl, index } }, 'explain');
  const voice: Voice = { lang, texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: 'words' };
  return only({ ...state, notice: { text: aboutLines(view, name, voice).join(' '), bad: false } });
}
