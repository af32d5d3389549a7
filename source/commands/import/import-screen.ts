import { createElement } from 'react';
import type { Role } from '../../formats/import/role.ts';
import type { ImportAnswered } from '../../plain/import-dialogue.ts';
import { ImportScreen } from '../../screens/import/import-screen.tsx';
import type { Invocation } from '../command.ts';
import { showScreen } from '../terminal/show-screen.ts';
import { themeFor } from '../theme-choice.ts';

/** Shows a conversation from a file in the terminal, until it is left. */
export async function showImport({ options, shell }: Invocation, opened: ImportAnswered, roles: readonly Role[]): Promise<void> {
  await showScreen(createElement(ImportScreen, { opened, theme: themeFor(options), roles }), shell);
}
