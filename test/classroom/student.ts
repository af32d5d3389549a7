import { handleOf, seedOf } from '../../source/classroom/claim-code.ts';
import { classIdOf, type ClassPack } from '../../source/classroom/class-pack.ts';
import { printHandIn, type PlayedLevel } from '../../source/classroom/hand-in.ts';
import { entriesBetween, NOTHING_STANDS, standingOf, type JournalEntry, type Standing } from '../../source/classroom/journal.ts';
import { headOf } from '../../source/commands/class/player-class.ts';
import { drawLevel } from '../../source/level/draw.ts';
import type { Level } from '../../source/level/level.ts';
import { advanceLive, play } from '../../source/referee/play.ts';
import { toRun, undo } from '../../source/referee/replay.ts';
import { isOver, startSession, type Session } from '../../source/referee/session.ts';
import { sessionView } from '../../source/referee/view.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';

/** What a simulated student does in a level. */
export type Style = 'right' | 'mistaken' | 'hinted' | 'gives-up' | 'guesses';

/** A student in a level, as the game would note it: each move, and what is taken back. */
class Player {
  session: Session;
  readonly journal: JournalEntry[] = [];
  private standing: Standing = NOTHING_STANDS;
  private readonly guesses: boolean;

  constructor(level: Level, seed: string, guesses: boolean) {
    this.session = startSession(drawLevel(level, seed), { graded: { hints: 3, predict: 'required' } });
    this.guesses = guesses;
  }

  go(next: Session): void {
    this.session = next;
    const now = standingOf(toRun(next), next.drawn.level.mode === 'live');
    this.journal.push(...entriesBetween(this.standing, now));
    this.standing = now;
  }

  answer(): void {
    while (this.session.phase === 'predicting') {
      const { options } = sessionView(this.session).prediction!;
      this.go(play(this.session, { do: 'predict', answer: options.at(this.guesses ? -1 : 0)!.key, confidence: 2 }).session);
    }
  }

  say(line: string): void {
    this.answer();
    if (isOver(this.session)) return;
    const read = parseMoveLine(line, { scope: sessionView(this.session).decision?.scope ?? {} });
    if (!read.ok) throw new Error(`${this.session.drawn.level.id}: ${line}`);
    const move = read.value;
    const isTime = move.do === 'wait' && this.session.drawn.level.mode === 'live';
    this.go(isTime ? advanceLive(this.session, this.session.world.now + (move.ms ?? 1000)) : play(this.session, move).session);
  }

  finish(): void {
    for (let i = 0; i < 200 && !isOver(this.session); i++) this.say('wait 10s');
  }
}

/** How such a student plays a level: right, with a listed mistake that is taken back, with a hint, not to the end, or with wrong answers. */
export function journalOf(level: Level, seed: string, style: Style): readonly JournalEntry[] {
  const player = new Player(level, seed, style === 'guesses');
  const { drawn } = player.session;
  if (style === 'hinted') player.go(play(player.session, { do: 'hint' }).session);
  if (style === 'mistaken' && drawn.level.mistakes.length > 0) {
    for (const line of drawn.level.mistakes[0]!.moves) player.say(line);
    while (player.session.moves.some(({ move }) => !['predict', 'skip', 'hint'].includes(move.do))) player.go(undo(player.session));
  }
  for (const line of style === 'gives-up' ? drawn.solution.slice(0, 1) : drawn.solution) player.say(line);
  if (style !== 'gives-up') player.finish();
  return player.journal;
}

/** The text of a hand-in of all levels. */
export function handInOf(pack: ClassPack, levels: readonly Level[], code: string, style: Style): string {
  const seed = seedOf(classIdOf(pack), pack.name, code);
  const handle = handleOf(code);
  return printHandIn({ handle, levels: levels.map((level): PlayedLevel => ({ head: headOf(level, pack, { handle, seed }), journal: journalOf(level, seed, style) })) });
}
