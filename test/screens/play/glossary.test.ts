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

  it('says on its first page that it does, under the keys that are needed most', () => {
    const page = text.slice(0, 18).join('\n');
    expect(page).toContain('SND.UNA');
    expect(page).toContain('????');
    for (const key of ['key.choose', 'key.compose', 'key.undo', 'key.why', 'key.goal', 'key.hint', 'key.leave', 'key.up', 'key.back'] as const) expect(page).toContain(words.word(key));
  });

  it('names every other key of the context once, below', () => {
    const absolute = text.filter((row) => row.includes(words.word('key.absolute')));
    expect(absolute.length).toBeGreaterThan(0);
    expect(text.slice(0, 10).join('\n')).not.toContain(words.word('key.absolute'));
  });
});
