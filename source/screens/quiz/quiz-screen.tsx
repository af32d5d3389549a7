import { useApp, useInput, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import { actionOf, pressesOf, type Press } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import type { CardFacts } from '../../quiz/history.ts';
import { ThemeProvider, type Theme } from '../../theme.tsx';
import { helpRows, helpScroll, helpSections } from '../help/help-rows.ts';
import { INITIAL_HELP_STATE, pressInHelp } from '../help/help-state.ts';
import { useLatest } from '../use-latest.ts';
import { QUIZ_KEYS, type QuizAction } from './quiz-keys.ts';
import { quizRows, SCROLL_STEP } from './quiz-rows.ts';
import { contextOf, goneOn, openQuiz, withAnswer, withNextRating, withText, withTold, type QuizState, type QuizWorld } from './quiz-state.ts';

export interface QuizScreenProps {
  readonly world: QuizWorld;
  readonly factsOf: (card: string) => CardFacts | null;
  readonly lang: Lang;
  readonly theme: Theme;
}

/** A sitting on the screen: a question, how sure one is, what is told with the same numbers simulated beside it, and the next. What was told is kept when one leaves, too. */
export function QuizScreen({ world, factsOf, lang: first, theme }: QuizScreenProps): ReactNode {
  const { columns, rows } = useWindowSize();
  const { exit } = useApp();
  const [state, latest, change] = useLatest<QuizState>(openQuiz(world, first));
  const { lang } = state;
  const size = { columns, rows };
  const help = helpSections(QUIZ_KEYS, contextOf(state), lang);

  const press = ({ key, text }: Press): void => {
    const now = latest();
    if (now.help !== null) {
      const next = pressInHelp(now.help, { key, text }, helpScroll(help, lang, size, theme.glyphs));
      change(next === 'close' ? { ...now, help: null } : next === 'language' ? otherLanguage(now) : { ...now, help: next });
      return;
    }
    const action = actionOf(QUIZ_KEYS, contextOf(now), key);
    if (action === 'leave') {
      if (now.told !== null) world.keep(now.told.review);
      exit();
    } else if (action !== null) change(after(now, action, world));
    else if (text !== '') change(withText(now, text));
  };

  useInput((input, raw) => {
    for (const one of pressesOf(input.replaceAll('\r\n', '\r'), raw)) press(one);
  });

  return (
    <ThemeProvider theme={theme}>
      <Rows lines={state.help === null ? quizRows(state, { course: world.course, history: world.history(), factsOf, now: world.now(), size, glyphs: theme.glyphs }) : helpRows(help, state.help, lang, size, theme.glyphs)} />
    </ThemeProvider>
  );
}

function otherLanguage(state: QuizState): QuizState {
  return { ...state, lang: state.lang === 'en' ? 'zh-Hans' : 'en' };
}

/** What a key makes of it. */
function after(state: QuizState, action: Exclude<QuizAction, 'leave'>, world: QuizWorld): QuizState {
  const { given, told, open } = state;
  switch (action) {
    case 'help':
      return { ...state, help: INITIAL_HELP_STATE };
    case 'language':
      return otherLanguage(state);
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
    case 'up':
    case 'down': {
      const step = action === 'up' ? -1 : 1;
      if (told !== null) return { ...state, scroll: Math.max(0, state.scroll + step * SCROLL_STEP) };
      const count = open?.question.options?.length ?? 1;
      return { ...state, cursor: (state.cursor + step + count) % count };
    }
  }
}
