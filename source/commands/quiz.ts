import type { Lang } from '../language.ts';
import { printTool } from '../formats/quiz/print-tool.ts';
import { message, say } from '../message/say.ts';
import type { Phrase } from '../phrase.ts';
import { feedbackLines, questionLines, skillName, waitText } from '../plain/quiz-lines.ts';
import { nextCard, type Because } from '../quiz/choose.ts';
import { drawQuestion } from '../quiz/draw-question.ts';
import type { History } from '../quiz/history.ts';
import { mark, type Mark } from '../quiz/mark.ts';
import type { Question } from '../quiz/question.ts';
import { factsIn, factsVersion, type QuizSet } from '../quiz/quiz-set-format.ts';
import { readAnswer } from '../quiz/read-answer.ts';
import { CONFIDENCES, ratingOf, RATINGS, type Confidence, type Rating, type Review } from '../quiz/review.ts';
import { isSkill, SKILLS, type Skill } from '../quiz/skill.ts';
import { ENGINE_VERSION } from '../referee/run.ts';
import { foldersFor } from '../storage/folders.ts';
import { nodeFileSystem } from '../storage/node-file-system.ts';
import { openPlayerFiles } from '../storage/player-files.ts';
import { progressOf, type Progress } from '../storage/progress.ts';
import { openReviewLog, type ReviewLog } from '../storage/review-log.ts';
import { nearestName } from '../tcp/notation/nearest-name.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Command, ExitCode, Invocation } from './command.ts';
import { languageFor } from './language-choice.ts';
import { newSeed } from './new-seed.ts';
import { exportQuiz } from './quiz-export.ts';
import { readLines } from './read-lines.ts';
import { readQuizSet } from './read-quiz-set.ts';
import { complain, print, type Shell } from './shell.ts';

/** A sitting: who is asked, what there is, and what is known of him. */
interface Sitting {
  readonly shell: Shell;
  readonly lang: Lang;
  readonly json: boolean;
  readonly lines: AsyncIterator<string>;
  readonly set: QuizSet;
  readonly log: ReviewLog;
  readonly played: ReadonlySet<Skill>;
  readonly skill: Skill | null;
  readonly count: number;
  readonly seed: string | null;
}

/** `ackademy quiz`: questions whose answers the simulated Linux computes. Ends with 0, with 2 for a wrong skill or count. */
export const quiz: Command = async (invocation) => {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  const wrong = wrongOption(options.skill, options.count);
  if (wrong !== null) {
    complain(shell, say(lang, wrong));
    return 2;
  }
  const set = readQuizSet();
  if (options.exportTo !== null) return exportQuiz(invocation, set, options.exportTo, lang);
  const folders = foldersFor(shell.env, process.platform);
  const files = openPlayerFiles(folders, { save: options.save });
  const { log, notices } = openReviewLog({ fs: nodeFileSystem, folder: folders.data, save: options.save, factsOf: factsIn(set), factsVersion: factsVersion(set) });
  complain(shell, ...[...files.notices, ...notices].map((notice) => say(lang, notice)));
  if (options.undo) return undo(invocation, log, lang);
  return sit({
    shell,
    lang,
    json: options.json,
    lines: readLines(shell, '> '),
    set,
    log,
    played: playedSkills(set, files.progress.value()),
    skill: options.skill !== null && isSkill(options.skill) ? options.skill : null,
    count: options.count === null ? Infinity : Number(options.count),
    seed: options.seed,
  });
};

function wrongOption(skill: string | null, count: string | null): Phrase | null {
  if (skill !== null && !isSkill(skill)) {
    const near = nearestName(skill, SKILLS);
    const params = { got: visible(skill), names: SKILLS.join(', ') };
    return near === null ? { id: 'quiz.skill-unknown', params } : { id: 'quiz.skill-near', params: { ...params, near } };
  }
  return count === null || (/^[1-9]\d{0,3}$/.test(count) && Number(count) <= 1000) ? null : { id: 'quiz.count-wrong', params: { got: visible(count) } };
}

/** A level that was solved uses the skills of its templates. */
function playedSkills(set: QuizSet, progress: Progress): ReadonlySet<Skill> {
  return new Set(set.templates.filter(({ level }) => progressOf(progress, level).stars > 0).map(({ skill }) => skill));
}

function undo({ shell }: Invocation, log: ReviewLog, lang: Lang): ExitCode {
  const { undone, notices } = log.undo(Date.now());
  complain(shell, ...notices.map((notice) => say(lang, notice)));
  print(shell, undone === null ? message(lang, 'quiz.nothing-to-undo') : message(lang, 'quiz.undone', { card: undone.card, seed: undone.seed, answer: undone.answer ?? '?' }));
  return 0;
}

async function sit(sitting: Sitting): Promise<ExitCode> {
  const { shell, lang, set, log, count, seed } = sitting;
  const asked = new Set<string>();
  let right = 0;
  let n = 0;
  for (;;) {
    if (n >= count) break;
    const next = nextCard({ templates: set.templates, memory: log.history().memory, mastery: log.history().mastery, played: sitting.played, shown: shownIdeas(log.history()), now: Date.now(), asked, skill: sitting.skill });
    if (next === null) {
      if (n === 0) print(shell, nothingLeft(sitting));
      break;
    }
    n++;
    asked.add(next.id);
    const question = drawQuestion(set.templates.find(({ id }) => id === next.id)!, seed === null ? newSeed() : `${seed}-${n}`, printTool);
    const result = await askOne(sitting, question, { n, count: Number.isFinite(count) ? count : null, because: next.because });
    if (result === 'quit') {
      n--;
      break;
    }
    if (result.result === 'right') right++;
    if (result.quits) break;
  }
  if (n > 0 && !sitting.json) print(shell, message(lang, 'quiz.done', { n, right }));
  return 0;
}

function shownIdeas({ ideas }: History): ReadonlySet<string> {
  return new Set(Object.keys(ideas).filter((idea) => ideas[idea]! > 0));
}

function nothingLeft({ lang, log, skill, set }: Sitting): string {
  const due = set.templates.filter((one) => skill === null || one.skill === skill).flatMap(({ id }) => log.history().memory[id]?.due ?? []);
  return due.length === 0 ? message(lang, 'quiz.nothing') : message(lang, 'quiz.nothing-due', { wait: waitText(lang, Math.min(...due) - Date.now()) });
}

/** Asks one question and keeps the answer. 'quit' when it was not answered. */
async function askOne(sitting: Sitting, question: Question, place: { readonly n: number; readonly count: number | null; readonly because: Because }): Promise<'quit' | (Mark & { readonly quits: boolean })> {
  const { shell, lang, log, json } = sitting;
  const put = questionLines(question, place, lang);
  if (json) printLine(shell, { format: 'ackademy-quiz-question', version: 1, card: question.template.id, seed: question.seed, kind: question.template.kind, skill: question.template.skill, because: place.because, text: put.slice(1, -1) });
  else print(shell, '', ...put);
  const askedAt = Date.now();
  const given = await readGiven(sitting, question);
  if (given === null) return 'quit';
  const took = Date.now() - askedAt;
  const marked = mark(question, given.answer);
  const review: Omit<Review, 'rating'> = {
    card: question.template.id,
    version: question.template.version,
    seed: question.seed,
    answer: given.answer,
    right: marked.result === 'right',
    idea: marked.diagnosis?.wrong.idea ?? null,
    confidence: given.confidence,
    hint: false,
    at: Date.now(),
    took,
    engine: ENGINE_VERSION,
  };
  if (!json) print(shell, ...feedbackLines(question, marked, lang));
  const rated = given.rating === null && shell.stdin.isTTY === true && !json ? await askRating(sitting, ratingOf(review)) : { rating: given.rating ?? ratingOf(review), quits: false };
  const before = log.history().mastery[question.template.skill].level;
  complain(shell, ...log.add({ ...review, rating: rated.rating }).map((notice) => say(lang, notice)));
  const { due } = log.history().memory[question.template.id]!;
  if (json) printLine(shell, { format: 'ackademy-quiz-answer', version: 1, card: review.card, seed: review.seed, answer: given.answer, truth: question.truth, result: marked.result, idea: review.idea, rating: rated.rating, due: new Date(due).toISOString() });
  else {
    const after = log.history().mastery[question.template.skill].level;
    print(shell, `${message(lang, 'quiz.next', { rating: message(lang, `quiz.rating.${rated.rating}`), wait: waitText(lang, due - review.at) })} ${message(lang, 'quiz.mastery', { skill: skillName(lang, question.template.skill), before: before.toFixed(2), after: after.toFixed(2) })}`);
  }
  return { ...marked, quits: rated.quits };
}

interface Given {
  readonly answer: string | null;
  readonly confidence: Confidence | null;
  readonly rating: Rating | null;
}

/** Reads lines until one is an answer; words behind it say how sure, and the rating. Null: quit, or the end of the input. */
async function readGiven(sitting: Sitting, question: Question): Promise<Given | null> {
  const { shell, lang, lines, json } = sitting;
  for (;;) {
    const next = await lines.next();
    if (next.done === true || /^(quit|exit|q)$/i.test(next.value.trim())) return null;
    if (next.value.trim() === '') continue;
    if (shell.stdin.isTTY !== true && !json) print(shell, `> ${visible(next.value.trim())}`);
    const { rest, confidence, rating } = wordsBehind(next.value);
    const read = readAnswer(question, rest);
    if (!read.ok) {
      complain(shell, say(lang, read.problem));
      continue;
    }
    const sure = confidence ?? (read.answer !== null && shell.stdin.isTTY === true && !json ? await askConfidence(sitting) : null);
    return { answer: read.answer, confidence: sure, rating };
  }
}

/** `1001 sure good` is the answer 1001, sure, to be rated good. */
function wordsBehind(line: string): { readonly rest: string; readonly confidence: Confidence | null; readonly rating: Rating | null } {
  const words = line.trim().split(/\s+/);
  const rating = words.length > 1 ? (RATINGS.find((one) => one === words.at(-1)!.toLowerCase()) ?? null) : null;
  if (rating !== null) words.pop();
  const confidence = words.length > 1 ? (CONFIDENCES.find((one) => one === words.at(-1)!.toLowerCase()) ?? null) : null;
  if (confidence !== null) words.pop();
  return { rest: words.join(' '), confidence, rating };
}

async function askConfidence({ shell, lang, lines }: Sitting): Promise<Confidence | null> {
  print(shell, message(lang, 'quiz.sure.ask'));
  for (;;) {
    const next = await lines.next();
    if (next.done === true || next.value.trim() === '') return null;
    const word = next.value.trim().toLowerCase();
    const found = CONFIDENCES.find((one) => one === word || one[0] === word);
    if (found) return found;
    complain(shell, message(lang, 'quiz.sure.expected', { got: visible(word) }));
  }
}

async function askRating({ shell, lang, lines }: Sitting, otherwise: Rating): Promise<{ readonly rating: Rating; readonly quits: boolean }> {
  print(shell, message(lang, 'quiz.rate.how'));
  const next = await lines.next();
  const word = next.done === true ? 'quit' : next.value.trim().toLowerCase();
  return { rating: RATINGS.find((one) => one === word) ?? otherwise, quits: /^(quit|exit|q)$/.test(word) };
}

function printLine(shell: Shell, value: object): void {
  print(shell, JSON.stringify(value));
}
