import { framed, innerWidth } from '../../components/frame.ts';
import { EMPTY_LINE, line, lineCells, paragraph, plainText, span, type Line } from '../../components/line.ts';
import { scrolled } from '../../components/scroll.ts';
import { wordsFor } from '../../components/words.ts';
import { answerText, textOf } from '../../formats/quiz/question-text.ts';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { endLines, feedbackLines, masteryLine, skillName, waitText } from '../../plain/quiz-lines.ts';
import { answered, type CardFacts, type History } from '../../quiz/history.ts';
import { letterOf } from '../../quiz/letters.ts';
import { recallOf } from '../../quiz/memory.ts';
import { DAILY } from '../../quiz/day.ts';
import type { Question } from '../../quiz/question.ts';
import { waitingNow, type Course, type Told } from '../../quiz/sitting.ts';
import type { Glyphs, Style } from '../../theme.tsx';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import type { Size } from '../size-class.ts';
import type { QUIZ_KEYS } from './quiz-keys.ts';
import { contextOf, type QuizState } from './quiz-state.ts';
import { sceneRows } from './scene-rows.ts';

/** From here on the model stands beside what is told. */
const BESIDE = 100;
/** A list of lines takes the width of 80 columns for itself. */
const BESIDE_LINES = 140;
/** Rows of the model at least, where it stands below. */
const MODEL = 12;
const GOOD: Style = { tone: 'good', bold: true };
const BAD: Style = { tone: 'bad', bold: true };
const DIM: Style = { tone: 'unknown' };

/** What the rows are made from besides the state. */
export interface QuizView {
  readonly course: Course;
  readonly history: History;
  readonly factsOf: (card: string) => CardFacts | null;
  readonly now: number;
  readonly lang: Lang;
  readonly size: Size;
  readonly glyphs: Glyphs;
  /** The player's own keys. */
  readonly keys: typeof QUIZ_KEYS;
}

export function quizRows(state: QuizState, view: QuizView): Line[] {
  const { open, told } = state;
  const { lang, size } = view;
  return screenRows(
    {
      ...titles(state, view),
      body: open === null ? overRows(state, view) : told === null ? askingRows(state, open.question, view) : toldRows(state, open.question, told, view),
      footer: footerKeys(view.keys, contextOf(state), lang, { ...(told !== null && !told.review.right && { rating: null }), more: canGoOn(state, view) ? message(lang, 'quiz.key.more') : null, sandbox: open?.question.template.given ? null : message(lang, 'quiz.key.sandbox') }),
    },
    size,
  );
}

/** The first line: which question, of what, why now; at its end what waits and how much of the day is used. What does not fit beside the rest gives way. */
function titles({ open, sitting }: QuizState, view: QuizView): { readonly title: Line; readonly titleEnd: Line } {
  const { course, history, now, lang, size } = view;
  const name = span(` ${message(lang, 'quiz.screen.title')}`, { bold: true });
  const language = lang === 'en' ? 'EN' : '中文';
  const { due, fresh, left } = waitingNow(course, history, now);
  const waits = course.dayOf === null ? message(lang, 'quiz.screen.waiting', { due, fresh }) : message(lang, 'quiz.screen.today', { due, fresh, n: DAILY.answers - left, of: DAILY.answers });
  const full = line(`${waits}  ${language} `);
  if (open === null) return { title: line(name), titleEnd: full };
  const { question, because } = open;
  const count = Number.isFinite(course.count) ? `/${course.count}` : '';
  const recall = recallOf(history.memory[question.template.id] ?? null, now);
  const which = `  ${sitting.n}${count}  ${skillName(lang, question.template.skill)}`;
  const why = message(lang, `quiz.because.${because}`);
  const known = recall === null ? '' : `  ${message(lang, 'quiz.screen.recall', { percent: Math.round(recall * 100) })}`;
  const choices = [[`${which}  ${why}${known}`, full], [`${which}  ${why}`, full], [`${which}  ${why}`, line(`${language} `)], [which, line(`${language} `)]] as const;
  const [title, titleEnd] = choices.find(([text, end]) => lineCells(line(name, text)) + lineCells(end) < size.columns - 1) ?? choices[3];
  return { title: line(name, title), titleEnd };
}

/** The question, and what is being chosen or written. */
function askingRows(state: QuizState, question: Question, { lang, size, glyphs }: QuizView): Line[] {
  const { typed, given, notice } = state;
  const context = contextOf(state);
  const inner = innerWidth(size.columns);
  const body = questionRows(question, lang, inner, (index) => (index === state.cursor && (context === 'choose' || given !== null) ? 'cursor' : 'plain'));
  const below = [
    ...(context === 'write' ? [EMPTY_LINE, line(span('> ', { bold: true }), typed, { ...span(' ', { inverse: true }), cursor: true })] : []),
    ...(given === null ? [] : [EMPTY_LINE, ...paragraph(message(lang, 'quiz.screen.given', { answer: answerText(question, given.answer, lang) }), inner, { bold: true }), ...paragraph(message(lang, 'quiz.screen.sure'), inner)]),
    ...(notice === null ? [] : [EMPTY_LINE, ...paragraph(say(lang, notice), inner, { tone: 'caution' })]),
  ];
  const how = given === null ? [EMPTY_LINE, ...paragraph(message(lang, `quiz.screen.how.${question.template.kind}`, { example: question.events.map((_, index) => letterOf(index)).toReversed().join(' ') }), inner, DIM)] : [];
  const rows = [...body, ...how, ...below];
  const height = Math.min(bodyHeight(size), rows.length + 2);
  return framed({ title: message(lang, 'quiz.screen.question'), note: noteOf(question), focused: true }, rows, size.columns, height, glyphs);
}

/** By what a question can be found again. */
function noteOf({ template, seed }: Question): string {
  return template.title ?? `${template.id}  ${seed}`;
}

type Mark = 'plain' | 'cursor' | 'right' | 'yours';

/** The stem, its list, and the options or events with their letters. */
function questionRows(question: Question, lang: Lang, width: number, markOf: (index: number) => Mark): Line[] {
  const { template, options, events, heading, lines } = question;
  const isLine = template.kind === 'line';
  const shown = isLine ? lines : template.kind === 'order' ? events.map((key) => textOf(question, `event.${key}`, lang)) : (options ?? []).map((answer) => answerText(question, answer, lang));
  return [
    ...paragraph(textOf(question, 'stem', lang), width),
    ...(shown.length > 0 ? [EMPTY_LINE] : []),
    ...(heading === null ? [] : [line(`     ${heading}`)]),
    ...shown.flatMap((text, index) => (isLine ? [lineRow(index, text, markOf(index))] : optionRows(letterOf(index), text, width, markOf(index), lang))),
  ];
}

/** A line of a list as it is, with its number: columns stay columns. A star is at the one that is wrong, in what is told. */
function lineRow(index: number, text: string, mark: Mark): Line {
  const sign = mark === 'right' ? '*' : mark === 'plain' ? ' ' : '>';
  return line(span(`${sign} ${index + 1}  ${text.trimEnd()}`, styleOf(mark)));
}

function styleOf(mark: Mark): Style {
  return mark === 'cursor' ? { inverse: true } : mark === 'right' ? GOOD : mark === 'yours' ? BAD : {};
}

function optionRows(letter: string, text: string, width: number, mark: Mark, lang: Lang): Line[] {
  const style = styleOf(mark);
  const words = mark === 'right' ? `${text}  (${message(lang, 'quiz.screen.correct')})` : mark === 'yours' ? `${text}  (${message(lang, 'quiz.screen.yours')})` : text;
  return hanging(`${mark === 'cursor' || mark === 'yours' ? '>' : ' '} ${letter}  `, words, width, style);
}

/** A text whose later lines begin below its first word. */
function hanging(head: string, text: string, width: number, style: Style): Line[] {
  return paragraph(text, Math.max(10, width - head.length)).map((row, index) => [{ text: index === 0 ? head : ' '.repeat(head.length), style }, { text: plainText(row), style }]);
}

/** Feedback with when the card comes back, the model, and the question with the right answer marked, which was read already. */
function toldRows(state: QuizState, question: Question, outcome: Told, view: QuizView): Line[] {
  const { lang, size, glyphs } = view;
  const height = bodyHeight(size);
  const isBeside = size.columns >= (question.template.kind === 'line' ? BESIDE_LINES : BESIDE);
  const left = isBeside ? Math.floor(size.columns * 0.55) : size.columns;
  const { review, mark } = outcome;
  const markOf = (index: number): Mark => (question.options?.[index] === question.truth ? 'right' : question.options?.[index] === review.answer ? 'yours' : 'plain');
  const asked = questionRows(question, lang, innerWidth(left), markOf);
  const given = question.options === null && review.answer !== null ? [EMPTY_LINE, ...paragraph(message(lang, 'quiz.screen.given', { answer: answerText(question, review.answer, lang) }), innerWidth(left))] : [];
  // That it is right or wrong stands in the border already.
  const [verdict = '', ...rest] = feedbackLines(question, { ...mark, ...(mark.result === 'wrong' && { result: 'unknown' }) }, lang);
  const told = [
    ...(mark.result === 'right' ? [] : paragraph(verdict, innerWidth(left), mark.result === 'wrong' ? BAD : { bold: true })),
    ...rest.flatMap((text) => paragraph(text, innerWidth(left))),
    ...nextRows(outcome, question, lang, view, innerWidth(left)),
  ];
  const feedback = framed({ title: message(lang, `quiz.screen.${mark.result}`), focused: true }, told, left, told.length + 2, glyphs);
  const put = framed({ title: message(lang, 'quiz.screen.question'), note: noteOf(question) }, [...asked, ...given], left, asked.length + given.length + 2, glyphs);
  const model = (width: number, rows: number): Line[] => framed({ title: message(lang, 'quiz.screen.model'), flush: true }, sceneRows(question, wordsFor(lang), width - 2, rows - 2), width, rows, glyphs);
  const more = (hidden: number): string => message(lang, 'quiz.screen.more', { n: hidden });
  const below = model(size.columns, Math.max(MODEL, height - feedback.length));
  // A list is looked at again, line by line.
  if (!isBeside) return scrolled(question.template.kind === 'line' ? [...put, ...feedback, ...below] : [...feedback, ...below, ...put], state.scroll, height, more);
  const right = model(size.columns - left, height);
  const shown = scrolled([...put, ...feedback], state.scroll, height, more);
  return Array.from({ length: height }, (_, y) => [...(shown[y] ?? [{ text: ' '.repeat(left) }]), ...(right[y] ?? [])]);
}

function nextRows({ review }: Told, question: Question, lang: Lang, { history, factsOf }: QuizView, width: number): Line[] {
  const after = answered(history, review, factsOf);
  const { skill } = question.template;
  const { due } = after.memory[review.card]!;
  const sure = !review.right && review.answer !== null && review.confidence === 'sure';
  return [
    ...paragraph(message(lang, 'quiz.next', { rating: message(lang, `quiz.rating.${review.rating}`), wait: waitText(lang, due - review.at) }), width),
    ...paragraph(masteryLine(lang, skill, history.mastery[skill].level, after.mastery[skill].level), width),
    ...(sure ? paragraph(message(lang, 'quiz.screen.sure-and-wrong'), width, { tone: 'caution' }) : []),
  ];
}

function overRows(state: QuizState, view: QuizView): Line[] {
  const { sitting: { answered: count, right }, notice } = state;
  const { lang, size, glyphs } = view;
  const inner = innerWidth(size.columns);
  const rows = [
    ...(count > 0 ? paragraph(message(lang, 'quiz.done', { n: count, right }), inner, { bold: true }) : []),
    ...endLines(view.course, view.history, view.now, lang).flatMap((text) => paragraph(text, inner)),
    ...(canGoOn(state, view) ? paragraph(message(lang, 'quiz.screen.more-key'), inner) : []),
    ...(notice === null ? [] : paragraph(say(lang, notice), inner, { tone: 'caution' })),
  ];
  return framed({ title: message(lang, 'quiz.screen.title'), focused: true }, rows, size.columns, Math.min(bodyHeight(size), rows.length + 2), glyphs);
}

/** Only the measure of a day stands before more questions. */
function canGoOn({ open, beyondDay }: QuizState, { course, history, now }: QuizView): boolean {
  if (open !== null || beyondDay || course.dayOf === null) return false;
  const { due, fresh } = waitingNow({ ...course, dayOf: null }, history, now);
  return due + fresh > 0;
}

/** How many rows of what is told can be scrolled over. */
export const SCROLL_STEP = 3;
