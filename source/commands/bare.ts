import type { Command } from './command.ts';
import { enterGame } from './play/enter-game.ts';
import { plainReason } from './shell.ts';

/** `ackademy` alone: the game on a terminal, otherwise the list of what there is, see command-list.ts. */
export const bare: Command = async (invocation) => {
  const reason = plainReason(invocation.shell, invocation.options);
  if (reason === null) return enterGame(invocation);
  const { commandList } = await import('./play/command-list.ts');
  return commandList(invocation, reason);
};
