import { parseSegment } from '../tcp/notation/parse-segment.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Phrase } from '../phrase.ts';
import { composedText, orderText } from './answer-of.ts';
import { writtenAs } from './given.ts';
import { letterOf, numberOfLetter } from './letters.ts';
import type { Answer, Question } from './question.ts';
import { askOf } from './read-ask.ts';

export type ReadAnswer = { readonly ok: true; readonly answer: Answer | null } | { readonly ok: false; readonly problem: Phrase };

/** What was typed, as an answer to the question; `?` is "I do not know yet". What cannot be read says what was expected. */
export function readAnswer(question: Question, typed: string): ReadAnswer {
  const text = typed.trim();
  if (text === '?') return { ok: true, answer: null };
  const refused = (id: string, params: Phrase['params'] = {}): ReadAnswer => ({ ok: false, problem: { id, params: { got: visible(text), ...params } } });
  const { given, kind } = question.template;
  if (given !== null && (kind === 'number' || kind === 'text')) {
    const answer = text === '' ? null : writtenAs(given, kind, text);
    return answer === null ? refused(`quiz.expected.${kind}`, { example: '1001' }) : { ok: true, answer };
  }
  switch (kind) {
    case 'text':
      return refused('quiz.expected.text');
    case 'number':
      return readNumber(question, text) ?? refused('quiz.expected.number', { example: numberExample(question) });
    case 'value':
    case 'choice': {
      const answer = question.options?.[numberOfLetter(text)] ?? trueOrFalse(question, text);
      return answer === undefined ? refused('quiz.expected.choice', { last: letterOf((question.options?.length ?? 1) - 1) }) : { ok: true, answer };
    }
    case 'order': {
      const letters = text.toLowerCase().replaceAll(/[\s,>]+/g, '').split('');
      const keys = letters.map((letter) => question.events[numberOfLetter(letter)]);
      const isWhole = keys.length === question.events.length && new Set(keys).size === keys.length && !keys.includes(undefined);
      return isWhole ? { ok: true, answer: orderText(keys as string[]) } : refused('quiz.expected.order', { example: question.events.map((_, index) => letterOf(index)).toReversed().join(' ') });
    }
    case 'line': {
      const line = /^\d{1,3}$/.test(text) ? Number(text) : 0;
      return line >= 1 && line <= question.lines.length ? { ok: true, answer: String(line) } : refused('quiz.expected.line', { last: question.lines.length });
    }
    case 'compose': {
      const ask = askOf(question.template, question.numbers);
      const parsed = parseSegment(text, { defaults: { flags: 0, seq: 0, ack: 0, length: 0 } });
      if (!parsed.ok || ask.kind !== 'compose' || !parsed.given.includes('flags')) return refused('quiz.expected.segment');
      return { ok: true, answer: composedText(parsed.fields, ask.fields) };
    }
  }
}

const TRUTHS: Readonly<Record<string, 'True' | 'False'>> = { t: 'True', true: 'True', 对: 'True', 是: 'True', f: 'False', false: 'False', 错: 'False', 否: 'False' };

/** Where the options are True and False, they may be said by name. */
function trueOrFalse({ options, template }: Question, text: string): Answer | undefined {
  const said = TRUTHS[text.toLowerCase()];
  return template.given === null || said === undefined ? undefined : options?.find((key) => template.texts.en[`option.${key}`] === said);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };

/** `3`, `3 s`, `3000 ms`, `1,001`: in the unit that is asked for when none is written. */
function readNumber(question: Question, text: string): ReadAnswer | null {
  const ask = askOf(question.template, question.numbers);
  const match = /^(\d{1,3}(?:[,_ ]\d{3})+|\d{1,12})(\.\d{1,6})?\s*(ms|s|min|bytes|b)?$/i.exec(text);
  if (!match || ask.kind !== 'number') return null;
  const value = Number(match[1]!.replaceAll(/[,_ ]/g, '') + (match[2] ?? ''));
  const unit = match[3]?.toLowerCase();
  const isTime = ask.unit === 's' || ask.unit === 'ms';
  if (unit === undefined) return { ok: true, answer: String(value) };
  if (unit === 'bytes' || unit === 'b') return ask.unit === 'bytes' ? { ok: true, answer: String(value) } : null;
  return isTime ? { ok: true, answer: String(Number(((value * UNITS[unit]!) / UNITS[ask.unit]!).toFixed(6))) } : null;
}

function numberExample(question: Question): string {
  const ask = askOf(question.template, question.numbers);
  const unit = ask.kind === 'number' ? ask.unit : 'none';
  return unit === 'none' ? '1001' : unit === 'bytes' ? '1460' : `3 ${unit}`;
}
