import { message } from '../message/say.ts';
import type { Command, ExitCode, Invocation } from './command.ts';
import { languageFor } from './language-choice.ts';
import { complain } from './shell.ts';

/** Loads a command and runs it. Whatever it throws is said in one line, and ends with code 1. */
export async function guarded(load: () => Promise<Command>, invocation: Invocation): Promise<ExitCode> {
  try {
    return await (await load())(invocation);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // By its name: the simulation is not loaded for this.
    if (error instanceof Error && error.name === 'EndlessWorldError') {
      complain(invocation.shell, message(languageFor(invocation), 'pack.endless', { text }));
      return 3;
    }
    if (invocation.shell.env['ACKADEMY_DEBUG'] === '1' && error instanceof Error) complain(invocation.shell, error.stack ?? text);
    complain(invocation.shell, message(languageFor(invocation), 'cli.crash', { text }));
    return 1;
  }
}
