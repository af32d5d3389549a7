import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verdictNames } from '../../source/referee/verdict-names.ts';

test('the examples of the format name verdicts that exist', () => {
  const text = readFileSync(join(import.meta.dirname, '../../source/level/schema.ts'), 'utf8');
  const named = [...text.matchAll(/(?:verdict: |verdict's name ~ )([a-z0-9-]+\/[a-z0-9_-]+)/g)].map((match) => match[1]!);
  expect(named.length).toBeGreaterThan(3);
  const real = verdictNames();
  expect(named.filter((name) => !real.has(name))).toEqual([]);
});
