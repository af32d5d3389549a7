import { compose } from '../../components/composer/composer.ts';
import { NOTATIONS } from '../../components/ladder/segment-label.ts';
import { actionOf, type Press } from '../../keys.ts';
import { composed } from './composer-keys.ts';
import { accepted, erased, typed } from './field-keys.ts';
import { foundNext } from './find.ts';
import { homeOf, panelBeside, stepBack } from './focus.ts';
import { moved, segmentNumbers } from './movement.ts';
import { contextOf, panelOfDigit, sysctlsOf } from './panels.ts';
import { PLAY_KEYS, TEXT_CONTEXTS, type PlayAction } from './play-keys.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { PlayState } from './play-state.ts';
import { pasted } from './paste.ts';
import { move, only, say, type PressContext, type Pressed } from './pressed.ts';
import { completedCommand, ran, recalled } from './run-command.ts';
import { freshComposer, scopeOf } from './scope.ts';
import { applied, stepped, typingSysctl } from './sysctl-keys.ts';
import { lookedByKey } from './terminal.ts';
import { packetdrillText, tcpdumpText } from './transcript-lines.ts';

/** The state and what it asks for after a key: pure, and the only place where keys act. */
export function press(state: PlayState, key: Press, context: PressContext): Pressed {
  const where = contextOf(state);
  const action = actionOf(context.keys ?? PLAY_KEYS, where, key.key);
  const clean = state.notice ? { ...state, notice: null } : state;
  // A colon again after a line was refused: whoever types it begins anew.
  if (action === null && key.text === ':' && state.command?.prompt === 'command' && state.notice?.bad) return only({ ...clean, command: { ...state.command, text: '', place: state.history.length } });
  if (action === null) return TEXT_CONTEXTS.has(where) && key.text !== '' ? only(typed(clean, key.text, context)) : only(clean);
  return (context.watching ? watched(clean, action, context) : null) ?? act(clean, action, key, context);
}

/** What a key does while the model solution is shown; null where it does what it always does. */
function watched(state: PlayState, action: PlayAction, context: PressContext): Pressed | null {
  const keys = context.watching === 'at-end' ? 'play.watching.end.keys' : context.watching === 'at-end-plays' ? 'play.watching.end.play' : 'play.watching.keys';
  switch (action) {
    case 'wait':
    case 'choose':
    case 'redo':
    case 'run':
      return context.watching === 'at-end' ? only(say(state, context, keys)) : { state, effects: [{ kind: 'redo' }] };
    case 'undo':
      return { state, effects: [{ kind: 'undo' }] };
    case 'restart':
      return { state, effects: [{ kind: 'restart' }] };
    case 'leave':
      return { state, effects: [{ kind: 'leave' }] };
    case 'hint':
    case 'example':
    case 'compose':
    case 'to-composer':
    case 'paste':
    case 'command':
    case 'report':
    case 'settings':
    case 'apply':
    case 'edit':
    case 'more':
    case 'less':
    case 'pause':
    case 'slower':
      return only(say(state, context, keys));
    case 'time':
      return only(say(state, context, 'time.watching'));
    default:
      return null;
  }
}

function act(state: PlayState, action: PlayAction, key: Press, context: PressContext): Pressed {
  const { view } = context;
  switch (action) {
    case 'help':
      return only({ ...state, overlay: { kind: 'help', scroll: 0 } });
    case 'goal':
      return only({ ...state, overlay: { kind: 'goal', scroll: 0 } });
    case 'why':
      return view.judged.length === 0 && view.refused === undefined && view.phase !== 'lost' ? only(say(state, context, 'play.no-verdict')) : only({ ...state, overlay: { kind: 'why', scroll: 0 } });
    case 'back':
      return only(stepBack(state, view));
    case 'to-move':
      return only({ ...state, focus: homeOf(view), zoom: false });
    case 'undo':
      // Whoever has read the verdict may take the move back at once: the window goes with it.
      return view.canUndo ? { state: { ...state, overlay: null }, effects: [{ kind: 'undo' }] } : only(say({ ...state, overlay: null }, context, 'play.no-undo'));
    case 'redo':
      return view.canRedo ? { state: { ...state, overlay: null }, effects: [{ kind: 'redo' }] } : only(say({ ...state, overlay: null }, context, 'play.no-redo'));
    case 'hint':
      if (view.expert) return only(say(state, context, 'refused.expert-hint'));
      if (view.phase === 'predicting') return only(say(state, context, 'refused.prediction-first'));
      // The price is told before it is paid; the key that asked says yes as well.
      if (state.question === 'hint') return { state: { ...state, question: null }, effects: [{ kind: 'hint' }] };
      if (state.question) return only(state);
      if (view.hints.costs) return only({ ...state, question: 'hint' });
      return view.hints.shown.length < view.hints.of ? { state, effects: [{ kind: 'hint' }] } : only(say(state, context, 'refused.no-more-hints'));
    case 'example':
      return view.example ? { state, effects: [{ kind: 'example' }] } : only(say(state, context, 'play.no-example'));
    case 'language':
    case 'report':
    case 'quit':
    case 'suspend':
    case 'redraw':
    case 'settings':
      return { state, effects: [{ kind: action }] };
    case 'time':
      return { state, effects: [{ kind: 'time', stop: null }] };
    case 'restart':
      return only({ ...state, question: 'restart' });
    case 'leave':
      return view.mode === 'live' && view.phase === 'running' ? only({ ...state, question: 'leave' }) : { state, effects: [{ kind: 'leave' }] };
    case 'yes':
      return state.question ? { state: { ...state, question: null }, effects: [{ kind: state.question }] } : only(state);
    case 'no':
      return only({ ...state, question: null });
    case 'copy':
      return { state: say(state, context, state.notation === 'packetdrill' ? 'play.copied.packetdrill' : 'play.copied'), effects: [{ kind: 'copy', text: state.notation === 'packetdrill' ? packetdrillText(view.world) : tcpdumpText(view.world) }] };
    case 'zoom':
      // The question itself is always whole: what can be zoomed lies behind it.
      return only(state.focus === 'prediction' ? say(state, context, 'play.predict.look') : { ...state, zoom: !state.zoom });
    case 'absolute':
      return only({ ...state, absolute: !state.absolute });
    case 'command':
    case 'find':
    case 'paste':
      return only({ ...state, command: { prompt: action, text: '', place: state.history.length } });
    case 'next-match':
    case 'previous-match':
      if (state.overlay) return only({ ...state, overlay: { ...state.overlay, found: (state.overlay.found ?? 0) + (action === 'next-match' ? 1 : -1) } });
      return only(foundNext(state, context, action === 'next-match' ? 1 : -1));
    case 'notation': {
      const notation = NOTATIONS[(NOTATIONS.indexOf(state.notation) + 1) % NOTATIONS.length]!;
      return only(say({ ...state, notation }, context, `play.notation.${notation}`));
    }
    case 'explain':
      return only(sysctlsOf(view).length === 0 ? say(state, context, 'panel.sysctl.none') : { ...state, overlay: { kind: 'sysctl', scroll: 0 } });
    case 'hex':
      return only(hasSegments(view) ? hexed(state, view) : say(state, context, 'play.no-segment'));
    case 'panel': {
      const panel = panelOfDigit(key.key, view, state.focus);
      return only(panel ? { ...state, focus: panel } : state);
    }
    case 'next-panel':
      return only({ ...state, focus: panelBeside(view, state.focus, 1) });
    case 'previous-panel':
      return only({ ...state, focus: panelBeside(view, state.focus, -1) });
    case 'tool-ss':
    case 'tool-listeners':
    case 'tool-timers':
    case 'tool-nstat':
    case 'tool-dmesg':
    case 'tool-sysctl':
    case 'tool-tcpdump':
    case 'tool-again':
      return only(lookedByKey(state, action, context));
    case 'wait':
      // Time is over, too: what comes next is the debrief.
      if (isOver(view)) return { state, effects: [{ kind: 'leave' }] };
      if (view.mode === 'live') return move(state, { do: 'wait', ms: 1000 });
      // One key must not throw away what has arrived; the word behind the colon can.
      return view.decision || view.phase === 'predicting' ? only(say(state, context, 'play.wait.open')) : move(state, { do: 'wait', ms: null });
    case 'run':
    case 'pause':
    case 'slower':
      if (isOver(view)) return only(say(state, context, view.canUndo ? 'play.time-over' : 'play.time-over.unmoved'));
      return view.mode === 'live' ? { state, effects: [{ kind: 'clock', command: action }] } : only(say(state, context, 'play.turns-only'));
    case 'compose':
    case 'to-composer':
      return only({ ...state, focus: 'move', composing: true, composer: state.composer ?? freshComposer(view) });
    case 'choose': {
      // A level that is over, won or lost, has nothing left to choose: what comes next is its debrief.
      if (isOver(view)) return { state, effects: [{ kind: 'leave' }] };
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
      return only(hasSegments(view) ? { ...state, segment: state.segment ?? segmentNumbers(view).at(-1) ?? null, overlay: { kind: 'segment', scroll: 0 } } : say(state, context, 'play.no-segment'));
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
    case 'complete':
      return only(completedCommand(state, context));
    case 'older':
    case 'newer':
      return only(recalled(state, action === 'older' ? -1 : 1));
    case 'accept':
      if (state.command?.prompt === 'find' && state.overlay) return only({ ...state, command: null, overlay: { ...state.overlay, sought: state.command.text.trim(), found: 0 } });
      if (state.command?.prompt === 'find') return only(foundNext({ ...state, command: null, sought: state.command.text, found: null }, context, 1));
      if (state.command?.prompt === 'paste') return only(pasted(state, state.command.text, context));
      return state.command ? ran(state, context, (next, does) => act(next, does, { key: '', text: '' }, context)) : accepted(state, context);
    case 'erase':
      return only(erased(state, context));
    case 'apply':
      return applied(state, view);
    case 'more':
    case 'less':
      return only(state.focus === 'sysctl' ? stepped(state, view, action === 'more' ? 1 : -1) : composed(state, context, action));
    case 'edit':
      return only(state.focus === 'sysctl' ? typingSysctl(state, view) : composed(state, context, action));
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
      return only(state.focus === 'sysctl' ? { ...state, sysctl: { ...state.sysctl, typing: false } } : composed(state, context, action));
  }
}

function isOver({ phase }: SessionView): boolean {
  return phase === 'won' || phase === 'lost';
}

function hasSegments(view: SessionView): boolean {
  return segmentNumbers(view).length > 0;
}

/** The bytes of the selected segment, or of the latest; in the window of a segment it changes between fields and bytes. */
function hexed(state: PlayState, view: SessionView): PlayState {
  const { overlay } = state;
  if (overlay?.kind === 'hex') return { ...state, overlay: { kind: 'segment', scroll: 0 } };
  if (overlay && overlay.kind !== 'segment') return state;
  return { ...state, segment: state.segment ?? segmentNumbers(view).at(-1) ?? null, overlay: { kind: 'hex', scroll: 0 } };
}
