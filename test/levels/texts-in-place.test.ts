import { describe, expect, it } from 'vitest';
import { cells } from '../../source/components/cells.ts';
import { innerWidth } from '../../source/components/frame.ts';
import { plainText } from '../../source/components/line.ts';
import { predictionRows } from '../../source/components/prediction-panel.ts';
import { wordsFor } from '../../source/components/words.ts';
import { LANGUAGES } from '../../source/language.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { sessionView } from '../../source/referee/view.ts';
import { startSession } from '../../source/referee/session.ts';
import { whyContent } from '../../source/screens/play/overlays.ts';
import { createTheme } from '../../source/theme.tsx';
import { INITIAL_PLAY_STATE } from '../../source/screens/play/play-state.ts';
import { builtCourse } from '../terminal/course-files.ts';

/** Some variants: their numbers have other lengths. */
const SEEDS = ['1', '2', '7', 'a', 'long-seed'];
/** Rows of the band for a question at 80x24, and cells of a menu's line beside three lifelines. */
const QUESTION_ROWS = 9;
const MENU_CELLS = 47;
const COLUMNS = innerWidth(80);

const theme = createTheme({ name: 'terminal', color: false, ascii: false, reduceMotion: true });

describe('at 80x24 a player can read', () => {
  for (const level of builtCourse().levels) {
    for (const lang of LANGUAGES) {
      const variants = SEEDS.map((seed) => ({ seed, drawn: drawLevel(level, seed) }));
      const names = Object.keys(level.texts[lang]);

      it(`every question of ${level.id} with all its answers in ${lang}`, () => {
        for (const { drawn } of variants) {
          const words = wordsFor(lang, level.texts, drawn.numbers);
          for (const name of names.filter((one) => /^predict\.[^.]+$/.test(one))) {
            const options = names.filter((one) => one.startsWith(`${name}.`)).map((one) => ({ key: one.slice(name.length + 1), text: { id: `level.${one}` } }));
            const rows = predictionRows({ id: name, question: { id: `level.${name}` }, options, answered: null } as never, { answer: null, confidence: null }, words, COLUMNS);
            expect(rows.length, `${name}:\n${rows.map(plainText).join('\n')}`).toBeLessThanOrEqual(QUESTION_ROWS);
            for (const row of rows) expect(cells(plainText(row)), plainText(row)).toBeLessThanOrEqual(COLUMNS);
          }
        }
      });

      it(`every line of the menu of ${level.id} in ${lang}`, () => {
        for (const { drawn } of variants) {
          const words = wordsFor(lang, level.texts, drawn.numbers);
          for (const name of names.filter((one) => one.startsWith('menu.'))) {
            const text = words.phrase({ id: `level.${name}` });
            expect(cells(text), text).toBeLessThanOrEqual(MENU_CELLS);
          }
        }
      });

      it(`why ${level.id} is lost, in ${lang}: w shows all of it`, () => {
        const [{ drawn }] = variants as [(typeof variants)[number]];
        const words = wordsFor(lang, level.texts, drawn.numbers);
        const view = sessionView(startSession(drawn));
        for (const name of names.filter((one) => one.startsWith('lose.'))) {
          const why = { id: `level.${name}` };
          const model = { view: { ...view, phase: 'lost' as const, loss: { why, rule: 'x' } }, state: INITIAL_PLAY_STATE, words, theme, now: 0 };
          const shown = whyContent(model as never, COLUMNS).rows.map(plainText).join('').replaceAll(' ', '');
          expect(shown).toContain(words.phrase(why).replaceAll(/\s/g, ''));
        }
      });
    }
  }
});
