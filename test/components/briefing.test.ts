import { expect, test } from 'vitest';
import { briefingRows } from '../../source/components/briefing.ts';
import { plainText } from '../../source/components/line.ts';
import { wordsFor } from '../../source/components/words.ts';

const words = wordsFor('en', { en: { briefing: 'You are the kernel.' }, 'zh-Hans': {} });
const told = (kernel: string): string => briefingRows({ kernel, ownKernel: '6.18' }, words, 40).map(plainText).join('\n');

test('the briefing on another kernel than its level says first which kernel its texts speak of', () => {
  expect(told('4.4').replaceAll(/\n+/g, ' ')).toMatch(/speak of Linux 6\.18\..* Linux 4\.4 .* You are the kernel\.$/);
  expect(told('6.18')).toBe('You are the kernel.');
});
