import { drawLevel } from '../../source/level/draw.ts';
import type { Level } from '../../source/level/level.ts';
import { play } from '../../source/referee/play.ts';
import { redo, undo } from '../../source/referee/replay.ts';
import { startSession, type Session, type SessionOptions } from '../../source/referee/session.ts';
import type { SessionView } from '../../source/referee/session-view.ts';
import type { Verdict } from '../../source/referee/verdict.ts';
import { sessionView } from '../../source/referee/view.ts';
import type { Move } from '../../source/world/move.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';

/** A game as it is played line by line: moves as the plain mode reads them, and `undo`, `redo`. */
export class Conversation {
  session: Session;
  verdict: Verdict | null = null;

  constructor(level: Level, options: SessionOptions = {}, seed = '1') {
    this.session = startSession(drawLevel(level, seed), options);
  }

  /** Plays a line; gives what the verdict says, `-` where nothing is judged. */
  say(line: string | Move): string {
    this.verdict = null;
    if (line === 'undo') this.session = undo(this.session);
    else if (line === 'redo') this.session = redo(this.session);
    else {
      const played = play(this.session, typeof line === 'string' ? this.read(line) : line);
      this.session = played.session;
      this.verdict = played.verdict;
    }
    return this.verdict === null ? '-' : `${this.verdict.outcome} ${this.verdict.name}`;
  }

  private read(line: string): Move {
    const read = parseMoveLine(line, { scope: this.view.decision?.scope ?? {} });
    if (!read.ok) throw new Error(`"${line}": ${JSON.stringify(read.problem)}`);
    return read.value;
  }

  /** Plays lines, one after another. */
  all(...lines: readonly (string | Move)[]): this {
    for (const line of lines) this.say(line);
    return this;
  }

  get view(): SessionView {
    return sessionView(this.session);
  }

  /** What the last judged move led to, as ids and numbers. */
  get consequences(): readonly string[] {
    return (this.session.judged.at(-1)?.consequences ?? []).map(({ id, params }) => `${id.slice(id.indexOf('.') + 1)} ${Object.values(params ?? {}).join(' ')}`);
  }
}
