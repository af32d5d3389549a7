import { PassThrough, Writable } from 'node:stream';
import { quiz } from '../../../source/commands/quiz/quiz.ts';
import { readQuizSet } from '../../../source/commands/quiz/read-quiz-set.ts';
import { printTool } from '../../../source/formats/quiz/print-tool.ts';
import { drawQuestion } from '../../../source/quiz/draw-question.ts';
import { letterOf } from '../../../source/quiz/letters.ts';
import type { Question } from '../../../source/quiz/question.ts';
import { createRandom, nextUnit } from '../../../source/random.ts';
import { invoke } from '../invoke.ts';

/** One question as it went. */
export interface Studied {
  readonly card: string;
  readonly because: string;
  readonly right: boolean;
  readonly sure: boolean;
}

/** Somebody who knows a card better each time, plays through the command what it asks, and is sometimes sure for nothing. */
export interface Student {
  sit(at: string, ...args: readonly string[]): Promise<readonly Studied[]>;
}

export function student(home: string, seed: number): Student {
  const random = createRandom(seed);
  const seen = new Map<string, number>();
  const templates = new Map(readQuizSet().templates.map((one) => [one.id, one]));

  /** What is typed, and whether it is meant to be right. */
  function answer(card: string, shown: string): readonly [string, boolean, boolean] {
    const question = drawQuestion(templates.get(card)!, shown, printTool);
    const times = seen.get(card) ?? 0;
    seen.set(card, times + 1);
    const right = nextUnit(random) < Math.min(0.95, 0.55 + 0.15 * times);
    const sure = nextUnit(random) < (right ? 0.7 : 0.3);
    return [`${right ? typed(question, question.truth) : wrongOf(question)} ${sure ? 'sure' : 'think'}\n`, right, sure];
  }

  return {
    async sit(at, ...args) {
      const stdin = new PassThrough();
      const studied: Studied[] = [];
      let text = '';
      const stdout = new Writable({
        write(chunk: Buffer, _encoding, done) {
          text += chunk.toString('utf8');
          for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
            const line = JSON.parse(text.slice(0, end)) as { format: string; card: string; seed: string; because: string };
            text = text.slice(end + 1);
            if (line.format !== 'ackademy-quiz-question') continue;
            const [words, right, sure] = answer(line.card, line.seed);
            studied.push({ card: line.card, because: line.because, right, sure });
            stdin.write(words);
          }
          done();
        },
      });
      const stderr = new Writable({ write: (chunk: Buffer, _encoding, done) => done(new Error(chunk.toString('utf8'))) });
      await invoke(quiz, ['--json', ...args], { stdin, stdout, stderr, env: { HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, ACKADEMY_NOW: at } });
      stdin.end();
      return studied;
    },
  };
}

function typed({ template, options, events }: Question, answer: string): string {
  if (template.kind === 'order') return answer.split(' > ').map((key) => letterOf(events.indexOf(key))).join(' ');
  if (template.kind === 'line' || options === null) return answer;
  return letterOf(options.indexOf(answer));
}

function wrongOf(question: Question): string {
  const { template, truth, wrong, options, events } = question;
  if (template.kind === 'line') return truth === '1' ? '2' : '1';
  if (template.kind === 'order') return typed(question, wrong[0]?.answer ?? events.join(' > '));
  return typed(question, options?.find((one) => one !== truth) ?? wrong[0]!.answer);
}
