import type { Course } from '../../level/course.ts';
import type { Phrase } from '../../phrase.ts';
import type { GradedRules } from '../../referee/session.ts';
import type { ClassRuns } from '../../storage/class-runs.ts';
import type { Keeper } from '../../storage/keeper.ts';
import type { ExitCode, Invocation } from '../command.ts';

/** To the beginning of the line, and clear it. */
const ERASE = '\r\u001b[2K';

/** Levels that are not the game's own, under their name. */
export interface Pack {
  readonly name: string;
  readonly course: Course;
  /** The levels are played for a class, by its rules; what is played is noted for the hand-in. */
  readonly graded?: Graded;
}

export interface Graded {
  readonly rules: GradedRules;
  readonly seed: string;
  readonly runs: ClassRuns;
  /** What the player is told on coming, such as the rules; and when a level is solved. */
  readonly told?: readonly Phrase[];
  readonly standing?: (keeper: Keeper, level: string) => readonly Phrase[];
}

/**
 * The game, loaded now. Drawing needs some tenths of a second to load on a slow machine: until then its name stands
 * on the line below the prompt, on the ordinary screen, so that nothing has to be given back if it ends here.
 * `quizOnly`: a sitting of the quiz, and no more.
 */
export async function enterGame(invocation: Invocation, pack: Pack | null = null, quizOnly = false): Promise<ExitCode> {
  const { stdout } = invocation.shell;
  stdout.write('ackademy ...');
  const erase = () => void stdout.write(ERASE);
  const { game } = await import('./game.ts').catch((error: unknown) => {
    erase();
    throw error;
  });
  return game(invocation, erase, { pack, quizOnly });
}
