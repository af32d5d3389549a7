import { bare } from '../bare.ts';
import type { ExitCode } from '../command.ts';
import { guarded } from '../guarded.ts';
import type { Options } from '../options.ts';
import { play } from './play.ts';
import type { Shell } from '../shell.ts';

/**
 * `ackademy` and `ackademy play` on a terminal. The build makes a program of its own of this and of the game (tools/build.mjs):
 * three files are loaded for a first frame instead of thirty that are shared with other commands.
 */
export function runAtTerminal([word, ...rest]: readonly string[], options: Options, shell: Shell): Promise<ExitCode> {
  return guarded(async () => (word === undefined ? bare : play), { words: rest, options, shell });
}
