import type { Command, ExitCode } from '../../source/commands/command.ts';
import { readArguments } from '../../source/commands/options.ts';
import type { Shell } from '../../source/commands/shell.ts';

/** Runs a command as the command line would, with the words and options of `args`. */
export async function invoke(command: Command, args: readonly string[], shell: Shell): Promise<ExitCode> {
  const read = readArguments(args, shell.env);
  if (!read.ok) throw new Error(`not a command line: ${args.join(' ')}`);
  return command({ words: read.words, options: read.options, shell });
}
