import { FLAG_KEYS, isOption, neighbour, type Composer } from '../../components/composer/composer.ts';
import type { PlayAction } from './play-keys.ts';
import type { PlayState } from './play-state.ts';
import { say, type PressContext } from './pressed.ts';
import { freshComposer } from './scope.ts';

const FLAG_OF: Readonly<Partial<Record<PlayAction, number>>> = {
  'flag-syn': FLAG_KEYS.syn,
  'flag-ack': FLAG_KEYS.ack,
  'flag-fin': FLAG_KEYS.fin,
  'flag-rst': FLAG_KEYS.rst,
  'flag-psh': FLAG_KEYS.psh,
  'flag-urg': FLAG_KEYS.urg,
};

/** A key of the composer. An open field is taken over when one leaves it. */
export function composed(state: PlayState, context: PressContext, action: PlayAction): PlayState {
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
      return { ...state, composer: isOption(composer.at) ? { ...composer, autoOptions: false, on: { ...composer.on, [composer.at]: !composer.on[composer.at] } } : composer };
    case 'options': {
      const any = Object.values(composer.on).some(Boolean);
      return { ...state, composer: { ...composer, autoOptions: false, on: { mss: !any, sackOK: !any, ts: !any, wscale: !any } } };
    }
    case 'default':
      return { ...state, composer: { ...freshComposer(context.view), at: composer.at } };
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

/** The composer with what is being typed taken over. */
export function settledField(composer: Composer): Composer {
  if (composer.editing === null || composer.at === 'flags' || composer.at === 'sackOK') return composer;
  const on = isOption(composer.at) ? { ...composer.on, [composer.at]: true } : composer.on;
  return { ...composer, on, autoOptions: composer.autoOptions && !isOption(composer.at), texts: { ...composer.texts, [composer.at]: composer.editing.trim() }, editing: null };
}
