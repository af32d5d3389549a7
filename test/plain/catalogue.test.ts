import { expect, test } from 'vitest';
import { plain as chinese } from '../../source/message/zh-hans/plain.ts';
import { plain as english } from '../../source/message/en/plain.ts';
import { NOTATION_ERROR_NAMES } from '../../source/tcp/notation/notation-error.ts';

test('every error that the notation knows can be said', () => {
  expect(NOTATION_ERROR_NAMES.filter((name) => !(`plain.notation.${name}` in english))).toEqual([]);
});

test('both languages fill in the same values', () => {
  const names = (text: string) => [...new Set(text.match(/\{[\w-]+\}/g))].sort();
  for (const [id, text] of Object.entries(english)) expect({ id, names: names(chinese[id as keyof typeof english]) }).toEqual({ id, names: names(text) });
});
