import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { QUIZ_FORMAT, type QuizSet } from '../../quiz/quiz-set-format.ts';

/** Beside the program as it is shipped, or where the build puts it when this runs from source. */
const PLACES = ['./quiz.json', '../../../dist/quiz.json'];

/** All templates, as the build compiled them. Throws an Error when there are none of this format. */
export function readQuizSet(): QuizSet {
  const path = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((candidate) => existsSync(candidate));
  const set = path === undefined ? null : (JSON.parse(readFileSync(path, 'utf8')) as Partial<QuizSet>);
  if (set?.format !== QUIZ_FORMAT) throw new Error('expected the compiled quizzes (quiz.json) beside the program; npm run build makes them');
  return set as QuizSet;
}
