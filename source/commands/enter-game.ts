import type { Command } from './command.ts';

/** To the beginning of the line, and clear it. */
const ERASE = '\r\u001b[2K';

/**
 * The game, loaded now. Drawing needs some tenths of a second to load on a slow machine: until then its name stands
 * on the line below the prompt, on the ordinary screen, so that nothing has to be given back if it ends here.
 */
export const enterGame: Command = async (invocation) => {
  const { stdout } = invocation.shell;
  stdout.write('ackademy ...');
  const erase = () => void stdout.write(ERASE);
  const { game } = await import('./game.ts').catch((error: unknown) => {
    erase();
    throw error;
  });
  return game(invocation, erase);
};
