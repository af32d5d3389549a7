import { describe, expect, it } from 'vitest';
import { misconceptions as english } from '../../source/message/en/misconception.ts';
import { misconceptions as chinese } from '../../source/message/zh-hans/misconception.ts';

const numbers = Array.from({ length: 25 }, (_, i) => `M${String(i + 1).padStart(2, '0')}`);

describe('the misconceptions', () => {
  it('are M01 to M25, each with the wrong idea and its refutation', () => {
    const expected = numbers.flatMap((m) => [`misconception.${m}.think`, `misconception.${m}.but`]);
    expect(Object.keys(english)).toEqual(expected);
    expect(Object.keys(chinese).toSorted()).toEqual(expected.toSorted());
  });

  it('name the wrong idea kindly, in the same words each time', () => {
    const thinks = Object.entries(english).filter(([key]) => key.endsWith('.think'));
    expect(thinks.filter(([, text]) => !text.startsWith('You may think that '))).toEqual([]);
    expect(Object.entries(chinese).filter(([key, text]) => key.endsWith('.think') && !text.startsWith('你可能以为: '))).toEqual([]);
  });

  it('refute it at once', () => {
    expect(Object.entries(english).filter(([key, text]) => key.endsWith('.but') && !text.startsWith('But '))).toEqual([]);
    expect(Object.entries(chinese).filter(([key, text]) => key.endsWith('.but') && !text.startsWith('其实'))).toEqual([]);
  });
});
