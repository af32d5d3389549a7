import { XMLParser } from 'fast-xml-parser';
import { parse } from 'gift-pegjs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAnki } from '../../../source/formats/quiz/anki.ts';
import { exportedQuestion, type ExportedQuestion } from '../../../source/formats/quiz/exported-question.ts';
import { NotInGift, writeGift } from '../../../source/formats/quiz/gift.ts';
import { writeMoodleXml } from '../../../source/formats/quiz/moodle-xml.ts';
import { printTool } from '../../../source/formats/quiz/print-tool.ts';
import { LANGUAGES } from '../../../source/language.ts';
import { drawQuestion } from '../../../source/quiz/draw-question.ts';
import { shippedTemplates } from '../../quiz/templates.ts';

const templates = shippedTemplates();
const all = (lang: 'en' | 'zh-Hans'): readonly ExportedQuestion[] => templates.flatMap((template) => ['1', '2'].map((seed) => exportedQuestion(drawQuestion(template, seed, printTool), lang)));

interface ParsedGift {
  readonly type: string;
  readonly title?: string;
  readonly stem?: { readonly text: string };
  readonly choices?: readonly { readonly isCorrect: boolean; readonly weight?: number | null; readonly text: { readonly text?: string; readonly number?: number }; readonly feedback: { readonly text: string } | null }[];
  readonly globalFeedback?: { readonly text: string } | null;
}

const plain = (text: string): string => text.replaceAll('\n', ' ').replaceAll(/\s+/g, ' ').trim();

describe.each(LANGUAGES)('the questions in %s', (lang) => {
  const questions = all(lang);

  it('as GIFT say in another program what they say here', () => {
    const parsed = (parse(writeGift(questions)) as unknown as readonly ParsedGift[]).filter(({ type }) => type !== 'Category');
    expect(parsed.map(({ title }) => title)).toEqual(questions.map(({ id }) => id));
    for (const [index, { type, stem, choices, globalFeedback }] of parsed.entries()) {
      const question = questions[index]!;
      expect(plain(stem!.text)).toBe(plain([question.stem, ...question.lines].join('\n')));
      expect(plain(globalFeedback!.text)).toBe(plain(`${question.why} ${question.source}`));
      expect(type).toBe({ choice: 'MC', line: 'MC', number: 'Numerical', text: 'Short' }[question.kind]);
      const right = choices!.find(({ isCorrect, weight }) => isCorrect && weight !== 0)!;
      expect(String(right.text.number ?? right.text.text)).toBe(question.answers.find(({ isRight }) => isRight)!.text);
      expect(choices!.length).toBe(question.answers.length);
    }
  });

  it('as Moodle XML are well formed, and say the same', () => {
    const { quiz } = new XMLParser({ ignoreAttributes: false, cdataPropName: false, parseTagValue: false, isArray: (name) => name === 'question' || name === 'answer' || name === 'tag' }).parse(writeMoodleXml(questions)) as { quiz: { question: { '@_type': string; name?: { text: string }; answer?: { '@_fraction': string; text: string }[] }[] } };
    const real = quiz.question.filter((question) => question['@_type'] !== 'category');
    expect(real.map(({ name }) => name!.text)).toEqual(questions.map(({ id }) => id));
    for (const [index, { answer }] of real.entries()) {
      expect(answer!.map((one) => one['@_fraction'])).toEqual(questions[index]!.answers.map(({ isRight }) => (isRight ? '100' : '0')));
    }
  });

  it('as a file for Anki have four columns, an id of their own and no tab or line end inside', () => {
    const rows = writeAnki(questions, 'TCP').trimEnd().split('\n').filter((line) => !line.startsWith('#'));
    expect(rows.length).toBe(questions.length);
    expect(rows.map((row) => row.split('\t').length)).toEqual(questions.map(() => 4));
    expect(new Set(rows.map((row) => row.split('\t')[0])).size).toBe(rows.length);
  });
});

describe('a wrong line', () => {
  it('is one of the lines, which keep their order in Moodle', () => {
    const lines = all('en').filter(({ kind }) => kind === 'line');
    expect(lines.length).toBeGreaterThan(0);
    for (const { lines: listed, answers } of lines) {
      expect(answers.map(({ text }) => text)).toEqual(listed.filter((line) => /^\d/.test(line)).map(plain));
      expect(answers.filter(({ isRight }) => isRight).length).toBe(1);
    }
    const written = writeMoodleXml(lines);
    expect(written).toContain('<shuffleanswers>false</shuffleanswers>');
    expect(written).not.toContain('<shuffleanswers>true</shuffleanswers>');
  });
});

describe('an id', () => {
  it('is the same in both languages and at every export', () => {
    expect(all('en').map(({ id }) => id)).toEqual(all('zh-Hans').map(({ id }) => id));
    expect(writeAnki(all('en'), 'TCP')).toBe(writeAnki(all('en'), 'TCP'));
  });
});

describe('GIFT', () => {
  const question = (fields: Partial<ExportedQuestion>): ExportedQuestion => ({ id: 'q', skill: 'close', stem: 'What?', lines: [], kind: 'choice', answers: [{ text: 'a', isRight: true, feedback: '' }, { text: 'b', isRight: false, feedback: '' }], why: 'So.', source: 'Source', ideas: [], ...fields });

  it.each([
    ['an arrow', question({ answers: [{ text: 'a -> b', isRight: true, feedback: '' }] })],
    ['a comment', question({ lines: ['// no'] })],
    ['a weight', question({ answers: [{ text: '%50%', isRight: true, feedback: '' }] })],
    ['a format', question({ stem: '[html] is no text' })],
  ])('refuses %s, which it cannot escape', (_what, one) => {
    expect(() => writeGift([one])).toThrow(NotInGift);
  });

  it('brings any other text through', () => {
    // Leading and trailing blanks are the parser's own affair.
    const text = fc.stringMatching(/^[A-Za-z0-9][ -~]{0,40}[A-Za-z0-9]$/).filter((words) => !words.includes('->') && !words.includes('//') && !words.includes('  '));
    fc.assert(fc.property(text, text, text, (stem, right, wrong) => {
      fc.pre(right !== wrong);
      const [parsed] = (parse(writeGift([question({ stem, answers: [{ text: right, isRight: true, feedback: stem }, { text: wrong, isRight: false, feedback: '' }] })])) as unknown as readonly ParsedGift[]).filter(({ type }) => type !== 'Category');
      expect(parsed!.stem!.text).toBe(stem);
      expect(parsed!.choices!.map((choice) => choice.text.text)).toEqual([right, wrong]);
      expect(parsed!.choices![0]!.feedback!.text).toBe(stem);
    }));
  });
});
