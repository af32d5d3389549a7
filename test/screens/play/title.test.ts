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

  test('does not name the kernel that all levels are proved on', () => {
    expect(titleOn('6.18')).not.toContain('Linux');
  });
});
