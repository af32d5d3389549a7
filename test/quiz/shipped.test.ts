import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../source/language.ts';
import { fill } from '../../source/message/say.ts';
import { drawOnce, drawQuestion } from '../../source/quiz/draw-question.ts';
import type { Question } from '../../source/quiz/question.ts';
import { levelById } from '../../source/level/load.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { numbersOf } from '../message/text.ts';
import { printTool } from '../../source/formats/quiz/print-tool.ts';
import { SKILLS } from '../../source/quiz/skill.ts';
import { KINDS } from '../../source/quiz/template.ts';
import { shippedTemplates } from './templates.ts';

/** As the issue asks: at most one draw in a hundred may give no question. */
const SEEDS = Array.from({ length: 1000 }, (_, index) => `s${index}`);
const LONG = 120_000;
/** Of 80 columns two are the frame's, five the line's number. */
const WIDEST = 73;
const course = builtCourse();

describe.each(shippedTemplates().map((template) => [template.id, template] as const))('the quiz %s', (_id, template) => {
  const questions: Question[] = [];
  let failed = 0;
  beforeAll(() => {
    for (const seed of SEEDS) {
      const drawn = drawOnce(template, seed, seed, printTool);
      if (drawn.ok) questions.push(drawn.question);
      else failed++;
    }
  }, LONG);

  it('gives a question for at least 99 of 100 seeds', () => {
    expect(failed / SEEDS.length).toBeLessThanOrEqual(0.01);
  });

  it('is taught by a level that there is', () => {
    expect(levelById(course, template.level)?.id).toBe(template.level);
  });

  it('never offers the same answer twice', () => {
    for (const { options, truth, wrong, lines } of questions) {
      const answers = template.kind === 'line' ? lines : (options ?? [truth, ...wrong.map(({ answer }) => answer)]);
      expect(new Set(answers).size).toBe(answers.length);
    }
  });

  it('does not give the right answer away by its place', () => {
    const offered = questions.flatMap((question) => (question.options === null ? [] : [question]));
    if (offered.length === 0 || template.kind === 'line') return;
    const first = offered.filter(({ options, truth }) => options![0] === truth).length / offered.length;
    expect(Math.abs(first - 1 / offered[0]!.options!.length)).toBeLessThan(0.06);
  });

  it('does not always have the same answer', () => {
    const truths = questions.map(({ truth }) => truth);
    const most = Math.max(...[...new Set(truths)].map((one) => truths.filter((truth) => truth === one).length));
    expect(most / truths.length).toBeLessThan(0.75);
  });

  it.runIf(template.kind === 'line')('has a wrong line now here, now there, among lines that a key reaches and that fit the screen', () => {
    const places = questions.map(({ truth }) => truth);
    for (const place of new Set(places)) expect(places.filter((one) => one === place).length / places.length).toBeLessThan(0.75);
    for (const { heading, lines } of questions) {
      expect(lines.length).toBeLessThanOrEqual(9);
      expect(Math.max(...[heading ?? '', ...lines].map((line) => line.trimEnd().length))).toBeLessThanOrEqual(WIDEST);
    }
  });

  it('says the same numbers in both languages, and leaves no placeholder open', () => {
    for (const question of questions.slice(0, 100)) {
      const params = { ...question.numbers, ...question.params, ...question.truthParams, truth: question.truth, yours: '' };
      for (const section of Object.keys(template.texts.en)) {
        const [en, zh] = LANGUAGES.map((lang) => fill(template.texts[lang][section]!, params));
        expect(numbersOf(zh!)).toEqual(numbersOf(en!));
        expect(`${en}${zh}`).not.toMatch(/\{[\w.-]+\}/);
      }
    }
  });

  it('is the same for the same seed', () => {
    expect(drawQuestion(template, 'again', printTool)).toEqual(drawQuestion(template, 'again', printTool));
  });
});

describe('the templates together', () => {
  const templates = shippedTemplates();

  it('refute every one of the 25 misconceptions, about every skill, and in each way of asking several times', () => {
    const ideas = new Set(templates.flatMap(({ wrong }) => wrong.flatMap(({ idea }) => idea ?? [])));
    expect([...ideas].toSorted()).toEqual(Array.from({ length: 25 }, (_, index) => `M${String(index + 1).padStart(2, '0')}`));
    for (const skill of SKILLS) expect({ skill, count: templates.filter((one) => one.skill === skill).length }).toMatchObject({ skill, count: expect.toSatisfy((count: number) => count >= 4) as unknown });
    for (const kind of KINDS) expect({ kind, count: templates.filter((one) => one.kind === kind).length }).toMatchObject({ kind, count: expect.toSatisfy((count: number) => count >= 4) as unknown });
  });
});

describe('the right option of choices', () => {
  it.each(LANGUAGES)('is not the longest more often than chance over all templates (%s)', (lang) => {
    const choices = shippedTemplates().filter(({ kind }) => kind === 'choice');
    const shares = choices.map((template) => {
      const lengthOf = (answer: string): number => template.texts[lang][`option.${answer}`]!.length;
      const questions = SEEDS.slice(0, 200).map((seed) => drawQuestion(template, seed, printTool));
      const won = questions.filter(({ truth, options }) => options!.every((option) => option === truth || lengthOf(option) < lengthOf(truth)));
      return { id: template.id, share: won.length / questions.length };
    });
    expect(shares.filter(({ share }) => share > 0.75)).toEqual([]);
    expect(shares.reduce((sum, { share }) => sum + share, 0) / shares.length).toBeLessThanOrEqual(1 / 3);
  });
});
