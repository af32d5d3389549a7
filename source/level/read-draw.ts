import { drawNumbers } from './draw.ts';
import { ExpressionError, PlacedExpressionError, type Numbers } from './expression.ts';
import { schemaProblems } from './issue.ts';
import type { Draw, Level } from './level.ts';
import { quoted, type Problem } from './problem.ts';
import { drawSchema } from './schema.ts';
import type { YamlText } from './yaml-text.ts';

export type DrawResult = { readonly ok: true; readonly draw: Level['draw'] } | { readonly ok: false; readonly problems: readonly Problem[] };

/** The `draw` of a level or of a quiz template: how its numbers are drawn, in order. */
export function readDraw(yaml: YamlText, written: unknown): DrawResult {
  const result = drawSchema.safeParse(written);
  if (!result.success) {
    const issues = result.error.issues.map((issue) => ({ ...issue, path: ['draw', ...issue.path] }));
    return { ok: false, problems: schemaProblems(yaml, yaml.value, issues) };
  }
  const draw = Object.entries(result.data).map(([name, from]) => ({ name, from: drawOf(from) }));
  for (const { name, from } of draw) {
    if ('between' in from && from.between[0] > from.between[1]) {
      return { ok: false, problems: [{ file: yaml.file, ...yaml.place(['draw', name]), expected: 'the smaller number first', example: '32768..60999', came: quoted(result.data[name]) }] };
    }
  }
  return { ok: true, draw };
}

function drawOf(written: string | number | readonly (string | number)[] | Extract<Draw, { readonly pick: string }>): Draw {
  if (Array.isArray(written)) return { oneOf: written as readonly (string | number)[] };
  if (typeof written === 'object' && 'pick' in written) return written;
  const range = /^(\d{1,10})\.\.(\d{1,10})$/.exec(String(written));
  return range ? { between: [Number(range[1]), Number(range[2])] } : typeof written === 'number' ? { oneOf: [written] } : { value: written as string };
}

/** The numbers of a seed, with which everything else is filled; or what is wrong with the draw or with an expression over them. */
export function withNumbers<Filled>(yaml: YamlText, drawn: Pick<Level, 'id' | 'draw'>, seed: string, fill: (numbers: Numbers) => Filled): { readonly ok: true; readonly filled: Filled } | { readonly ok: false; readonly problems: readonly Problem[] } {
  let around: readonly PropertyKey[] = ['draw'];
  try {
    const numbers = drawNumbers(drawn, seed);
    around = [];
    return { ok: true, filled: fill(numbers) };
  } catch (error) {
    return { ok: false, problems: [expressionProblem(yaml, error, around)] };
  }
}

/** What is wrong with an expression, at its place. Throws what is no ExpressionError. */
function expressionProblem(yaml: YamlText, error: unknown, around: readonly PropertyKey[]): Problem {
  if (!(error instanceof ExpressionError)) throw error;
  const path = error instanceof PlacedExpressionError ? error.path : around;
  return { file: yaml.file, ...yaml.place(path), expected: 'an expression over the numbers of draw', example: '$port, $iss+1, $(a+b)%c', came: error.message };
}
