import { createRandom, mix, nextInt, seedFrom } from '../random.ts';
import { buildSetup } from './build-setup.ts';
import { ExpressionError, fillExpressions, fillText, type Numbers } from './expression.ts';
import type { Draw, DrawnLevel, Level, Prediction } from './level.ts';
import { readOptionalPredicate, readPredicate } from './read-predicate.ts';
import type { AuthorSetup } from './setup-schema.ts';

/**
 * A level with the numbers of one seed in every place that names them. The same seed always gives the same numbers,
 * and those of one name do not depend on the other names. Throws ExpressionError or SetupError for a level that
 * parse.ts would not have let pass.
 */
export function drawLevel(level: Level, seed: string): DrawnLevel {
  const numbers = drawNumbers(level, seed);
  const fill = <T>(value: T): T => fillExpressions(value, numbers) as T;
  const filled: Level = {
    ...level,
    known: fill<readonly { readonly name: string; readonly value: string | number }[]>(level.known).map(({ name, value }) => ({ name, value: String(value) })),
    goals: level.goals.map((goal) => ({ ...goal, holds: readPredicate(fill(goal.holds)) })),
    idea: readOptionalPredicate(fill(level.idea)),
    lose: level.lose.map((loss) => ({ ...loss, holds: readPredicate(fill(loss.holds)) })),
    predictions: level.predictions.map((prediction) => readPrediction(fill(prediction))),
    hideUntil: readOptionalPredicate(fill(level.hideUntil)),
    hints: level.hints.map((hint) => ({ ...hint, when: readOptionalPredicate(fill(hint.when)) })),
    menu: level.menu.map((item) => ({ ...item, when: readOptionalPredicate(fill(item.when)), line: fill(item.line) })),
    solution: fill(level.solution),
    alternatives: fill(level.alternatives),
    mistakes: fill(level.mistakes),
  };
  return { level: filled, seed, numbers, setup: buildSetup(fill(level.setup) as AuthorSetup, level.kernel), solution: filled.solution };
}

/** The numbers of a level's `draw` for a seed, in their order. */
export function drawNumbers(level: Pick<Level, 'id' | 'draw'>, seed: string): Numbers {
  const numbers: Record<string, number | string> = {};
  for (const { name, from } of level.draw) numbers[name] = drawOne(from, numbers, mix(seedFrom(seed), seedFrom(level.id), seedFrom(name)));
  return numbers;
}

function drawOne(from: Draw, earlier: Numbers, seed: number): number | string {
  if ('value' in from) return fillText(from.value, earlier);
  if ('pick' in from) return pickOne(from, earlier);
  const random = createRandom(seed);
  if ('between' in from) return nextInt(random, from.between[0], from.between[1]);
  return from.oneOf[nextInt(random, 0, from.oneOf.length - 1)]!;
}

/** The item with that number, counted from 0 and around. */
function pickOne({ pick, of }: Extract<Draw, { readonly pick: string }>, earlier: Numbers): number | string {
  const index = fillText(pick, earlier);
  if (typeof index === 'string') throw new ExpressionError(`a number to pick by, not the text "${index}"`);
  const item = of[index % of.length]!;
  return typeof item === 'number' ? item : fillText(item, earlier);
}

function readPrediction(prediction: Prediction): Prediction {
  return {
    ...prediction,
    before: readOptionalPredicate(prediction.before),
    settles: readPredicate(prediction.settles),
    options: prediction.options.map((option) => ({ ...option, holds: readPredicate(option.holds) })),
  };
}
