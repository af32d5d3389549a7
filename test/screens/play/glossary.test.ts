import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../../source/components/words.ts';
import { GLOSSARY } from '../../../source/message/glossary.ts';
import { helpContent } from '../../../source/screens/play/overlays.ts';

describe.each(['en', 'zh-Hans'] as const)('the help of the play screen in %s', (lang) => {
  const words = wordsFor(lang);
  const text = helpContent('menu', words, 78).rows.map((row) => row.map((part) => part.text).join(''));

  it('explains every name that stands on the screen without an explanation, after the keys that count now', () => {
    const at = GLOSSARY.map(([name]) => text.findIndex((row) => row.startsWith(name)));
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(text.findIndex((row) => row.includes(words.word('key.choose')))).toBeLessThan(at[0]!);
  });

  it('says at its top that it does', () => {
    expect(text[0]).toContain('SND.UNA');
    expect(text[0]).toContain('????');
  });
});
