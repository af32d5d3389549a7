import type { Lang } from '../../language.ts';
import { fill, message } from '../../message/say.ts';
import { NOTHING, type Answer, type Params, type Question } from '../../quiz/question.ts';

/** An answer as it is read: an option's sentence, events in their order, a value with its unit. */
export function answerText(question: Question, answer: Answer, lang: Lang): string {
  const { template } = question;
  switch (template.kind) {
    case 'choice':
      return ownWord(question, textOf(question, `option.${answer}`, lang), lang);
    case 'order':
      return answer.split(' > ').map((key) => textOf(question, `event.${key}`, lang)).join(' -> ');
    case 'value': {
      if (template.texts[lang]['option'] === undefined) return answer === NOTHING ? message(lang, 'quiz.no-value') : answer;
      const params = answer === question.truth ? question.truthParams : (question.wrong.find((wrong) => wrong.answer === answer)?.params ?? {});
      return textOf(question, 'option', lang, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value === NOTHING ? message(lang, 'quiz.no-value') : value])));
    }
    case 'number':
      return `${answer}${unitOf(question, lang)}`;
    default:
      return answer;
  }
}

/** True and False of a teacher's file have a word in each language. */
function ownWord({ template }: Question, text: string, lang: Lang): string {
  if (template.given === null || (text !== 'True' && text !== 'False')) return text;
  return message(lang, text === 'True' ? 'quiz.own.true' : 'quiz.own.false');
}

/** Of a list with a wrong line: what stands there in truth. */
export function wasLine({ truthParams: { was } }: Question, lang: Lang): string {
  return was === NOTHING ? message(lang, 'quiz.was-no-line') : message(lang, 'quiz.was-line', { line: String(was) });
}

function unitOf({ template }: Question, lang: Lang): string {
  const unit = (template.ask as { readonly number?: { readonly unit?: string } }).number?.unit ?? 'none';
  return unit === 'none' ? '' : ` ${unit === 'bytes' ? message(lang, 'quiz.unit.bytes') : unit}`;
}

/** A section of the template's texts with this question's numbers. */
export function textOf(question: Question, section: string, lang: Lang, more: Params = {}): string {
  const { template, numbers, params, truthParams, truth } = question;
  // What a teacher wrote names no numbers, whatever its braces look like.
  if (template.given !== null) return template.texts[lang][section] ?? '';
  return fill(template.texts[lang][section] ?? `<${section}>`, { ...numbers, ...params, truth, ...truthParams, ...more });
}
