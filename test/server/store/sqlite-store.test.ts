import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../source/server/store/sqlite-store.ts';
import { describeStore } from './store-contract.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'ackademy-store-'));

describeStore('SQLite', () => {
  const root = folder();
  return { open: (lesson = 'lab1') => openSqliteStore(join(root, 'lesson.db'), lesson), remove: () => rmSync(root, { recursive: true }) };
});

test('a file that is no database is refused, and left as it is', () => {
  const root = folder();
  const path = join(root, 'lesson.db');
  writeFileSync(path, 'grades of my class, and nothing else, but longer than a header of a hundred bytes would be, so that it is looked at'.repeat(10));
  expect(() => openSqliteStore(path, 'lab1')).toThrow(/not a database/);
  rmSync(root, { recursive: true });
});
