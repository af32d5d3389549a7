import xterm from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { cells } from '../../source/components/cells.ts';
import { writeExport } from '../../source/commands/export/write-export.ts';
import { writeCast } from '../../source/formats/asciicast/write-cast.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { runOf } from './runs.ts';

function castOf(run: Parameters<typeof writeExport>[0], lang: 'en' | 'zh-Hans'): string {
  const written = writeExport(run, 'cast', { at: null, absolute: false }, lang);
  if (!written.ok) throw new Error(written.text);
  return String(written.content);
}

/** Header and events, read as a player reads them. */
function readCast(text: string) {
  const [header, ...events] = text.trimEnd().split('\n').map((line): unknown => JSON.parse(line));
  return { header: header as { version: number; width: number; height: number; duration: number; title: string }, events: events as [number, string, string][] };
}

describe('a recording', () => {
  test.each(['en', 'zh-Hans'] as const)('of every solution is asciicast v2 with times that never go back, in %s', (lang) => {
    for (const { id } of builtCourse().levels) {
      const run = runOf(id, null, { toEnd: false });
      const { header, events } = readCast(castOf(run, lang));
      expect(header).toMatchObject({ version: 2, width: 100, height: 32 });
      expect(events.every(([at, kind, data], index) => at >= (events[index - 1]?.[0] ?? 0) && kind === 'o' && data !== '')).toBe(true);
      expect(header.duration).toBeGreaterThanOrEqual(events.at(-1)![0]);
    }
  }, 60_000);

  test.each(['en', 'zh-Hans'] as const)('breaks no line in the middle of a word: each fits, in %s', (lang) => {
    const { header, events } = readCast(castOf(runOf('first-syn', null), lang));
    const lines = events.map(([, , data]) => data.replace(/\u001b\[[0-2]?m|\r\n/g, ''));
    expect(lines.filter((line) => cells(line) > header.width)).toEqual([]);
    expect(Math.max(...lines.map(cells))).toBeGreaterThan(header.width - 10);
  });

  test('has the same bytes each time', () => {
    expect(castOf(runOf('first-syn', null), 'en')).toBe(castOf(runOf('first-syn', null), 'en'));
  });

  test('plays in a terminal: moves as typed, then what is said to them, to the end of the level', async () => {
    const { header, events } = readCast(castOf(runOf('first-syn', null), 'en'));
    const terminal = new xterm.Terminal({ cols: header.width, rows: header.height, allowProposedApi: true, scrollback: 1000 });
    for (const [, , data] of events) await new Promise<void>((resolve) => { terminal.write(data, resolve); });
    const { active } = terminal.buffer;
    const shown = Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true) ?? '').join('\n');
    expect(shown).toMatch(/^> S seq \d+$/m);
    expect(shown).toContain('verdict 2: good, as Linux does it');
    expect(shown).toContain('won: 3 of 3 stars, moves 2, par 2.');
  });

  test('holds no control character but its own', () => {
    const { events } = readCast(writeCast([{ typed: 'a\u001b[2J\u202e', lines: ['x\u0007\n\u009b2Jy'] }], 't\u001b', { columns: 80, rows: 24 }));
    expect(events.map(([, , data]) => data.replace(/\u001b\[[0-2]?m|\r\n/g, '')).join('')).toBe('> a [2J x   2Jy');
  });
});
