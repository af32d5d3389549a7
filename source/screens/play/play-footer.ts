import { entriesOf, keyOf } from '../../keys.ts';
import { message, type MessageId } from '../../message/say.ts';
import { footerKeys, type FooterKey } from '../screen-rows.ts';
import type { PanelModel } from './panel-rows.ts';
import { contextOf, sysctlsOf } from './panels.ts';
import { PLAY_KEYS, type PlayAction } from './play-keys.ts';

type FooterModel = Pick<PanelModel, 'view' | 'state' | 'words' | 'keys' | 'watching' | 'branch' | 'home'>;

/** The footer of the play screen: the keys of what has the keyboard and do something now, first those that matter most in this situation. */
export function playFooter(model: FooterModel): FooterKey[] {
  const { view, state, words } = model;
  const table = model.keys ?? PLAY_KEYS;
  const context = contextOf(state);
  const hidden = Object.fromEntries(entriesOf(table, context).flatMap(({ does }) => (worksNow(does, model) ? [] : [[does, null]])));
  const keys = footerKeys(table, context, words.lang, { ...hidden, ...(isFree(view) && { goal: words.word('key.task') }), ...(model.home && { leave: words.word('key.to-quiz') }), ...(model.branch && { leave: words.word('key.to-run'), restart: null }) });
  const key = (does: PlayAction, label: MessageId): FooterKey => ({ key: keyOf(table, does), label: message(words.lang, label) });
  switch (context) {
    case 'prediction':
      return keys.map((one) => (one.label === words.word('key.answer') ? { ...one, key: view.prediction?.options.map((option) => option.key).join(' ') ?? one.key } : one));
    case 'menu':
    case 'ladder':
    case 'sysctl':
    case 'list':
      break;
    default:
      return keys;
  }
  if (model.watching && context === 'menu') {
    return [
      ...(model.watching.line === null ? (model.watching.plays ? [{ key: 'Enter', label: message(words.lang, 'key.watch.play') }] : []) : [key('wait', 'key.watch.next')]),
      key('undo', 'key.watch.back'),
      key('restart', 'key.first'),
      ...(hasVerdict(view) ? [key('why', 'key.why')] : []),
      key('goal', 'key.goal'),
      { key: '0-9', label: message(words.lang, 'key.panel') },
      key('zoom', 'key.zoom'),
      { ...key('leave', 'key.quit'), needed: true },
      { ...key('help', 'key.help'), needed: true },
    ];
  }
  const over = view.phase === 'won' || view.phase === 'lost';
  const needed = (does: PlayAction, label: MessageId): FooterKey => ({ ...key(does, label), needed: true });
  const home = model.branch ? 'key.to-run' : 'key.debrief';
  if (over && context === 'menu') {
    return [
      { key: 'Enter', label: message(words.lang, home) },
      ...(model.branch ? [key('time', 'time.key-beside')] : []),
      ...(view.canUndo ? [key('undo', 'key.undo')] : []),
      ...(model.branch ? [] : [key('restart', 'key.again')]),
      ...(hasVerdict(view) ? [key('why', 'key.why')] : []),
      { key: '0-9', label: message(words.lang, 'key.panel') },
      key('zoom', 'key.zoom'),
      needed('leave', home),
      needed('help', 'key.help'),
    ];
  }
  const back = context === 'ladder' || context === 'sysctl' ? [{ key: '1', label: message(words.lang, 'key.to-move') }] : [];
  const own = [...keys.slice(0, 1), ...back, ...keys.slice(1)];
  if (view.mode !== 'live' || over) return own;
  const wait = words.word('key.wait');
  return [key('run', 'key.run'), key('pause', 'key.pause'), key('wait', 'key.wait-second'), ...own.filter((one) => one.label !== wait)];
}

/** A sandbox: nothing is to be reached. */
export function isFree({ par }: FooterModel['view']): boolean {
  return par === 0;
}

/** Whether a key that the footer could name does something now. */
function worksNow(action: PlayAction, { view, state }: FooterModel): boolean {
  const over = view.phase === 'won' || view.phase === 'lost';
  switch (action) {
    case 'undo':
      return view.canUndo;
    case 'why':
      return hasVerdict(view);
    case 'example':
      return view.example === true;
    case 'hint':
      return !view.expert && view.hints.shown.length < view.hints.of;
    case 'wait':
      // Space leaves an open question alone.
      return !over && (view.mode === 'live' || (view.decision === null && view.phase !== 'predicting'));
    case 'skip':
      return view.prediction?.required !== true;
    case 'compose':
    case 'paste':
      return !over && view.phase !== 'predicting';
    case 'choose':
      return over || view.choices.length > 0;
    case 'explain':
      return state.focus === 'sysctl' && sysctlsOf(view).length > 0;
    case 'apply':
    case 'edit':
    case 'more':
    case 'less':
      return state.focus !== 'sysctl' || sysctlsOf(view)[state.sysctl.index]?.editable === true;
    case 'open':
      return view.world.ladder.some((entry) => entry.kind === 'segment');
    case 'hex':
      return state.overlay ? state.overlay.kind === 'segment' || state.overlay.kind === 'hex' : view.world.ladder.some((entry) => entry.kind === 'segment');
    default:
      return true;
  }
}

/** There is something that `why` can explain. */
function hasVerdict({ judged, refused }: FooterModel['view']): boolean {
  return judged.length > 0 || refused !== undefined;
}
