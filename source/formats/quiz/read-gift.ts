import type { OwnAnswer, OwnItem } from '../../quiz/own-template.ts';

/** Why a question of a file is left out: the name of a text, and what stood there. */
export interface GiftProblem {
  /** From 1. */
  readonly line: number;
  readonly what: GiftRefusal;
  readonly got: string;
}

export const GIFT_REFUSALS = ['format', 'no-answers', 'essay', 'not-closed', 'missing-word', 'matching', 'weight', 'number', 'right', 'one-right', 'wrong', 'too-many', 'twice', 'stem'] as const;
export type GiftRefusal = (typeof GIFT_REFUSALS)[number];

export interface ReadGift {
  readonly items: readonly OwnItem[];
  readonly problems: readonly GiftProblem[];
}

/** As many as there are letters. */
const MOST_OPTIONS = 10;

/**
 * Questions of a text in GIFT that can be asked here: one right answer of several, true or false, numbers, short answers.
 * The rest is refused, question by question. Source: question/format/gift/format.php of Moodle, whose order of guessing
 * the kind is kept.
 */
export function readGift(text: string): ReadGift {
  const items: OwnItem[] = [];
  const problems: GiftProblem[] = [];
  let category: string | null = null;
  for (const block of blocksOf(text)) {
    const heading = /^\$CATEGORY:\s*(.*)$/.exec(block.text.trim());
    if (heading) {
      category = heading[1]!.trim().split('/').at(-1) ?? null;
      continue;
    }
    const read = readQuestion(block.text.trim());
    if ('what' in read) problems.push({ ...read, line: block.line });
    else items.push({ ...read, line: block.line, category });
  }
  return { items, problems };
}

/** Lines between empty ones; a line that begins with // is a comment, also in the middle of a question. */
function blocksOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  const blocks: { line: number; text: string }[] = [];
  let isOpen = false;
  for (const [index, raw] of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).entries()) {
    if (raw.trim() === '') isOpen = false;
    else if (!/^\s*\/\//.test(raw)) {
      // A category is a block by itself, whether an empty line follows or not.
      if (isOpen && !raw.startsWith('$CATEGORY:')) blocks.at(-1)!.text += `\n${raw}`;
      else blocks.push({ line: index + 1, text: raw });
      isOpen = !raw.startsWith('$CATEGORY:');
    }
  }
  return blocks;
}

type Refused = Omit<GiftProblem, 'line'>;
const refused = (what: GiftRefusal, got: string): Refused => ({ what, got });

function readQuestion(block: string): Omit<OwnItem, 'line' | 'category'> | Refused {
  const name = /^::((?:\\.|[^\\])*?)::/.exec(block);
  const rest = block.slice(name?.[0].length ?? 0).trim();
  const format = /^\[(html|markdown|moodle|plain)\]/.exec(rest);
  if (format && format[1] !== 'plain') return refused('format', format[0]);
  const words = rest.slice(format?.[0].length ?? 0);
  const opens = unescapedAt(words, '{', 0);
  if (opens < 0) return refused('no-answers', words);
  const closes = unescapedAt(words, '}', opens);
  if (closes < 0) return refused('not-closed', words.slice(opens));
  const after = words.slice(closes + 1).trim();
  if (after !== '') return refused('missing-word', after);
  const stem = plain(words.slice(0, opens));
  if (stem === '') return refused('stem', block);
  const [body, why = ''] = splitOnce(words.slice(opens + 1, closes), '####');
  const read = readAnswers(body.trim());
  if ('what' in read) return read;
  return { title: name ? plain(name[1]!) : null, stem, why: plain(why), ...read };
}

type Answers = Pick<OwnItem, 'kind' | 'answers' | 'tolerance'>;

function readAnswers(body: string): Answers | Refused {
  if (body === '') return refused('essay', '{}');
  if (body.startsWith('#')) return numbers(body.slice(1));
  if (unescapedAt(body, '~', 0) >= 0) return choices(body);
  if (/(?:^|[^\\])->/.test(body)) return refused('matching', body);
  const truth = /^(T|TRUE|F|FALSE)\s*(?:#|$)/i.exec(body);
  if (truth) return trueOrFalse(/^t/i.test(truth[1]!), body);
  if (!body.startsWith('=')) return refused('right', body);
  const answers = answersIn(body, '=');
  if ('what' in answers) return answers;
  return checked({ kind: 'text', answers, tolerance: 0 });
}

function choices(body: string): Answers | Refused {
  const answers = answersIn(body, '=~');
  if ('what' in answers) return answers;
  if (answers.filter(({ isRight }) => isRight).length !== 1) return refused('one-right', body);
  if (answers.length > MOST_OPTIONS) return refused('too-many', body);
  return answers.length < 2 ? refused('wrong', body) : checked({ kind: 'choice', answers, tolerance: 0 });
}

/** `{TRUE#if wrong#if right}`. */
function trueOrFalse(isTrue: boolean, body: string): Answers | Refused {
  const [, wrong = ''] = unescapedSplit(body, '#');
  const answer = (text: string, isRight: boolean): OwnAnswer => ({ text, isRight, feedback: isRight ? '' : plain(wrong) });
  return { kind: 'choice', answers: [answer('True', isTrue), answer('False', !isTrue)], tolerance: 0 };
}

/** `=1001:2`, `=60..66`, or one number alone. All right ones must allow the same. */
function numbers(body: string): Answers | Refused {
  const written = body.trim().startsWith('=') ? body.trim() : `=${body.trim()}`;
  if (unescapedAt(written, '~', 0) >= 0) return refused('number', written);
  const answers = answersIn(written, '=');
  if ('what' in answers) return answers;
  const read: (OwnAnswer & { readonly tolerance: number })[] = [];
  for (const answer of answers) {
    const [value, tolerance] = numberOf(answer.text);
    if (Number.isNaN(value) || Number.isNaN(tolerance)) return refused('number', answer.text);
    read.push({ ...answer, text: String(value), tolerance });
  }
  const right = read.filter(({ isRight }) => isRight);
  const tolerance = right[0]?.tolerance ?? 0;
  if (right.some((one) => one.tolerance !== tolerance)) return refused('number', body);
  return checked({ kind: 'number', answers: read.map(({ text, isRight, feedback }) => ({ text, isRight, feedback })), tolerance });
}

function numberOf(text: string): readonly [number, number] {
  const range = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/.exec(text);
  if (range) return [(Number(range[1]) + Number(range[2])) / 2, Math.abs(Number(range[2]) - Number(range[1])) / 2];
  const value = /^(-?\d{1,15}(?:\.\d{1,9})?)(?::(\d{1,15}(?:\.\d{1,9})?))?$/.exec(text);
  return value ? [Number(value[1]), Number(value[2] ?? 0)] : [NaN, NaN];
}

/** At least one right answer, and none twice. */
function checked(read: Answers): Answers | Refused {
  if (!read.answers.some(({ isRight }) => isRight)) return refused('right', read.answers[0]?.text ?? '');
  const double = read.answers.find(({ text }, index) => read.answers.findIndex((one) => one.text === text) < index);
  return double ? refused('twice', double.text) : read;
}

/** The answers of a body, each behind one of the marks; a weight of 0 is a wrong answer and 100 a right one. */
function answersIn(body: string, marks: string): readonly OwnAnswer[] | Refused {
  const answers: OwnAnswer[] = [];
  const starts = Array.from({ length: body.length }, (_, index) => index).filter((index) => marks.includes(body[index]!) && !isEscaped(body, index));
  if (starts[0] !== 0) return refused('right', body);
  for (const [index, start] of starts.entries()) {
    const written = body.slice(start + 1, starts[index + 1]).trim();
    const weight = /^%(-?\d+(?:\.\d+)?)%/.exec(written);
    if (weight && !['0', '100'].includes(weight[1]!)) return refused('weight', weight[0]);
    const [text = '', feedback = ''] = unescapedSplit(written.slice(weight?.[0].length ?? 0), '#');
    const isRight = weight ? weight[1] === '100' : body[start] === '=';
    if (plain(text) === '') return refused('right', written);
    answers.push({ text: plain(text), isRight, feedback: plain(feedback) });
  }
  return answers;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

function unescapedAt(text: string, character: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === character && !isEscaped(text, at)) return at;
  return -1;
}

function unescapedSplit(text: string, character: string): readonly string[] {
  const at = unescapedAt(text, character, 0);
  return at < 0 ? [text] : [text.slice(0, at), ...unescapedSplit(text.slice(at + 1), character)];
}

/** The last of it that is not escaped: behind it stands what is said of every answer. */
function splitOnce(text: string, mark: string): readonly [string, string?] {
  const at = text.lastIndexOf(mark);
  return at < 0 || isEscaped(text, at) ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** Without escapes, on lines as they were meant. */
function plain(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\\([\\#=~{}:n])/g, (_match, character: string) => (character === 'n' ? '\n' : character))
    .trim();
}
