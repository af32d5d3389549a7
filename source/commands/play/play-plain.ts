import { writeFileSync } from 'node:fs';
import { ownScores } from '../../app/own-scores.ts';
import type { Lang } from '../../language.ts';
import type { DrawnLevel, Level } from '../../level/level.ts';
import { drawLevel } from '../../level/draw.ts';
import { message, say } from '../../message/say.ts';
import { answerLine, closingLine, echoLine, isSolved, openDialogue, runIn, type Dialogue } from '../../plain/dialogue.ts';
import { ideasBetween } from '../../referee/ideas-shown.ts';
import { scoresLine } from '../../plain/debrief-lines.ts';
import { toldByMoves } from '../../referee/met.ts';
import { toRun } from '../../referee/replay.ts';
import { startSession, type GradedRules, type Session } from '../../referee/session.ts';
import { codeOf } from '../../storage/file-system.ts';
import type { Keeper } from '../../storage/keeper.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Options } from '../options.ts';
import { newSeed } from './new-seed.ts';
import { printRun } from '../replay/read-run.ts';
import { referee } from './referee.ts';
import { printText } from '../terminal/print-text.ts';
import { complain, type Shell } from '../shell.ts';

/** Where a level is played in plain mode: input and output, language, and who remembers the player. */
export interface Table {
  readonly shell: Shell;
  readonly lang: Lang;
  /** Lines of the input; what one level leaves, the next command reads. */
  readonly lines: AsyncIterator<string>;
  readonly keeper: Keeper;
  /** Why the plain mode is on: the first line says it. Null when it was said already. */
  readonly reason: 'flag' | 'screen-reader' | 'pipe' | null;
}

/** Plays a level line by line until `quit` or the end of the input. True when it is solved then. */
export async function playPlain(table: Table, level: Level, options: Pick<Options, 'seed' | 'kernel' | 'expert' | 'out'> & { readonly graded?: GradedRules; readonly drawn?: DrawnLevel }): Promise<boolean> {
  const { shell, lang, lines, keeper, reason } = table;
  const drawn = options.drawn ?? drawLevel(level, options.seed ?? newSeed());
  const session = startSession(drawn, { expert: options.expert, ...(options.kernel !== null && { kernel: options.kernel }), ...(options.graded && { graded: options.graded }) });
  const opened = openDialogue(referee, session, { lang, texts: level.texts, numbers: drawn.numbers });
  let dialogue = opened.dialogue;
  const notices = keeper.begun(level.id);
  complain(shell, ...notices.map((notice) => say(lang, notice)));
  printText(shell, ...(reason === null ? [] : [message(lang, `plain.on.${reason}`)]), ...opened.lines.slice(0, 1), ...(referee.view(session).example ? [message(lang, 'plain.example', { level: level.id })] : []), ...opened.lines.slice(1));
  while (!dialogue.over) {
    const next = await lines.next();
    if (next.done === true) break;
    if (next.value.trim() === '') continue;
    if (shell.stdin.isTTY !== true) printText(shell, echoLine(next.value, dialogue.voice));
    const wasSolved = isSolved(dialogue);
    const before = runIn(dialogue);
    const answered = answerLine(dialogue, next.value);
    dialogue = answered.dialogue;
    printText(shell, ...answered.lines);
    noteIdeas(table, level, ideasBetween(before, runIn(dialogue)));
    complain(shell, ...keeper.played(toRun(runIn(dialogue))).map((notice) => say(lang, notice)));
    if (!wasSolved && isSolved(dialogue)) remember(table, dialogue);
    complain(shell, ...keeper.met(level.id, toldByMoves(dialogue.session.judged)).map((notice) => say(lang, notice)));
  }
  printText(shell, closingLine(dialogue));
  if (options.out !== null) writeRun(table, dialogue, options.out);
  return isSolved(dialogue);
}

/** What a move has got wrong comes back as a question; said once where it happens. */
function noteIdeas({ shell, lang, keeper }: Table, level: Level, ideas: readonly string[]): void {
  if (level.goals.length === 0) return;
  complain(shell, ...keeper.ideasMet(level.id, ideas).map((notice) => say(lang, notice)));
  printText(shell, ...ideas.map((idea) => message(lang, 'quiz.met', { idea: say(lang, { id: `misconception.${idea}.think` }) })));
}

function remember({ shell, lang, keeper }: Table, dialogue: Dialogue<Session>): void {
  const session = runIn(dialogue);
  const { level, stars, movesMade, expert } = dialogue.referee.view(session);
  complain(shell, ...keeper.solved(level, { stars, moves: movesMade, seed: session.drawn.seed, expert }).map((notice) => say(lang, notice)));
  printText(shell, ...ownScores(keeper.level(level)).map((scores) => scoresLine(scores, dialogue.voice)));
}

function writeRun({ shell, lang, keeper }: Table, dialogue: Dialogue<Session>, path: string): void {
  const session = runIn(dialogue);
  const { phase, movesMade, stars } = dialogue.referee.view(session);
  const run = toRun(session);
  try {
    writeFileSync(path, printRun({ ...run, level: keeper.keptAs(run.level) }, { solved: phase === 'won', movesMade, stars }));
    printText(shell, message(lang, 'cli.run-written', { file: visible(path) }));
  } catch (error) {
    complain(shell, message(lang, 'cli.not-written', { file: visible(path), code: codeOf(error) }));
  }
}
