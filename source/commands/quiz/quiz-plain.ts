import { forgetfulKeeper } from '../../app/forgetful-keeper.ts';
import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { endLines, feedbackLines, masteryLine, questionLines, todayLine, waitText } from '../../plain/quiz-lines.ts';
import type { Question } from '../../quiz/question.ts';
import { readAnswer } from '../../quiz/read-answer.ts';
import { CONFIDENCES, RATINGS, type Confidence, type Rating, type Review } from '../../quiz/review.ts';
import { afterTold, NEW_SITTING, putNext, rated, tell, type Open, type Sitting } from '../../quiz/sitting.ts';
import { questionSandbox } from '../../screens/quiz/question-sandbox.ts';
import type { Keeper } from '../../storage/keeper.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode } from '../command.ts';
import type { OpenedQuiz } from './open-quiz.ts';
import { playPlain } from '../play/play-plain.ts';
import { complain, print, type Shell } from '../shell.ts';

/** Where a sitting is held line by line. */
export interface PlainQuiz {
  readonly shell: Shell;
  readonly lang: Lang;
  readonly json: boolean;
  readonly opened: OpenedQuiz;
  readonly keeper: Keeper;
  readonly lines: AsyncIterator<string>;
}

type Table = PlainQuiz & { readonly isKeyboard: boolean };

/** Asks until the count is reached, nothing is left, `quit`, or the end of the input. Ends with 0. */
export async function quizPlain(quiz: PlainQuiz): Promise<ExitCode> {
  const { shell, lang, json, opened: { course, log, world } } = quiz;
  const table: Table = { ...quiz, isKeyboard: shell.stdin.isTTY === true && !json };
  const tell = (...lines: readonly string[]): void => (json ? undefined : print(shell, ...lines));
  tell(todayLine(course, log.history(), world.now(), lang), message(lang, 'quiz.plain.begin'));
  let sitting = NEW_SITTING;
  let quits = false;
  let before: Question | null = null;
  while (!quits) {
    sitting = putNext(sitting, course, log.history(), world.now());
    if (sitting.open === null) break;
    const after = await askOne(table, sitting, sitting.open, before);
    if (after === null) break;
    before = sitting.open.question;
    ({ sitting, quits } = after);
  }
  if (sitting.answered > 0) tell(message(lang, 'quiz.done', { n: sitting.answered, right: sitting.right }));
  if (sitting.open === null && sitting.n < course.count) tell(...endLines(course, log.history(), world.now(), lang), ...(course.dayOf === null ? [] : [message(lang, 'quiz.more-how')]));
  return 0;
}

/** Asks one question and keeps the answer. Null when it was not answered. */
async function askOne(table: Table, sitting: Sitting, open: Open, before: Question | null): Promise<{ readonly sitting: Sitting; readonly quits: boolean } | null> {
  const { shell, lang, json, opened: { course, log, world } } = table;
  const { question, because } = open;
  const { template, seed } = question;
  const put = questionLines(question, { n: sitting.n, count: Number.isFinite(course.count) ? course.count : null, because }, lang);
  if (json) printLine(shell, { format: 'ackademy-quiz-question', version: 1, card: template.id, seed, kind: template.kind, skill: template.skill, because, text: put.slice(1, -1) });
  else print(shell, '', ...put);
  const given = await readGiven(table, open, before);
  if (given === null) return null;
  const told = tell(sitting, course, given, world.now());
  if (!json) print(shell, ...feedbackLines(question, told.mark, lang));
  const choice = given.rating === null && table.isKeyboard ? await askRating(table, open, told.review) : { rating: given.rating ?? told.review.rating, quits: false };
  const { review } = rated(told, choice.rating);
  const mastered = log.history().mastery[template.skill].level;
  complain(shell, ...log.add(review).map((notice) => say(lang, notice)));
  const { memory, mastery } = log.history();
  const { due } = memory[template.id]!;
  if (json) printLine(shell, { format: 'ackademy-quiz-answer', version: 1, card: review.card, seed, answer: given.answer, truth: question.truth, result: told.mark.result, idea: review.idea, rating: review.rating, due: new Date(due).toISOString() });
  else print(shell, `${message(lang, 'quiz.next', { rating: message(lang, `quiz.rating.${review.rating}`), wait: waitText(lang, due - review.at) })} ${masteryLine(lang, template.skill, mastered, mastery[template.skill].level)}`);
  return { sitting: afterTold(sitting, told), quits: choice.quits };
}

interface Given {
  readonly answer: string | null;
  readonly confidence: Confidence | null;
  readonly rating: Rating | null;
}

/** Reads lines until one is an answer; words behind it say how sure, and the rating. Null: quit, or the end of the input. `before`: the question that `sandbox` opens. */
async function readGiven(table: Table, { question }: Open, before: Question | null): Promise<Given | null> {
  const { shell, lang, lines, json, isKeyboard } = table;
  for (;;) {
    const next = await lines.next();
    if (next.done === true || isQuit(next.value)) return null;
    if (next.value.trim() === '') continue;
    if (shell.stdin.isTTY !== true && !json) print(shell, `> ${visible(next.value.trim())}`);
    const command = next.value.trim().toLowerCase();
    if (command === 'help') {
      if (!json) print(shell, message(lang, 'quiz.plain.help'));
      continue;
    }
    if (command === 'sandbox' && !json) {
      if (before === null) complain(shell, message(lang, 'quiz.plain.no-sandbox'));
      else await openSandbox(table, before);
      continue;
    }
    const { rest, confidence, rating } = wordsBehind(next.value);
    const read = readAnswer(question, rest);
    if (!read.ok) {
      complain(shell, isAnswerAndMore(question, rest) ? message(lang, 'quiz.plain.word', { example: visible(rest.split(/\s+/)[0]!), got: visible(rest.split(/\s+/).slice(1).join(' ')) }) : say(lang, read.problem));
      continue;
    }
    return { answer: read.answer, confidence: confidence ?? (read.answer !== null && isKeyboard ? await askConfidence(table) : null), rating };
  }
}

/** The first word alone would be an answer: it is what stands behind it that nobody knows. */
function isAnswerAndMore(question: Question, text: string): boolean {
  const [first = '', ...more] = text.split(/\s+/);
  return more.length > 0 && readAnswer(question, first).ok;
}

/** What the words for how sure one is are in Chinese. */
const SURE_WORDS: Readonly<Record<string, Confidence>> = { 猜: 'guess', 猜的: 'guess', 大概: 'think', 肯定: 'sure' };

function confidenceOf(word: string): Confidence | null {
  return CONFIDENCES.find((one) => one === word) ?? SURE_WORDS[word] ?? null;
}

function isQuit(line: string): boolean {
  return /^(quit|exit|q)$/i.test(line.trim());
}

/** `1001 sure good` is the answer 1001, sure, to be rated good. */
function wordsBehind(line: string): { readonly rest: string; readonly confidence: Confidence | null; readonly rating: Rating | null } {
  const words = line.trim().split(/\s+/);
  const takeLast = <T extends string>(read: (word: string) => T | null): T | null => {
    const found = words.length > 1 ? read(words.at(-1)!.toLowerCase()) : null;
    if (found !== null) words.pop();
    return found;
  };
  const rating = takeLast((word) => RATINGS.find((one) => one === word) ?? null);
  return { rating, confidence: takeLast(confidenceOf), rest: words.join(' ') };
}

async function askConfidence({ shell, lang, lines }: Table): Promise<Confidence | null> {
  print(shell, message(lang, 'quiz.sure.ask'));
  for (;;) {
    const next = await lines.next();
    if (next.done === true || next.value.trim() === '') return null;
    const word = next.value.trim().toLowerCase();
    const found = confidenceOf(word) ?? CONFIDENCES.find((one) => one[0] === word);
    if (found) return found;
    complain(shell, message(lang, 'quiz.sure.expected', { got: visible(word) }));
  }
}

/** Asks for the rating of a right answer, a wrong one having only one; `sandbox` opens the situation of the question meanwhile. */
async function askRating(table: Table, { question }: Open, { rating: otherwise, right }: Review): Promise<{ readonly rating: Rating; readonly quits: boolean }> {
  const { shell, lang, lines } = table;
  for (;;) {
    print(shell, message(lang, right ? 'quiz.rate.how' : 'quiz.rate.how-wrong'));
    const next = await lines.next();
    if (next.done === true) return { rating: otherwise, quits: true };
    const word = next.value.trim().toLowerCase();
    if (word !== 'sandbox' && word !== 's') return { rating: (right ? RATINGS.find((one) => one === word) : null) ?? otherwise, quits: isQuit(word) };
    await openSandbox(table, question);
  }
}

/** Plays in the situation of a question until `quit`; nothing of it is kept. */
async function openSandbox({ shell, lang, lines, keeper }: Table, question: Question): Promise<void> {
  const drawn = questionSandbox(question);
  if (drawn === null) {
    print(shell, message(lang, 'quiz.sandbox.none'));
    return;
  }
  await playPlain({ shell, lang, lines, keeper: forgetfulKeeper(keeper), reason: null }, drawn.level, { seed: null, kernel: null, expert: false, out: null, drawn });
}

function printLine(shell: Shell, value: object): void {
  print(shell, JSON.stringify(value));
}
