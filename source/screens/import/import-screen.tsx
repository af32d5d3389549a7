import { useApp, useInput, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import { wordsFor } from '../../components/words.ts';
import { message } from '../../message/say.ts';
import { answerImport, type ImportAnswered } from '../../plain/import-dialogue.ts';
import { ThemeProvider, type Theme } from '../../theme.tsx';
import { useLatest } from '../use-latest.ts';
import { importRows, type ImportState } from './import-rows.ts';

export interface ImportScreenProps {
  readonly opened: ImportAnswered;
  readonly theme: Theme;
}

/** Longer than any segment that can be written. */
const LONGEST = 400;

/**
 * A conversation from a file on a ladder: a segment is typed and checked with Enter; Enter alone, or the right arrow, shows the next one; the left
 * arrow goes back. The same commands as in the plain mode may be typed.
 */
export function ImportScreen({ opened, theme }: ImportScreenProps): ReactNode {
  const { columns, rows } = useWindowSize();
  const { exit } = useApp();
  const [state, latest, change] = useLatest<ImportState>({ dialogue: opened.dialogue, said: opened.lines, typed: '' });
  const { lang } = state.dialogue;

  const answer = (line: string): void => {
    const answered = answerImport(latest().dialogue, line);
    const said = answered.branch ? [message(lang, 'import.branch.plain')] : answered.lines;
    change({ dialogue: answered.dialogue, said, typed: '' });
    if (answered.dialogue.over) exit();
  };

  /** What is typed or pasted; a line end within it counts as Enter. */
  const type = (input: string): void => {
    const [first = '', ...rest] = input.split(/\r\n|\r|\n/);
    const add = (text: string): void => change({ ...latest(), typed: (latest().typed + text.replace(/[^\x20-\x7e]/g, '')).slice(0, LONGEST) });
    add(first);
    for (const part of rest) {
      answer(latest().typed.trim() || 'next');
      add(part);
    }
  };

  useInput((input, key) => {
    if (key.ctrl && (input === 'c' || input === 'd')) exit();
    else if (key.return) answer(latest().typed.trim() || 'next');
    else if (key.rightArrow) answer('next');
    else if (key.leftArrow) answer('back');
    else if (key.backspace || key.delete) change({ ...latest(), typed: latest().typed.slice(0, -1) });
    else if (key.escape) change({ ...latest(), typed: '' });
    else if (!key.ctrl && !key.meta) type(input);
  });

  return (
    <ThemeProvider theme={theme}>
      <Rows lines={importRows(state, wordsFor(lang), { columns, rows })} />
    </ThemeProvider>
  );
}
