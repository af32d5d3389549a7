/** `check` from the built program shares its work among threads; what it says is what one thread would say. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOptions } from '../../source/commands/check/check-options.ts';
import { checkLevels } from '../../source/level/check.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { builtCourse } from '../terminal/course-files.ts';

const FOLDERS = { 'nobody-home': '01-opening/04-nobody-home', 'first-syn': '01-opening/01-first-syn', 'four-waves': '03-closing/01-four-waves' };

test('levels are proved in threads, and reported in the order in which they were named', () => {
  const { status, stdout } = spawnSync(process.execPath, ['bin/ackademy.cjs', 'check', '--json', ...Object.values(FOLDERS).map((folder) => join('levels', folder))], { encoding: 'utf8', timeout: 120_000 });
  const levels = Object.keys(FOLDERS).map((id) => builtCourse().levels.find((level) => level.id === id)!);
  expect(status).toBe(0);
  const proved = checkLevels(levels, sessionEngine, checkOptions()).levels;
  expect((JSON.parse(stdout) as { levels: unknown }).levels).toEqual(proved.map((report) => ({ ...report, ms: expect.any(Number) })));
});
