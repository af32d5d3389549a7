import type { KeyTable } from '../../keys.ts';

export type QuizAction = 'answer' | 'up' | 'down' | 'unknown' | 'erase' | 'clear' | 'guess' | 'think' | 'sure' | 'rethink' | 'next' | 'rating' | 'help' | 'language' | 'leave';

/** What has the keyboard: an answer that is chosen or written, how sure one is, what is told of it, or the end of the sitting. */
export type QuizContext = 'choose' | 'write' | 'sure' | 'told' | 'over';

/** The keys of a quiz. While an answer is written, letters and digits belong to it: all else are no characters but `?`. */
export const QUIZ_KEYS: KeyTable<'choose' | 'write' | 'sure' | 'told' | 'over' | 'language' | 'always', QuizContext, QuizAction> = {
  groups: {
    choose: [
      { keys: ['up', 'k'], does: 'up', label: 'quiz.key.up', shown: 'Up' },
      { keys: ['down', 'j'], does: 'down', label: 'quiz.key.down', shown: 'Down' },
      { keys: ['enter'], does: 'answer', label: 'quiz.key.answer', footer: 1 },
      { keys: ['tab'], does: 'unknown', label: 'quiz.key.unknown', footer: 2 },
    ],
    write: [
      { keys: ['enter'], does: 'answer', label: 'quiz.key.answer', footer: 1 },
      { keys: ['tab'], does: 'unknown', label: 'quiz.key.unknown', footer: 2 },
      { keys: ['backspace'], does: 'erase', label: 'map.key-erase' },
      { keys: ['esc'], does: 'clear', label: 'import.key-clear' },
    ],
    sure: [
      { keys: ['1', 'g'], does: 'guess', label: 'quiz.key.guess', shown: '1', footer: 1 },
      { keys: ['2', 't', 'enter'], does: 'think', label: 'quiz.key.think', shown: '2', footer: 2 },
      { keys: ['3', 's'], does: 'sure', label: 'quiz.key.sure', shown: '3', footer: 3 },
      { keys: ['esc'], does: 'rethink', label: 'quiz.key.rethink', footer: 4 },
    ],
    told: [
      { keys: ['enter', 'space'], does: 'next', label: 'quiz.key.next', shown: 'Enter', footer: 1 },
      { keys: ['x'], does: 'rating', label: 'quiz.key.rating', footer: 2 },
      { keys: ['up', 'k'], does: 'up', label: 'quiz.key.scroll-up', shown: 'Up' },
      { keys: ['down', 'j'], does: 'down', label: 'quiz.key.scroll-down', shown: 'Down', footer: 4 },
    ],
    over: [{ keys: ['enter', 'q', 'esc'], does: 'leave', label: 'quiz.key.leave', shown: 'Enter', footer: 1 }],
    language: [{ keys: ['L'], does: 'language', label: 'map.key-language', footer: 20 }],
    always: [
      { keys: ['?', 'f1'], does: 'help', label: 'map.key-help', shown: '?', footer: 6 },
      { keys: ['ctrl-c', 'ctrl-d'], does: 'leave', label: 'map.key-quit', shown: 'Ctrl-C', footer: 7 },
    ],
  },
  contexts: { choose: ['choose', 'language', 'always'], write: ['write', 'always'], sure: ['sure', 'language', 'always'], told: ['told', 'language', 'always'], over: ['over', 'language', 'always'] },
  titles: { choose: 'quiz.keys.choose', write: 'quiz.keys.write', sure: 'quiz.keys.sure', told: 'quiz.keys.told', over: 'quiz.keys.over', language: 'map.key-language', always: 'help.always' },
};
