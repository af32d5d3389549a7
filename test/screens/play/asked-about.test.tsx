import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { wordsFor } from '../../../source/components/words.ts';
import { LANGUAGES } from '../../../source/language.ts';
import { sessionView } from '../../../source/referee/view.ts';
import { PlayFrame } from '../../../source/screens/play/play-frame.tsx';
import { INITIAL_PLAY_STATE } from '../../../source/screens/play/play-state.ts';
import { synced } from '../../../source/screens/play/synced.ts';
import { createTheme, ThemeProvider } from '../../../source/theme.tsx';
import { levelAt, playLevel } from '../../levels/play-level.ts';

/** Levels in which other things happen at the same moment, or whose menus are as long as menus get. */
const FOLDERS = ['02-queues/08-what-cookies-cost', '04-time-wait/02-the-lost-goodbye', '02-queues/03-silent-drop', '02-queues/01-two-queues', '01-opening/04-nobody-home', '04-time-wait/06-syn-meets-time-wait', '03-closing/05-fin-before-data'];
const theme = createTheme({ name: 'terminal', color: false, ascii: false, reduceMotion: true });

test.each(FOLDERS)('%s at 80x24: the segment that is asked about is on the ladder and every choice in the menu, along the whole solution', (folder) => {
  expect.hasAssertions();
  const level = levelAt(folder);
  const { solution } = playLevel(level, '1', []).session.drawn;
  for (let made = 0; made < solution.length; made++) {
    const view = sessionView(playLevel(level, '1', solution.slice(0, made)).session);
    const cause = view.decision?.cause;
    if (cause?.kind !== 'segment' || view.phase !== 'awaiting-move') continue;
    for (const lang of LANGUAGES) {
      const model = { view, state: synced(INITIAL_PLAY_STATE, view), words: wordsFor(lang, level.texts), theme, now: view.world.now };
      const text = renderToString(
        <ThemeProvider theme={theme}>
          <PlayFrame model={model} title={level.title[lang]} size={{ columns: 80, rows: 24 }} clock={null} />
        </ThemeProvider>,
        { columns: 80 },
      );
      expect(text).toMatch(new RegExp(`^│\\d+\\.\\d+ .*[-<>].*#${cause.n}\\b`, 'm'));
      expect(text).not.toMatch(/\d+\/\d+, \d+ more|\d+\/\d+, 还有/);
    }
  }
});
