import * as fc from 'fast-check';
import { parse } from 'gift-pegjs';
import { describe, expect, it } from 'vitest';
import { exportedQuestion } from '../../../source/formats/quiz/exported-question.ts';
import { NotInGift, writeGift } from '../../../source/formats/quiz/gift.ts';
import { printTool } from '../../../source/formats/quiz/print-tool.ts';
import { GIFT_REFUSALS, readGift } from '../../../source/formats/quiz/read-gift.ts';
import { LANGUAGES } from '../../../source/language.ts';
import { en } from '../../../source/message/en.ts';
import { drawQuestion } from '../../../source/quiz/draw-question.ts';
import { shippedTemplates } from '../../quiz/templates.ts';

const one = (text: string) => {
  const { items, problems } = readGift(text);
  return items[0] ?? problems[0];
};

describe('a question in GIFT', () => {
  it('with one right answer of several is a choice', () => {
    expect(readGift('$CATEGORY: A/close\n\n::q1::[plain]Who waits?{\n=the first to close#Yes.\n~the server#No\\: it need not be.\n####By F7.1\n}\n')).toEqual({
      problems: [],
      items: [{ line: 3, title: 'q1', category: 'close', stem: 'Who waits?', kind: 'choice', tolerance: 0, why: 'By F7.1', answers: [{ text: 'the first to close', isRight: true, feedback: 'Yes.' }, { text: 'the server', isRight: false, feedback: 'No: it need not be.' }] }],
    });
  });

  it.each([
    ['{TRUE#It is.#Right.}', 'choice', [['True', true, ''], ['False', false, 'It is.']], 0],
    ['{F}', 'choice', [['True', false, ''], ['False', true, '']], 0],
    ['{#1001}', 'number', [['1001', true, '']], 0],
    ['{#=1001:2 =%0%1000:0#M01}', 'number', [['1001', true, ''], ['1000', false, 'M01']], 2],
    ['{#=60..66}', 'number', [['63', true, '']], 3],
    ['{=RST =reset =%0%FIN#No.}', 'text', [['RST', true, ''], ['reset', true, ''], ['FIN', false, 'No.']], 0],
  ])('%s is read', (answers, kind, expected, tolerance) => {
    expect(one(`What?${answers}`)).toMatchObject({ kind, tolerance, answers: expected.map(([text, isRight, feedback]) => ({ text, isRight, feedback })) });
  });

  it('keeps what is escaped, and its lines', () => {
    expect(one(String.raw`Is tcp_rfc1337 \= 1 at 10.0.0.9\:80 \{ or \\n \}?\nWell\~{=yes \# no ~no}`)).toMatchObject({ stem: 'Is tcp_rfc1337 = 1 at 10.0.0.9:80 { or \\n }?\nWell~', answers: [{ text: 'yes # no' }, { text: 'no' }] });
  });

  it('may have comments between its lines', () => {
    expect(one('// a comment\nWhat?{\n// another\n=a\n~b}')).toMatchObject({ line: 2, stem: 'What?', kind: 'choice' });
  });

  it.each([
    ['[html]<b>What?</b>{=a ~b}', 'format', '[html]'],
    ['Only a text', 'no-answers', 'Only a text'],
    ['What?{}', 'essay', '{}'],
    ['What?{=a ~b', 'not-closed', '{=a ~b'],
    ['It is {=a ~b} here', 'missing-word', 'here'],
    ['What?{=a -> b =c -> d}', 'matching', '=a -> b =c -> d'],
    ['What?{~%50%a ~%50%b}', 'weight', '%50%'],
    ['What?{#=about ten}', 'number', 'about ten'],
    ['What?{#=1:0 =2:5}', 'number', '=1:0 =2:5'],
    ['What?{a =b}', 'right', 'a =b'],
    ['What?{~a ~b}', 'one-right', '~a ~b'],
    ['What?{=%0%a}', 'right', 'a'],
    [`What?{=a ${'bcdefghijk'.split('').map((letter) => `~${letter}`).join(' ')}}`, 'too-many', expect.any(String) as string],
    ['What?{=a ~b ~b}', 'twice', 'b'],
    ['{=a ~b}', 'stem', '{=a ~b}'],
  ])('%j is refused', (text, what, got) => {
    expect(one(`\n\n${text}\n`)).toEqual({ line: 3, what, got });
  });

  it('is left out alone: the others are taken', () => {
    const { items, problems } = readGift('What?{}\n\nWhich?{=a ~b}\n\nWhy?\n');
    expect(items.map(({ line }) => line)).toEqual([3]);
    expect(problems.map(({ line, what }) => [line, what])).toEqual([[1, 'essay'], [5, 'no-answers']]);
  });

  it('has words for every refusal', () => {
    for (const what of GIFT_REFUSALS) expect(en).toHaveProperty([`quiz.gift.${what}`]);
  });

  it('reads any text without failing', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z{}=~#:\\%\n$>[\] -]{0,80}$/), (text) => {
      expect(() => readGift(text)).not.toThrow();
    }));
  });
});

describe.each(LANGUAGES)('what is exported in %s', (lang) => {
  it('is read again as it was, and as another program reads it', () => {
    for (const template of shippedTemplates()) {
      const question = exportedQuestion(drawQuestion(template, '1', printTool), lang);
      let text: string;
      try {
        text = writeGift([question]);
      } catch (error) {
        if (error instanceof NotInGift) continue;
        throw error;
      }
      const { items, problems } = readGift(text);
      expect(problems).toEqual([]);
      const [item] = items;
      expect(item).toMatchObject({ title: question.id, category: question.skill, kind: question.kind === 'line' ? 'choice' : question.kind, why: `${question.why} ${question.source}`, answers: question.answers });
      const theirs = (parse(text) as unknown as readonly { readonly type: string; readonly choices?: readonly unknown[] }[]).find(({ type }) => type !== 'Category')!;
      expect(theirs.choices!.length).toBe(item!.answers.length);
    }
  });
});
