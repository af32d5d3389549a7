import { useApp, useInput, useWindowSize } from 'ink';
import { useRef, type ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import { wordsFor } from '../../components/words.ts';
import type { Role } from '../../formats/import/role.ts';
import { actionOf, pressesOf, type Press } from '../../keys.ts';
import type { ImportAnswered } from '../../plain/import-dialogue.ts';
import { ThemeProvider, type Theme } from '../../theme.tsx';
import { helpRows, helpScroll, helpSections } from '../help/help-rows.ts';
import { pressInHelp } from '../help/help-state.ts';
import { useLatest } from '../use-latest.ts';
import { IMPORT_KEYS } from './import-keys.ts';
import { importRows } from './import-rows.ts';
import { importAfter, withTyped, type ImportState } from './import-state.ts';

export interface ImportScreenProps {
  readonly opened: ImportAnswered;
  readonly theme: Theme;
  /** As what a simulated kernel can be brought along, for a branch; each makes it one of the ends. */
  readonly roles: readonly Role[];
}

/**
 * A conversation from a file on a ladder: a segment is typed and checked with Enter; Enter alone shows the next one. Tab branches off before the hidden
 * segment: from there the simulated kernel goes on with what the player does, beside the original. The commands of the plain mode may be typed too.
 */
export function ImportScreen({ opened, theme, roles }: ImportScreenProps): ReactNode {
  const { columns, rows } = useWindowSize();
  const { exit } = useApp();
  const [state, latest, change] = useLatest<ImportState>({ dialogue: opened.dialogue, said: opened.lines, typed: '', branch: null, help: null });
  const { lang } = state.dialogue;
  const [words, size] = [wordsFor(lang), { columns, rows }];
  const context = state.branch ? 'branch' : 'watch';

  const help = helpSections(IMPORT_KEYS, context, lang);

  const press = async ({ key, text }: Press): Promise<void> => {
    const now = latest();
    if (now.help !== null) {
      const next = pressInHelp(now.help, { key, text }, helpScroll(help, lang, size, theme.glyphs));
      change({ ...now, help: next === 'close' ? null : next === 'language' ? now.help : next });
      return;
    }
    const action = actionOf(IMPORT_KEYS, now.branch ? 'branch' : 'watch', key);
    if (action === 'leave') exit();
    else if (action !== null) change(await importAfter(now, action, roles));
    else if (text !== '') change(withTyped(now, text));
    if (latest().dialogue.over) exit();
  };

  // A branch takes its time: each key waits for the one before it.
  const done = useRef(Promise.resolve());
  useInput((input, raw) => {
    for (const one of pressesOf(input.replaceAll('\r\n', '\r'), raw)) done.current = done.current.then(() => press(one)).catch((error: unknown) => exit(error as Error));
  });

  return (
    <ThemeProvider theme={theme}>
      <Rows lines={state.help === null ? importRows(state, words, size) : helpRows(help, state.help, lang, size, theme.glyphs)} />
    </ThemeProvider>
  );
}
