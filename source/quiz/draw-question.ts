import { drawNumbers } from '../level/draw.ts';
import { fillExpressions, fillText, type Numbers } from '../level/expression.ts';
import { createRandom, mix, nextInt, seedFrom, shuffled } from '../random.ts';
import { answerOf, valueFound, watchedFor, type Found } from './answer-of.ts';
import { ladderSheet, oddRows, withOdd, type Printer, type Sheet } from './listing.ts';
import { givenQuestion } from './given.ts';
import { stageInstead, stageOf, type Staged } from './physics.ts';
import { NOTHING, type Params, type Question, type WrongAnswer } from './question.ts';
import { readAll, watchedBy } from './read.ts';
import { askOf, readNamed } from './read-ask.ts';
import { runScene, type Scene } from './scene.ts';
import type { Ask, NamedReading, Template, Wrong } from './template.ts';

/** Why numbers gave no question. */
export type NoQuestion = 'no-answer' | 'too-few-wrong';

export type DrawResult = { readonly ok: true; readonly question: Question } | { readonly ok: false; readonly why: NoQuestion };

/** So many further seeds are tried when one gives no question. CI holds each template below 1 % of failed draws. */
const MOST_TRIES = 50;
/** So many wrong options are shown beside the right one. */
const SHOWN_WRONG = 2;

/** A question of that template, always the same for the same seed. Throws an Error when no seed gives one: a broken template. */
export function drawQuestion(template: Template, seed: string, print: Printer): Question {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = drawOnce(template, seed, tries === 0 ? seed : `${seed}/${tries}`, print);
    if (result.ok) return result.question;
  }
  throw new Error(`the quiz ${template.id} gives no question for seed ${seed}`);
}

/** One try with the numbers of the seed `drawn`. */
export function drawOnce(template: Template, seed: string, drawn: string, print: Printer): DrawResult {
  if (template.given !== null) return { ok: true, question: givenQuestion(template, template.given, drawn) };
  const numbers = drawNumbers(template, drawn);
  const ask = askOf(template, numbers);
  const also = readNamed(fillExpressions(template.also, numbers));
  const stage = stageOf(template, numbers);
  const alsoWatched = watchedBy(also.map(({ reading }) => reading));
  const scene = run(stage, drawn, [...watchedFor(ask), ...alsoWatched]);
  const params = alsoParams(also, { world: scene.world, firsts: scene.firsts.slice(scene.firsts.length - alsoWatched.length) });
  const base = { template, seed, drawn, numbers, setup: stage.setup, params, events: [], heading: null, lines: [] };
  if (ask.kind === 'line') return lineQuestion(base, ask, { stage, scene }, print);
  const truth = answerOf(ask, scene);
  if (truth === null) return { ok: false, why: 'no-answer' };
  const isChosen = ask.kind === 'value' || ask.kind === 'choice';
  const wrong = wrongAnswers({ template, ask, numbers: { ...params, ...numbers }, drawn, stage }, truth, isChosen ? SHOWN_WRONG : Infinity);
  if (wrong.length < (isChosen ? SHOWN_WRONG : 1)) return { ok: false, why: 'too-few-wrong' };
  const random = createRandom(mix(seedFrom(drawn), seedFrom(template.id)));
  return {
    ok: true,
    question: {
      ...base,
      truth: truth.answer,
      truthParams: truth.params,
      wrong,
      options: isChosen ? shuffled(random, [truth.answer, ...wrong.map(({ answer }) => answer)]) : null,
      events: ask.kind === 'order' ? shuffledOtherwise(random, ask.events.map(({ key }) => key), truth.answer.split(' > ')) : [],
    },
  };
}

function run({ setup, physics }: Staged, seed: string, watched: Parameters<typeof runScene>[3]): Scene {
  return runScene(setup, seed, physics, watched);
}

function alsoParams(also: readonly NamedReading[], scene: Scene): Params {
  const values = readAll(also.map(({ reading }) => reading), scene);
  return Object.fromEntries(also.map(({ name }, index) => [name, values[index] ?? NOTHING]));
}

/** Never shown in the right order already. */
function shuffledOtherwise(random: ReturnType<typeof createRandom>, keys: readonly string[], right: readonly string[]): readonly string[] {
  const order = shuffled(random, keys);
  return order.join() === right.join() ? order.toReversed() : order;
}

/** What the wrong worlds are made from. */
interface Asked {
  readonly template: Template;
  readonly ask: Exclude<Ask, { readonly kind: 'line' }>;
  readonly numbers: Numbers;
  readonly drawn: string;
  readonly stage: Staged;
}

/** What the wrong worlds answer, as many of them as are wanted: none that is right, none twice. */
function wrongAnswers(asked: Asked, truth: Found, most: number): readonly WrongAnswer[] {
  const seen = new Set([truth.answer]);
  const answers: WrongAnswer[] = [];
  for (const wrong of asked.template.wrong) {
    if (answers.length === most) break;
    const found = foundInstead(asked, wrong);
    if (found === null || seen.has(found.answer)) continue;
    seen.add(found.answer);
    answers.push({ ...found, wrong });
  }
  return answers;
}

function foundInstead({ template, ask, numbers, drawn, stage }: Asked, { instead }: Wrong): Found | null {
  if (instead.by !== 'value') return answerOf(ask, run(stageInstead(stage, template, numbers, instead), drawn, watchedFor(ask)));
  const value = typeof instead.value === 'number' ? instead.value : fillText(instead.value, numbers);
  if (ask.kind === 'value') return valueFound(ask.readings.map(({ name }) => name), String(value).split(' / '));
  return { answer: String(value), params: {} };
}

/** The list as Linux has it, with the one line that a wrong world has otherwise. */
function lineQuestion(base: Pick<Question, 'template' | 'seed' | 'drawn' | 'numbers' | 'setup' | 'params' | 'events' | 'heading' | 'lines'>, ask: Extract<Ask, { readonly kind: 'line' }>, { stage, scene }: { readonly stage: Staged; readonly scene: Scene }, print: Printer): DrawResult {
  const sheetOf = ({ world }: Scene): Sheet => (ask.listing === 'ladder' ? ladderSheet(world, ask.fields) : print(world, ask.host ?? '', ask.listing, ask.counters));
  const truth = sheetOf(scene);
  const { template, numbers, drawn } = base;
  const candidates = template.wrong.flatMap((wrong) => {
    if (wrong.instead.by === 'value') return [];
    return oddRows(truth, sheetOf(run(stageInstead(stage, template, numbers, wrong.instead), drawn, []))).map((odd) => ({ wrong, odd }));
  });
  if (candidates.length === 0) return { ok: false, why: 'too-few-wrong' };
  const random = createRandom(mix(seedFrom(drawn), seedFrom(template.id)));
  const { wrong, odd } = candidates[nextInt(random, 0, candidates.length - 1)]!;
  const { place, isExtra } = odd;
  const { heading, lines } = truth.layOut(withOdd(truth.rows, odd));
  return {
    ok: true,
    question: {
      ...base,
      truth: String(place + 1),
      truthParams: { was: isExtra ? NOTHING : truth.layOut(truth.rows).lines[place]!.trim().replaceAll(/\s+/g, ' ') },
      wrong: [{ answer: NOTHING, wrong, params: {} }],
      options: lines.map((_, index) => String(index + 1)),
      heading,
      lines,
    },
  };
}
