import { useCursor } from 'ink';
import type { ReactNode } from 'react';
import { cursorIn } from '../../components/cursor.ts';
import { Rows } from '../../components/rows.tsx';
import { actionOf, type Press } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { useTheme } from '../../theme.tsx';
import type { ScreenAction } from '../screen-keys.ts';
import type { Size } from '../size-class.ts';
import { useKeys } from '../bindings.tsx';
import { usePresses } from '../use-presses.ts';
import { QUIZ_KEYS, type QuizAction } from './quiz-keys.ts';
import { quizRows, SCROLL_STEP } from './quiz-rows.ts';
import { contextOf, goneOn, withAnswer, withMore, withNextRating, withText, withTold, type QuizState, type QuizWorld } from './quiz-state.ts';

export interface QuizScreenProps {
  readonly world: QuizWorld;
  readonly state: QuizState;
  /** The newest state: several keys may come in one piece. */
  readonly latest: () => QuizState;
  readonly onChange: (state: QuizState) => void;
  /** The situation of the question that was answered is wanted, to try things out in it. */
  readonly onSandbox: () => void;
  readonly onScreen: (action: ScreenAction) => void;
  readonly lang: Lang;
  readonly size: Size;
  readonly isActive: boolean;
}

/** A sitting on the screen: a question, how sure one is, what is told with the same numbers simulated beside it, and the next. */
export function QuizScreen({ world, state, latest, onChange, onSandbox, onScreen, lang, size, isActive }: QuizScreenProps): ReactNode {
  const theme = useTheme();
  const keys = useKeys(QUIZ_KEYS);
  usePresses(({ key, text }: Press) => {
    const now = latest();
    const action = actionOf(keys, contextOf(now), key);
    if (action === null) {
      if (text !== '') onChange(withText(now, text));
    } else if (action === 'sandbox') onSandbox();
    else if (isScreen(action) || (action === 'clear' && now.typed === '')) onScreen(action === 'clear' ? 'leave' : action);
    else onChange(after(now, action, world));
  }, isActive);
  const rows = quizRows(state, { course: world.course, history: world.history(), factsOf: world.factsOf, now: world.now(), lang, size, glyphs: theme.glyphs, keys });
  // An input method opens its window at the terminal's cursor.
  const { setCursorPosition } = useCursor();
  setCursorPosition((isActive && cursorIn(rows)) || undefined);
  return <Rows lines={rows} />;
}

const SCREEN_ACTIONS: readonly string[] = ['help', 'back', 'quit', 'suspend', 'redraw', 'language', 'settings', 'leave'] satisfies readonly ScreenAction[];

function isScreen(action: QuizAction): action is ScreenAction {
  return SCREEN_ACTIONS.includes(action);
}

/** What a key makes of it. */
function after(state: QuizState, action: Exclude<QuizAction, ScreenAction | 'sandbox'>, world: QuizWorld): QuizState {
  const { given, told, open } = state;
  switch (action) {
    case 'answer':
      return withAnswer(state);
    case 'unknown':
      return withTold(state, world, null, null);
    case 'erase':
      return { ...state, typed: state.typed.slice(0, -1), notice: null };
    case 'clear':
      return { ...state, typed: '', notice: null };
    case 'guess':
    case 'think':
    case 'sure':
      return given === null ? state : withTold(state, world, given.answer, action);
    case 'rethink':
      return { ...state, given: null };
    case 'next':
      return goneOn(state, world);
    case 'rating':
      return withNextRating(state);
    case 'more':
      return withMore(state, world);
    case 'up':
    case 'down': {
      const step = action === 'up' ? -1 : 1;
      if (told !== null) return { ...state, scroll: Math.max(0, state.scroll + step * SCROLL_STEP) };
      const count = open?.question.options?.length ?? 1;
      return { ...state, cursor: (state.cursor + step + count) % count };
    }
  }
}
