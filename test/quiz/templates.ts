import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemLine } from '../../source/level/problem.ts';
import { parseTemplate } from '../../source/quiz/parse-template.ts';
import type { Template } from '../../source/quiz/template.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'quizzes');

let read: readonly Template[] | null = null;

/** Every shipped template as its file says it, read once; throws with all problems. */
export function shippedTemplates(): readonly Template[] {
  return (read ??= readTemplates());
}

function readTemplates(): readonly Template[] {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')).toSorted();
  return paths.map((path) => {
    const result = parseTemplate(path, readFileSync(join(FOLDER, path), 'utf8'));
    if (!result.ok) throw new Error(result.problems.map(problemLine).join('\n'));
    return result.template;
  });
}

/** A template of a text in which some lines are replaced. */
export const ACK_OF_A_SYN = readFileSync(join(FOLDER, 'numbers', 'ack-of-a-syn.yaml'), 'utf8');

export function templateOf(text: string, path = 'numbers/ack-of-a-syn.yaml'): Template {
  const result = parseTemplate(path, text);
  if (!result.ok) throw new Error(result.problems.map(problemLine).join('\n'));
  return result.template;
}
