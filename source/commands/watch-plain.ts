import type { Level } from '../level/level.ts';
import { drawLevel } from '../level/draw.ts';
import { message } from '../message/say.ts';
import { answerLine, isSolved, openDialogue, type Dialogue } from '../plain/dialogue.ts';
import { startSession, type Session } from '../referee/session.ts';
import type { Options } from './options.ts';
import type { Table } from './play-plain.ts';
import { referee } from './referee.ts';
import { printText } from './print-text.ts';
import { WATCHED_SEED } from './watched-seed.ts';

/** Waits after the solution's last line before it counts as not won: far more than any level needs. */
const MOST_WAITS = 500;

/** Plays the model solution and says every step, as if it had been typed. True when it wins. */
export function watchPlain({ shell, lang }: Pick<Table, 'shell' | 'lang'>, level: Level, options: Pick<Options, 'seed' | 'kernel'>): boolean {
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
  const of = drawn.solution.filter(isMove).length;
  let number = 0;
  for (const line of drawn.solution) {
    if (isAsked(dialogue)) step('skip');
    if (isOver(dialogue)) break;
    printText(shell, isMove(line) ? message(lang, 'cli.watch.step', { number: ++number, of, move: line }) : message(lang, 'cli.watch.between', { move: line }));
    step(line);
  }
  for (let waits = 0; waits < MOST_WAITS && !isOver(dialogue); waits++) step(isAsked(dialogue) ? 'skip' : 'wait');
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
