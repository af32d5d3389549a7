import { describe, expect, test } from 'vitest';
import { wordsFor } from '../../../source/components/words.ts';
import { titleParts } from '../../../source/screens/play/title.ts';
import { answering, LEVEL_TEXTS } from '../../fixtures/session-views.ts';

const words = wordsFor('en', LEVEL_TEXTS);
const titleOn = (kernel: string, columns = 120): string => titleParts({ ...answering, kernel }, 'The listener', words, 0, null, columns).title.map(({ text }) => text).join('');

describe('the title of the play screen', () => {
  test('names a kernel that nobody measured, and says so', () => {
    expect(titleOn('4.4')).toContain('Linux 4.4 (from source)');
    expect(titleOn('2.6.32')).toContain('Linux 2.6.32 (from source)');
  });

  test('counts only predictions whose truth is known, and says when a live level is over', () => {
    const end = (view: typeof answering): string => titleParts(view, 'The listener', words, 0, null, 140).end.map(({ text }) => text).join('');
    expect(end({ ...answering, predictions: { asked: 0, right: 0, skipped: 0 } })).not.toContain('predictions');
    expect(end({ ...answering, mode: 'live', phase: 'lost' })).toContain('OVER');
    expect(end({ ...answering, mode: 'live', phase: 'lost' })).not.toContain('PAUSED');
  });

  test('does not name the kernel that all levels are proved on', () => {
    expect(titleOn('6.18')).not.toContain('Linux');
  });
});
