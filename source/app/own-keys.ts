import { usable, type Bindings } from '../keys/bindings.ts';
import type { KeyTable } from '../keys.ts';
import type { Phrase } from '../phrase.ts';
import { DEBRIEF_KEYS } from '../screens/debrief/debrief-keys.ts';
import { PLAY_KEYS } from '../screens/play/play-keys.ts';
import { QUIZ_KEYS } from '../screens/quiz/quiz-keys.ts';
import { REFERENCE_KEYS } from '../screens/reference/reference-keys.ts';
import { SETTINGS_KEYS } from '../screens/settings/settings-keys.ts';
import { TIME_KEYS } from '../screens/time/time-keys.ts';
import { MAP_KEYS } from '../screens/world-map/map-keys.ts';
import type { Settings } from '../storage/settings.ts';

/** The tables of all screens, the one with most keys first. */
export const KEY_TABLES: readonly KeyTable[] = [PLAY_KEYS, MAP_KEYS, DEBRIEF_KEYS, TIME_KEYS, REFERENCE_KEYS, QUIZ_KEYS, SETTINGS_KEYS];

/** The player's own keys as far as they can hold together; what is left out of them is told. */
export function ownKeys({ keys }: Settings): { readonly bindings: Bindings; readonly notices: readonly Phrase[] } {
  const { bindings, dropped } = usable(KEY_TABLES, keys);
  return { bindings, notices: dropped.length === 0 ? [] : [{ id: 'settings.keys-dropped', params: { names: dropped.join(', ') } }] };
}
