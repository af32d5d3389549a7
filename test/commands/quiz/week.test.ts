import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DAILY } from '../../../source/quiz/day.ts';
import { student, type Studied } from './study.ts';

const DAYS = ['05', '06', '07', '08', '09', '10', '11', '12'];
const LEFT_OUT = '09';

test('seven days of study, twice a day and one day left out between them, hold to the measure of a day and come back to what was wrong', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ackademy-week-'));
  try {
    const someone = student(home, 7);
    const days: (readonly Studied[])[] = [];
    for (const day of DAYS) {
      if (day === LEFT_OUT) continue;
      const first = await someone.sit(`2026-01-${day}T12:00:00Z`);
      days.push([...first, ...(await someone.sit(`2026-01-${day}T12:15:00Z`))]);
    }
    const seen = new Set<string>();
    let wrongAndSure: readonly string[] = [];
    for (const studied of days) {
      expect(studied.length).toBeLessThanOrEqual(DAILY.answers);
      const fresh = studied.filter(({ card }) => !seen.has(card));
      expect(new Set(fresh.map(({ card }) => card)).size).toBeLessThanOrEqual(DAILY.fresh);
      expect(fresh.length).toBeGreaterThan(0);
      // What somebody was sure of for nothing comes first.
      expect(studied.slice(0, wrongAndSure.length).map(({ card }) => card).toSorted()).toEqual(wrongAndSure.toSorted());
      for (const { card } of studied) seen.add(card);
      const last = new Map(studied.map((one) => [one.card, one]));
      wrongAndSure = [...last.values()].flatMap(({ card, right, sure }) => (!right && sure ? [card] : []));
    }
    expect(days.length).toBe(7);
    // Six further days of six new cards after the first: what was right comes back later and later.
    expect(seen.size).toBeGreaterThanOrEqual(4 * DAILY.fresh);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
