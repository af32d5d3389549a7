import { render } from 'ink';
import type { ReactNode } from 'react';
import type { Shell } from '../shell.ts';

/** Shows a screen outside the game on the terminal's other page, until it is left; then all is as it was. */
export async function showScreen(screen: ReactNode, { stdin, stdout, stderr }: Shell): Promise<void> {
  const instance = render(screen, { stdin, stdout, stderr, exitOnCtrlC: false, patchConsole: false, interactive: true, alternateScreen: true });
  await instance.waitUntilExit();
}
