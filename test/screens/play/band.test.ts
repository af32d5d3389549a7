import { describe, expect, it } from 'vitest';
import { plainText } from '../../../source/components/line.ts';
import { wordsFor } from '../../../source/components/words.ts';
import type { SessionView } from '../../../source/referee/session-view.ts';
import { bandOf } from '../../../source/screens/play/band.ts';
import { INITIAL_PLAY_STATE } from '../../../source/screens/play/play-state.ts';
import { createTheme } from '../../../source/theme.tsx';
import { LEVEL_TEXTS, SESSION_VIEWS } from '../../fixtures/session-views.ts';

const theme = createTheme({ name: 'terminal', color: false, ascii: false, reduceMotion: false });

const TEXTS = { ...LEVEL_TEXTS, en: { ...LEVEL_TEXTS.en, briefing: 'You are the kernel of the server.' } };

function band(view: SessionView): { readonly title: string; readonly text: string } {
  const found = bandOf({ view, state: { ...INITIAL_PLAY_STATE, hintLatest: true }, words: wordsFor('en', TEXTS), theme, now: view.world.now }, 70);
  return { title: found?.frame.title ?? '', text: (found?.rows ?? []).map(plainText).join('\n') };
}

describe('the band below the panels', () => {
  const answering = SESSION_VIEWS['answering']!;
  const hint = SESSION_VIEWS['hinted']!.hints;

  it('has the briefing before the first move, and a hint above it, not in its place', () => {
    const unmoved: SessionView = { ...answering, movesMade: 0, judged: [], hints: { used: 0, of: 3, costs: false, shown: [], offered: false }, lastPrediction: null };
    const briefing = band(unmoved);
    const hinted = band({ ...unmoved, hints: { ...hint, offered: false } });
    expect(briefing.title).toBe('Briefing');
    expect(hinted.title).toBe('Briefing');
    expect(hinted.text).toMatch(/^Hint 1 of /);
    expect(hinted.text.endsWith(`\n\n${briefing.text}`)).toBe(true);
  });

  it('has the verdict and the hint after a move, and no briefing', () => {
    const { judged } = Object.values(SESSION_VIEWS).find((view) => view.judged.length > 0)!;
    const moved = band({ ...answering, movesMade: 1, judged, hints: { ...hint, offered: false } });
    expect(moved.title).toBe('Verdict');
    expect(moved.text).toContain('Hint 1 of ');
  });
});
