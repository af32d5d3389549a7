import type { Lang } from '../../language.ts';
import { factName } from '../../message/fact-name.ts';
import { message, say } from '../../message/say.ts';
import type { Question, WrongAnswer } from '../../quiz/question.ts';
import { answerText, textOf, wasLine } from './question-text.ts';

/** A question as other quiz programs know questions, in one language. */
export interface ExportedQuestion {
  /** The same for the same template and seed, in every language and at every export. */
  readonly id: string;
  readonly skill: string;
  readonly stem: string;
  /** Lines that belong to the stem and are set in a fixed width; none: empty. */
  readonly lines: readonly string[];
  /** choice: one of `answers`; line: one of them, which stay in their order; number: typed; text: typed. */
  readonly kind: 'choice' | 'line' | 'number' | 'text';
  /** The right one is among them; of typed kinds the wrong ones are those that tell an idea. */
  readonly answers: readonly ExportedAnswer[];
  /** Why, and where to read it. */
  readonly why: string;
  readonly source: string;
  readonly ideas: readonly string[];
}

export interface ExportedAnswer {
  readonly text: string;
  readonly isRight: boolean;
  /** What somebody may think who answers so, and what is so; empty: nothing to say. */
  readonly feedback: string;
}

/** A question with all its texts. Events to be put in order become a choice between orders. */
export function exportedQuestion(question: Question, lang: Lang): ExportedQuestion {
  const { template, seed, truth, wrong, heading, lines } = question;
  const shared = {
    id: `${template.id}-v${template.version}-${seed}`,
    skill: template.skill,
    stem: textOf(question, 'stem', lang),
    lines: [...(heading === null ? [] : [`   ${heading}`]), ...lines.map((line, index) => numbered(line, index))],
    why: textOf(question, 'why', lang),
    source: message(lang, 'quiz.source', { sources: template.sources.map((source) => factName(lang, source)).join('; ') }),
    ideas: [...new Set(wrong.flatMap((one) => one.wrong.idea ?? []))],
  };
  const right: ExportedAnswer = { text: written(question, truth, lang), isRight: true, feedback: message(lang, 'quiz.right') };
  const others = template.kind === 'line' ? [] : wrong.map((one) => ({ text: written(question, one.answer, lang), isRight: false, feedback: feedbackOf(question, one, lang) }));
  switch (template.kind) {
    case 'number':
      return { ...shared, kind: 'number', answers: [right, ...others] };
    case 'line': {
      const was = wasLine(question, lang);
      const belongs = message(lang, 'quiz.line-idea', { idea: feedbackOf(question, wrong[0]!, lang) });
      const answers = lines.map((line, index): ExportedAnswer => ({ text: numbered(line, index).trimEnd().replaceAll(/\s+/g, ' '), isRight: String(index + 1) === truth, feedback: String(index + 1) === truth ? `${message(lang, 'quiz.right')} ${was}` : `${message(lang, 'quiz.wrong-line', { truth })} ${was} ${belongs}` }));
      return { ...shared, kind: 'line', stem: `${shared.stem} ${message(lang, 'quiz.export.line')}`, answers };
    }
    case 'text':
    case 'compose':
      return { ...shared, kind: 'text', answers: [right, ...others] };
    case 'order': {
      const shown = question.events.map((key) => textOf(question, `event.${key}`, lang)).join('; ');
      return { ...shared, kind: 'choice', answers: inOrder([right, ...others, ...(shown === right.text || others.some(({ text }) => text === shown) ? [] : [{ text: shown, isRight: false, feedback: '' }])]) };
    }
    default:
      return { ...shared, kind: 'choice', answers: inOrder([right, ...others], question.options!.map((answer) => written(question, answer, lang))) };
  }
}

function numbered(line: string, index: number): string {
  return `${index + 1}  ${line}`;
}

/** In the order of the seed, or by their texts: the place tells nothing. */
function inOrder(answers: readonly ExportedAnswer[], texts: readonly string[] = answers.map(({ text }) => text).toSorted()): readonly ExportedAnswer[] {
  return texts.map((text) => answers.find((answer) => answer.text === text)!);
}

/** An answer as it is written elsewhere: a number without its unit, events one after another. */
function written(question: Question, answer: string, lang: Lang): string {
  const { kind } = question.template;
  if (kind === 'number') return answer;
  if (kind === 'order') return answer.split(' > ').map((key) => textOf(question, `event.${key}`, lang)).join('; ');
  return answerText(question, answer, lang);
}

function feedbackOf(question: Question, { wrong: { idea, id } }: WrongAnswer, lang: Lang): string {
  if (idea === null) return textOf(question, `wrong.${id}`, lang);
  return `${say(lang, { id: `misconception.${idea}.think` })} ${say(lang, { id: `misconception.${idea}.but` })} (${idea})`;
}
