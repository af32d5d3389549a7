import { createElement } from 'react';
import type { Lang } from '../../language.ts';
import { factsIn } from '../../quiz/quiz-set-format.ts';
import type { Review } from '../../quiz/review.ts';
import type { Course } from '../../quiz/sitting.ts';
import { QuizScreen } from '../../screens/quiz/quiz-screen.tsx';
import type { ReviewLog } from '../../storage/review-log.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { showScreen } from '../terminal/show-screen.ts';
import { themeFor } from '../theme-choice.ts';

/** Holds a sitting in the terminal, until it is left. */
export async function showQuiz({ options, shell }: Invocation, { lang, course, log, seedOf }: { readonly lang: Lang; readonly course: Course; readonly log: ReviewLog; readonly seedOf: (n: number) => string }): Promise<ExitCode> {
  const world = { course, history: () => log.history(), keep: (review: Review) => log.add(review), now: () => Date.now(), seedOf };
  await showScreen(createElement(QuizScreen, { world, factsOf: factsIn(course.set), lang, theme: themeFor(options) }), shell);
  return 0;
}
