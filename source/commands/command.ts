import type { Options } from './options.ts';
import type { Shell } from './shell.ts';

/** 0 ok, 1 not solved or a check failed, 2 usage, 3 bad or missing file. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command is given: words after its name, options, and the terminal or pipe it runs in. */
export interface Invocation {
  readonly words: readonly string[];
  readonly options: Options;
  readonly shell: Shell;
}

/** Reads, decides, prints; says how it ended. Only cli.ts exits the process. */
export type Command = (invocation: Invocation) => Promise<ExitCode>;
