import { writeFileSync } from 'node:fs';
import { openLevel } from '../../app/open-level.ts';
import { ownScores } from '../../app/own-scores.ts';
import type { Lang } from '../../language.ts';
import type { DrawnLevel, Level } from '../../level/level.ts';
import { drawLevel } from '../../level/draw.ts';
import { message, say } from '../../message/say.ts';
import type { Phrase } from '../../phrase.ts';
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
export async function playPlain(table: Table, level: Level, options: Pick<Options, 'seed' | 'kernel' | 'expert' | 'out'> & { readonly graded?: GradedRules; readonly standing?: (level: string) => readonly Phrase[]; readonly drawn?: DrawnLevel }): Promise<boolean> {
  const { shell, lang, lines, keeper, reason } = table;
  const { session, isNew, notices } = opens(keeper, level, options);
  const { drawn } = session;
  const opened = openDialogue(referee, session, { lang, texts: level.texts, numbers: drawn.numbers });
  let dialogue = opened.dialogue;
  complain(shell, ...[...notices, ...(isNew ? keeper.begun(level.id) : [])].map((notice) => say(lang, notice)));
  printText(shell, ...(reason === null ? [] : [message(lang, `plain.on.${reason}`)]), ...opened.lines.slice(0, 1), ...(referee.view(session).example ? [message(lang, 'plain.example', { level: level.id })] : []), ...(isNew ? [] : [message(lang, 'plain.goes-on', { moves: session.movesMade })]), ...opened.lines.slice(1));
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
    if (options.graded) keepUnfinished(table, dialogue);
    if (!wasSolved && isSolved(dialogue)) remember(table, dialogue, options.standing);
    complain(shell, ...keeper.met(level.id, toldByMoves(dialogue.session.judged)).map((notice) => say(lang, notice)));
  }
  // A lost level begins again, as on the screen.
  if (options.graded && runIn(dialogue).phase === 'lost') complain(shell, ...keeper.reached(level.id, null).map((notice) => say(lang, notice)));
  printText(shell, closingLine(dialogue));
  if (options.out !== null) writeRun(table, dialogue, options.out);
  return isSolved(dialogue);
}

/** In a class, where leaving must cost nothing, a level goes on where it was left; elsewhere each play is a new one. */
function opens(keeper: Keeper, level: Level, { drawn, seed, expert, kernel, graded }: Parameters<typeof playPlain>[2]): ReturnType<typeof openLevel> {
  if (graded) return openLevel(level, keeper.level(level.id).run, { seed: seed ?? newSeed(), expert, kernel, graded });
  return { session: startSession(drawn ?? drawLevel(level, seed ?? newSeed()), { expert, ...(kernel !== null && { kernel }) }), isNew: true, notices: [] };
}

function keepUnfinished({ shell, lang, keeper }: Table, dialogue: Dialogue<Session>): void {
  const session = runIn(dialogue);
  if (session.phase === 'won') return;
  complain(shell, ...keeper.reached(session.drawn.level.id, session.moves.length === 0 ? null : toRun(session)).map((notice) => say(lang, notice)));
}

/** What a move has got wrong comes back as a question; said once where it happens. */
function noteIdeas({ shell, lang, keeper }: Table, level: Level, ideas: readonly string[]): void {
  if (level.goals.length === 0) return;
  complain(shell, ...keeper.ideasMet(level.id, ideas).map((notice) => say(lang, notice)));
  printText(shell, ...ideas.map((idea) => message(lang, 'quiz.met', { idea: say(lang, { id: `misconception.${idea}.think` }) })));
}

function remember({ shell, lang, keeper }: Table, dialogue: Dialogue<Session>, standing: (level: string) => readonly Phrase[] = () => []): void {
  const session = runIn(dialogue);
  const { level, stars, movesMade, expert } = dialogue.referee.view(session);
  complain(shell, ...keeper.solved(level, { stars, moves: movesMade, seed: session.drawn.seed, expert }).map((notice) => say(lang, notice)));
  printText(shell, ...standing(level).map((phrase) => say(lang, phrase)));
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
