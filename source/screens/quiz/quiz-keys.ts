import type { KeyTable } from '../../keys.ts';
import { SCREEN_KEYS, type ScreenAction } from '../screen-keys.ts';

export type QuizAction = ScreenAction | 'answer' | 'up' | 'down' | 'unknown' | 'erase' | 'clear' | 'guess' | 'think' | 'sure' | 'rethink' | 'next' | 'rating' | 'sandbox' | 'more';

/** What has the keyboard: an answer that is chosen or written, how sure one is, what is told of it, or the end of the sitting. */
export type QuizContext = 'choose' | 'write' | 'sure' | 'told' | 'over';

type QuizGroup = QuizContext | 'end' | 'screen' | 'aside' | 'help' | 'interrupt';

const away = (does: QuizAction) => SCREEN_KEYS.screen.filter((entry) => entry.does !== 'back' && entry.does !== does);

/** The keys of a quiz. While an answer is written, letters and digits belong to it: all else are no characters but `?`. */
export const QUIZ_KEYS: KeyTable<QuizGroup, QuizContext, QuizAction> = {
  groups: {
    choose: [
      // Letters choose an option.
      { keys: ['up', 'k'], does: 'up', label: 'quiz.key.up', shown: 'Up', fixed: true },
      { keys: ['down', 'j'], does: 'down', label: 'quiz.key.down', shown: 'Down', fixed: true },
      { keys: ['enter'], does: 'answer', label: 'quiz.key.answer', footer: 1 },
      { keys: ['tab'], does: 'unknown', label: 'quiz.key.unknown', footer: 2 },
    ],
    write: [
      { keys: ['enter'], does: 'answer', label: 'quiz.key.answer', footer: 1 },
      { keys: ['tab'], does: 'unknown', label: 'quiz.key.unknown', footer: 2 },
      { keys: ['backspace'], does: 'erase', label: 'map.key-erase' },
      { keys: ['esc'], does: 'clear', label: 'quiz.key.clear', footer: 3 },
    ],
    sure: [
      { keys: ['1', 'g'], does: 'guess', label: 'quiz.key.guess', shown: '1', footer: 1 },
      { keys: ['2', 't', 'enter'], does: 'think', label: 'quiz.key.think', shown: '2', footer: 2 },
      { keys: ['3', 's'], does: 'sure', label: 'quiz.key.sure', shown: '3', footer: 3 },
      { keys: ['esc'], does: 'rethink', label: 'quiz.key.rethink', footer: 4 },
    ],
    told: [
      { keys: ['enter', 'space'], does: 'next', label: 'quiz.key.next', shown: 'Enter', footer: 1 },
      { keys: ['s'], does: 'sandbox', label: 'quiz.key.sandbox', footer: 2 },
      { keys: ['x'], does: 'rating', label: 'quiz.key.rating', footer: 3 },
      { keys: ['up', 'k'], does: 'up', label: 'quiz.key.scroll-up', shown: 'Up' },
      { keys: ['down', 'j'], does: 'down', label: 'quiz.key.scroll-down', shown: 'Down', footer: 4 },
    ],
    over: [
      { keys: ['m'], does: 'more', label: 'quiz.key.more', footer: 2 },
    ],
    end: [
      { keys: ['enter', 'esc', 'q'], does: 'leave', label: 'quiz.key.leave', shown: 'Enter', footer: 1 },
      ...away('leave'),
    ],
    screen: [...away('back'), { keys: ['esc'], does: 'leave', label: 'quiz.key.leave', name: 'back' }],
    aside: away('back'),
    help: [{ keys: ['?', 'f1'], does: 'help', label: 'map.key-help', shown: '?', footer: 5 }],
    interrupt: SCREEN_KEYS.interrupt,
  },
  contexts: { choose: ['choose', 'screen', 'interrupt'], write: ['write', 'help', 'interrupt'], sure: ['sure', 'aside', 'interrupt'], told: ['told', 'screen', 'interrupt'], over: ['over', 'end', 'interrupt'] },
  titles: { choose: 'quiz.keys.choose', write: 'quiz.keys.write', sure: 'quiz.keys.sure', told: 'quiz.keys.told', over: 'quiz.keys.over', end: 'quiz.keys.over', screen: 'help.everywhere', aside: 'help.everywhere', help: 'help.everywhere', interrupt: 'help.always' },
};
