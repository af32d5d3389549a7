import { describe, expect, it } from 'vitest';
import { drawOnce, drawQuestion } from '../../source/quiz/draw-question.ts';
import type { Printer } from '../../source/quiz/listing.ts';
import { mark } from '../../source/quiz/mark.ts';
import { readAnswer } from '../../source/quiz/read-answer.ts';
import { ACK_OF_A_SYN, shippedTemplates, templateOf } from './templates.ts';

const NO_TOOLS: Printer = () => ({ rows: [], keyOf: null, layOut: () => ({ heading: null, lines: [] }) });

describe('a question', () => {
  const template = templateOf(ACK_OF_A_SYN);

  it('has the answer that the simulated Linux gives with its numbers', () => {
    const question = drawQuestion(template, '1', NO_TOOLS);
    expect(question.truth).toBe(String(Number(question.numbers['isn']) + 1));
  });

  it('wraps as sequence numbers do', () => {
    const question = drawQuestion(templateOf(ACK_OF_A_SYN.replace('isn: 1000..4294967295', 'isn: [4294967295]')), '1', NO_TOOLS);
    expect(question.truth).toBe('0');
  });

  it('knows what somebody thinks who gives a wrong number, and nothing of a number that no idea gives', () => {
    const question = drawQuestion(template, '1', NO_TOOLS);
    const isn = Number(question.numbers['isn']);
    expect(mark(question, String(isn)).diagnosis?.wrong.idea).toBe('M01');
    expect(mark(question, '77')).toEqual({ result: 'wrong', diagnosis: null });
    expect(mark(question, String(isn + 1))).toEqual({ result: 'right', diagnosis: null });
    expect(mark(question, null)).toEqual({ result: 'unknown', diagnosis: null });
  });

  it('is none when every wrong world answers as Linux does', () => {
    const useless = templateOf(ACK_OF_A_SYN.replace(/wrong:\n[^]*?text:/, 'wrong: [{ belief: close-always-fin }]\ntext:'));
    expect(drawOnce(useless, '1', '1', NO_TOOLS)).toEqual({ ok: false, why: 'too-few-wrong' });
    expect(() => drawQuestion(useless, '1', NO_TOOLS)).toThrow('ack-of-a-syn gives no question');
  });

  it('is none when there is nothing to read', () => {
    const deaf = templateOf(ACK_OF_A_SYN.replace('listen: [{ port: 80 }]', 'absent: true'));
    expect(drawOnce(deaf, '1', '1', NO_TOOLS)).toEqual({ ok: false, why: 'no-answer' });
  });

  it('offers options in an order that the seed gives', () => {
    const choice = shippedTemplates().find(({ kind }) => kind === 'choice')!;
    const orders = new Set(['1', '2', '3', '4', '5', '6', '7', '8'].map((seed) => drawQuestion(choice, seed, NO_TOOLS).options!.join()));
    expect(orders.size).toBeGreaterThan(1);
  });
});

describe('an answer that is typed', () => {
  const question = drawQuestion(templateOf(ACK_OF_A_SYN), '1', NO_TOOLS);

  it.each([
    ['1001', '1001'],
    [' 1,001 ', '1001'],
    ['4294967295', '4294967295'],
    ['?', null],
  ])('%j is read', (typed, answer) => {
    expect(readAnswer(question, typed)).toEqual({ ok: true, answer });
  });

  it.each(['', 'one', '3 s', '12 bytes', '1e9', '-5'])('%j is refused with an example', (typed) => {
    expect(readAnswer(question, typed)).toMatchObject({ ok: false, problem: { id: 'quiz.expected.number', params: { example: '1001' } } });
  });
});
