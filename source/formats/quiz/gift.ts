import type { ExportedAnswer, ExportedQuestion } from './exported-question.ts';

/** What GIFT cannot hold, with the question and the words in which it stands. */
export class NotInGift extends Error {
  override readonly name = 'NotInGift';
  readonly question: string;
  readonly what: string;

  constructor(question: string, what: string) {
    super(`expected ${question} without ${what}: GIFT cannot hold it`);
    this.question = question;
    this.what = what;
  }
}

/**
 * Questions in Moodle's GIFT, a category for each skill. Throws NotInGift for what it has no escape for.
 * Source: question/format/gift/format.php of Moodle.
 */
export function writeGift(questions: readonly ExportedQuestion[]): string {
  let category: string | null = null;
  const blocks = questions.flatMap((question) => {
    const heading = question.skill === category ? [] : [`$CATEGORY: TCP/${question.skill}`];
    category = question.skill;
    return [...heading, block(question)];
  });
  return `${blocks.join('\n\n')}\n`;
}

function block(question: ExportedQuestion): string {
  const { id, stem, lines, kind, answers, why, source } = question;
  const text = (words: string): string => escaped(words, id);
  const answer = ({ text: words, isRight, feedback }: ExportedAnswer): string => {
    if (/^%-?\d/.test(words)) throw new NotInGift(id, '%');
    const mark = isRight ? '=' : kind === 'choice' || kind === 'line' ? '~' : '=%0%';
    const value = kind === 'number' ? `${words}:0` : text(words);
    return `\t${mark}${value}${feedback === '' ? '' : `#${text(feedback)}`}`;
  };
  if (/^\[(?:html|markdown|plain|moodle)\]/.test(stem)) throw new NotInGift(id, '[html]');
  return [
    `::${text(id)}::[plain]${[stem, ...lines].map(text).join(String.raw`\n`)}{${kind === 'number' ? '#' : ''}`,
    ...answers.map(answer),
    `\t####${text(`${why} ${source}`)}`,
    '}',
  ].join('\n');
}

/** Backslash first, then what GIFT reads as a mark. A line may not begin with // there, and arrows make a question a matching. */
function escaped(words: string, question: string): string {
  if (words.includes('->')) throw new NotInGift(question, '->');
  if (/(?:^|\n)\s*\/\//.test(words)) throw new NotInGift(question, '//');
  return words.replaceAll(/[\\#=~{}:]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
}
