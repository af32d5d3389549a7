import { message, type MessageId } from '../../message/say.ts';
import { footerKeys, type FooterKey } from '../screen-rows.ts';
import type { PanelModel } from './panel-rows.ts';
import { contextOf } from './panels.ts';
import { PLAY_KEYS } from './play-keys.ts';

/** The footer of the play screen: the keys of what has the keyboard, and first those that matter most in this situation. */
export function playFooter({ view, state, words }: Pick<PanelModel, 'view' | 'state' | 'words'>): FooterKey[] {
  const context = contextOf(state);
  const keys = footerKeys(PLAY_KEYS, context, words.lang);
  const key = (written: string, label: MessageId): FooterKey => ({ key: written, label: message(words.lang, label) });
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
  const over = view.phase === 'won' || view.phase === 'lost';
  if (over && context === 'menu') {
    return [key('Enter', 'key.debrief'), key('u', 'key.undo'), key('x', 'key.again'), key('w', 'key.why'), key('0-9', 'key.panel'), key('z', 'key.zoom'), key('q', 'key.leave'), key('?', 'key.help')];
  }
  const back = context === 'ladder' || context === 'sysctl' ? [key('1', 'key.to-move')] : [];
  const own = [...keys.slice(0, 1), ...back, ...keys.slice(1)];
  const wait = words.word('key.wait');
  // Space leaves an open question alone: the footer names only what works now.
  if (view.mode !== 'live' || over) return view.decision === null ? own : own.filter((one) => one.label !== wait);
  return [key('>', 'key.run'), key('p', 'key.pause'), key('Space', 'key.wait-second'), ...own.filter((one) => one.label !== wait)];
}
