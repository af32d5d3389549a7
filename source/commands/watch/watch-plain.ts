import type { Level } from '../../level/level.ts';
import { drawLevel } from '../../level/draw.ts';
import { message } from '../../message/say.ts';
import { answerLine, isSolved, openDialogue, type Dialogue } from '../../plain/dialogue.ts';
import { startSession, type Session } from '../../referee/session.ts';
import type { Options } from '../options.ts';
import type { Table } from '../play/play-plain.ts';
import { referee } from '../play/referee.ts';
import { readLines } from '../terminal/read-lines.ts';
import { printText } from '../terminal/print-text.ts';
import { WATCHED_SEED } from './watched-seed.ts';

/** Waits after the solution's last line before it counts as not won: far more than any level needs. */
const MOST_WAITS = 500;

/** What answers a prediction: a key, a number, how sure one is behind it; or that it is skipped. */
const ANSWER = /^(?:(?:predict|预测) +)?(?:[a-e]|\d{1,2})(?: +[1-3])?$|^(?:skip|跳过)$/i;

/** Plays the model solution and says every step, as if it had been typed. At a keyboard the predictions are the player's, elsewhere they are skipped. True when it wins. */
export async function watchPlain({ shell, lang, lines }: Pick<Table, 'shell' | 'lang'> & Partial<Pick<Table, 'lines'>>, level: Level, options: Pick<Options, 'seed' | 'kernel'>): Promise<boolean> {
  const drawn = drawLevel(level, options.seed ?? WATCHED_SEED);
  const session = startSession(drawn, options.kernel === null ? {} : { kernel: options.kernel });
  const opened = openDialogue(referee, session, { lang, texts: level.texts, numbers: drawn.numbers });
  printText(shell, ...opened.lines);
  let dialogue = opened.dialogue;
  const step = (line: string): void => {
    const answered = answerLine(dialogue, line);
    dialogue = answered.dialogue;
    printText(shell, ...answered.lines);
  };
  // Who reads lines already goes on reading them afterwards.
  const own = lines === undefined && shell.stdin.isTTY === true ? readLines(shell, message(lang, 'plain.you', { line: '' })) : null;
  const typed = shell.stdin.isTTY === true ? (lines ?? own) : null;
  const predict = async (): Promise<void> => {
    while (isAsked(dialogue)) {
      const next = (await typed?.next()) ?? { done: true };
      if (next.done === true) step('skip');
      // Any other line would be a move, and moves are the solution's.
      else if (next.value.trim() !== '') step(ANSWER.test(next.value.trim()) ? next.value : 'predict');
    }
  };
  const of = drawn.solution.filter(isMove).length;
  let number = 0;
  for (const line of drawn.solution) {
    await predict();
    if (isOver(dialogue)) break;
    printText(shell, isMove(line) ? message(lang, 'cli.watch.step', { number: ++number, of, move: line }) : message(lang, 'cli.watch.between', { move: line }));
    step(line);
  }
  for (let waits = 0; waits < MOST_WAITS && !isOver(dialogue); waits++) {
    await predict();
    if (!isOver(dialogue)) step('wait');
  }
  await own?.return(undefined);
  const { movesMade, par } = referee.view(dialogue.session);
  printText(shell, message(lang, 'cli.watch.done', { moves: movesMade, par }));
  return isSolved(dialogue);
}

/** Waiting is part of a solution, and no move of it. */
function isMove(line: string): boolean {
  return !/^(?:wait|hint)\b/.test(line);
}

function isAsked({ session }: Dialogue<Session>): boolean {
  return referee.view(session).phase === 'predicting';
}

function isOver({ session }: Dialogue<Session>): boolean {
  const { phase } = referee.view(session);
  return phase === 'won' || phase === 'lost';
}
