import { useMemo, useState, type ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import { wordsFor } from '../../components/words.ts';
import { actionOf, keyParams } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import type { Visit } from '../../referee/travel/visit.ts';
import { useTheme } from '../../theme.tsx';
import { useKeys } from '../bindings.tsx';
import { helpRows, helpScroll, helpSections } from '../help/help-rows.ts';
import { INITIAL_HELP_STATE, pressInHelp, type HelpState } from '../help/help-state.ts';
import type { ScreenAction } from '../screen-keys.ts';
import type { Size } from '../size-class.ts';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { TIME_KEYS, type TimeAction } from './time-keys.ts';
import { timeMemory, timeModel, type TimeMemory } from './time-model.ts';
import { isAlone, shownHosts, timeRows, type TimePicture } from './time-rows.ts';
import { pressedInTime, timeState, type TimeEffect, type TimeState } from './time-state.ts';

export interface TimeScreenProps {
  readonly visit: Visit;
  /** Nothing is hidden: the run is over. */
  readonly all: boolean;
  /** Of the runs that were gone through before. */
  readonly memory?: TimeMemory;
  /** The stop to begin with; `back`: a step back is made already. Left out: the last one. */
  readonly start?: number | 'back';
  readonly title: string;
  readonly lang: Lang;
  readonly size: Size;
  readonly isActive: boolean;
  readonly onEffect: (effect: TimeEffect) => void;
  readonly onLeave: () => void;
  /** Language, settings, and what the owner of the terminal does. */
  readonly onScreen: (action: Exclude<ScreenAction, 'help' | 'back' | 'leave'>) => void;
}

/** The time mode: a run in all its steps, and branches beside it. */
export function TimeScreen(props: TimeScreenProps): ReactNode {
  const { visit, all, title, lang, size } = props;
  const theme = useTheme();
  const keys = useKeys(TIME_KEYS);
  const [own] = useState(timeMemory);
  const memory = props.memory ?? own;
  const model = useMemo(() => timeModel(visit, all, memory), [visit, all, memory]);
  const words = useMemo(() => wordsFor(lang, undefined, undefined, keyParams(keys)), [lang, keys]);
  const [state, latest, change] = useLatest(useMemo(() => begun(timeState(model), props.start), [model, props.start]));
  const [help, latestHelp, setHelp] = useLatest<HelpState | null>(null);
  const sections = helpSections(keys, 'time', lang);
  const pictureOf = (now: TimeState): TimePicture => ({ model, state: now, title, words, size, glyphs: theme.glyphs, keys });
  const act = (action: TimeAction): void => {
    switch (action) {
      case 'help':
        return setHelp(INITIAL_HELP_STATE);
      case 'back':
      case 'leave':
        return props.onLeave();
      case 'quit':
      case 'suspend':
      case 'redraw':
      case 'language':
      case 'settings':
        return props.onScreen(action);
      default: {
        const { state: next, effect } = pressedInTime(latest(), action, model, words, { hostStarts: shownHosts(pictureOf(latest())).starts, alone: isAlone(size) });
        change(next);
        if (effect) props.onEffect(effect);
      }
    }
  };
  usePresses((press) => {
    const shown = latestHelp();
    if (shown !== null) {
      const next = pressInHelp(shown, press, helpScroll(sections, lang, size, theme.glyphs));
      if (next === 'language') props.onScreen('language');
      else setHelp(next === 'close' ? null : next);
      return;
    }
    const action = actionOf(keys, 'time', press.key);
    if (action !== null) act(action);
    else if (latest().told !== null) change({ ...latest(), told: null });
  }, props.isActive);
  return <Rows lines={help === null ? timeRows(pictureOf(state)) : helpRows(sections, help, lang, size, theme.glyphs)} />;
}

/** Whoever opens it with the key that goes back has gone a step back; beside a branch the end of both is seen first. */
function begun(state: TimeState, start: TimeScreenProps['start']): TimeState {
  if (start === undefined || (start === 'back' && state.beside !== null)) return state;
  return { ...state, number: Math.max(0, Math.min(state.number, start === 'back' ? state.number - 1 : start)) };
}
