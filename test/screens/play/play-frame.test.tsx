import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { cells } from '../../../source/components/cells.ts';
import { wordsFor } from '../../../source/components/words.ts';
import { pressesOf } from '../../../source/keys.ts';
import { LANGUAGES, type Lang } from '../../../source/language.ts';
import type { SessionView } from '../../../source/referee/session-view.ts';
import { PlayFrame } from '../../../source/screens/play/play-frame.tsx';
import { INITIAL_PLAY_STATE, type PlayState } from '../../../source/screens/play/play-state.ts';
import { press } from '../../../source/screens/play/press.ts';
import { synced } from '../../../source/screens/play/synced.ts';
import { createTheme, ThemeProvider } from '../../../source/theme.tsx';
import { LEVEL_TEXTS, SESSION_VIEWS } from '../../fixtures/session-views.ts';

const SIZES = [[20, 8], [33, 9], [40, 12], [60, 20], [79, 23], [80, 24], [100, 30], [120, 40], [200, 60]] as const;
/** Keys that lead to every panel, overlay, question and open field. */
const WAYS = ['', '0', '2', '3', '4', '6', '7', '8', '1e', '1ee', '1eo', 'z', '0z', 'g', 'w', '?', 'x', ':sysctl', '4+', '0k\r', 'k', 'c', 'v', '1evvee', '0vv', '0vvv', '/1000', '/rcv.nxt\r', '=S. seq 1', '4y', '0x', ','];

function stateAfter(view: SessionView, keys: string, lang: Lang): PlayState {
  let state = synced(INITIAL_PLAY_STATE, view);
  for (const key of pressesOf(keys || '\u0000', {})) state = press(state, key, { view, lang }).state;
  return state;
}

function frame(view: SessionView, state: PlayState, lang: Lang, columns: number, rows: number, ascii = false): string[] {
  const theme = createTheme({ name: 'terminal', color: false, ascii, reduceMotion: false });
  const model = { view, state, words: wordsFor(lang, LEVEL_TEXTS), theme, now: view.world.now };
  const text = renderToString(
    <ThemeProvider theme={theme}>
      <PlayFrame model={model} title={lang === 'en' ? '1-3 Answer the SYN' : '1-3 回应 SYN'} size={{ columns, rows }} clock={null} />
    </ThemeProvider>,
    { columns },
  );
  return text.replace(/\u001b\[[\d;]*m/g, '').split('\n');
}

/** The sizes of the mock-ups are seen in both languages; at the others every second frame is in Chinese. */
const MOCK_UPS = ['80x24', '120x40'];

describe('a frame of the play screen', () => {
  for (const [columns, rows] of SIZES) {
    for (const [number, [name, view]] of Object.entries(SESSION_VIEWS).entries()) {
      it(`fits ${columns}x${rows} when ${name}: every panel, overlay and open field`, () => {
        for (const [index, way] of WAYS.entries()) {
          const languages = MOCK_UPS.includes(`${columns}x${rows}`) ? LANGUAGES : [LANGUAGES[(number + index) % LANGUAGES.length]!];
          for (const lang of languages) {
            const lines = frame(view, stateAfter(view, way, lang), lang, columns, rows);
            const where = `${name} after "${way}" at ${columns}x${rows} in ${lang}:\n${lines.join('\n')}`;
            expect(lines.length, where).toBe(rows - 1);
            for (const line of lines) {
              expect(cells(line), where).toBeLessThanOrEqual(columns);
              // Ink's own mark for a text that was wider than its place.
              expect(line, where).not.toContain('…');
              // Where a row begins with a border it must end with one in the last column: else something in it has another width.
              if (/^[║│╔┌╚└]/.test(line)) expect(cells(line) === columns && /[║│┐┘╗╝]$/.test(line), where).toBe(true);
            }
          }
        }
      });
    }
  }

  it('says in every size how to get help and where one is', () => {
    for (const [columns, rows] of SIZES) {
      for (const view of Object.values(SESSION_VIEWS)) {
        const text = frame(view, stateAfter(view, '', 'en'), 'en', columns, rows).join('\n');
        expect(text).toContain('? help');
        expect(text).toContain('1-3');
        expect(text).toMatch(/╔═/);
      }
    }
  });

  it('puts the focused panel on the screen, whichever it is', () => {
    for (const [columns, rows] of SIZES.slice(3)) {
      for (const [key, title] of [['0', 'Ladder'], ['2', 'TCB'], ['3', 'Queues'], ['4', 'sysctl'], ['5', 'nstat'], ['6', 'Timers'], ['8', 'Goal'], ['9', 'Events']] as const) {
        const text = frame(SESSION_VIEWS.answering!, stateAfter(SESSION_VIEWS.answering!, key, 'en'), 'en', columns, rows).join('\n');
        expect(text).toContain(`╔═ ${title}`);
      }
    }
  });

  it('tells that a level is lost, and why, in every size that has room for a sentence', () => {
    for (const [columns, rows] of SIZES.slice(2)) {
      expect(frame(SESSION_VIEWS.lost!, stateAfter(SESSION_VIEWS.lost!, '', 'en'), 'en', columns, rows).join('\n')).toContain('LOST');
    }
  });

  it('keeps a question in sight when Enter comes without an answer', () => {
    const text = frame(SESSION_VIEWS.predicting!, stateAfter(SESSION_VIEWS.predicting!, '\r', 'en'), 'en', 80, 24).join('\n');
    expect(text).toContain('Pick an answer');
    expect(text).toContain('When your segment arrives');
    expect(text).toContain('a b c');
  });

  it('shows the keys of what lies on top', () => {
    const view = SESSION_VIEWS.answering!;
    const state = stateAfter(view, 'x', 'en');
    expect(frame(view, state, 'en', 80, 24).at(-1)).toContain('y yes');
    expect(frame(view, press(state, { key: 'f1', text: '' }, { view, lang: 'en' }).state, 'en', 80, 24).at(-1)).toContain('close');
  });

  it('shows first how the time of a live level is started, and after the end what comes next', () => {
    const last = (view: SessionView): string => frame(view, stateAfter(view, '', 'en'), 'en', 80, 24).at(-1)!;
    expect(last(SESSION_VIEWS.flooded!)).toMatch(/^ > run  p pause  Space 1 s /);
    expect(last(SESSION_VIEWS.won!)).toMatch(/^ Enter debrief  u undo  x again .* q debrief/);
  });

  it('names y in the footer where a sysctl is selected, and nowhere else', () => {
    const last = (way: string, lang: Lang): string => frame(SESSION_VIEWS.answering!, stateAfter(SESSION_VIEWS.answering!, way, lang), lang, 80, 24).at(-1)!;
    expect(last('4', 'en')).toContain(' y explain ');
    expect(last('4', 'zh-Hans')).toContain(' y 解释 ');
    expect(last('2', 'en')).not.toContain(' y ');
  });

  it('draws with 7-bit characters only in ascii, apart from Chinese text', () => {
    for (const view of Object.values(SESSION_VIEWS)) {
      expect(frame(view, stateAfter(view, '', 'en'), 'en', 120, 40, true).join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
      expect(frame(view, stateAfter(view, '', 'zh-Hans'), 'zh-Hans', 120, 40, true).join('')).toMatch(/^[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*$/);
    }
  });
});
