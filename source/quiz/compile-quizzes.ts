import { problemLine } from '../level/problem.ts';
import { parseTemplate } from './parse-template.ts';
import { QUIZ_FORMAT, type QuizSet } from './quiz-set-format.ts';

/**
 * What the build makes of quizzes/: `files` is a record of path below it to text. Throws an Error that lists every
 * problem, a line each, when a template cannot be read, and for two of one id.
 */
export function compileQuizzes(files: Readonly<Record<string, string>>): QuizSet {
  const results = Object.entries(files).filter(([path]) => path.endsWith('.yaml')).map(([path, text]) => parseTemplate(path, text));
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems.map(problemLine)));
  const templates = results.flatMap((result) => (result.ok ? [result.template] : []));
  const double = templates.find(({ id }, index) => templates.findIndex((one) => one.id === id) < index);
  if (double) problems.push(`quizzes: expected one template of each id, got two ${double.id}`);
  if (problems.length > 0) throw new Error(`quizzes cannot be compiled:\n${problems.join('\n')}`);
  return { format: QUIZ_FORMAT, templates };
}
