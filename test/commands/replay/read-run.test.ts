import { describe, expect, test } from 'vitest';
import { decodeRunText, printRun, readRun } from '../../../source/commands/replay/read-run.ts';
import { say } from '../../../source/message/say.ts';
import type { RunFile } from '../../../source/storage/run-file.ts';

const run: RunFile = {
  format: 'ackademy-run',
  version: 1,
  level: 'first-syn',
  levelVersion: 1,
  engine: '1',
  kernel: '6.18',
  seed: '42',
  expert: false,
  moves: [
    { at: 0, move: { do: 'send', segment: { flags: 2, seq: 1000, win: 64240, options: { mss: 1460 } } } },
    { at: 20, move: { do: 'wait', ms: 3000 } },
  ],
};
const claim = { solved: true, movesMade: 1, stars: 3 };

function problem(change: object | string): string {
  const text = typeof change === 'string' ? change : JSON.stringify({ ...run, ...change }, null, 1);
  const read = decodeRunText('run.json', text);
  if (read.ok) throw new Error('expected a problem');
  return say('en', read.problem);
}

describe('a run file', () => {
  test('is read back as it was written, with its claim', () => {
    expect(decodeRunText('run.json', printRun(run, claim))).toEqual({ ok: true, run, claim });
    expect(decodeRunText('run.json', JSON.stringify(run))).toEqual({ ok: true, run, claim: null });
  });

  test.each<[change: object | string, sentence: string]>([
    ['{"format": "ackademy-run",', 'run.json:1:27: expected JSON, for example: { "format": "ackademy-run", "version": 1 }. Got EOF.'],
    ['[]', 'run.json:1:1: expected an object'],
    [{ format: 'other' }, 'run.json:2:12: expected "format": "ackademy-run", for example: "format": "ackademy-run". Got "other".'],
    [{ seed: 42 }, 'expected "seed": a string, for example: "seed": "42". Got 42.'],
    [{ moves: [{ at: 5, move: { do: 'wait', ms: null } }, { at: 4, move: { do: 'drop' } }] }, 'expected "at": ms >= 5, for example: "at": 5. Got 4.'],
    [{ moves: [{ at: 0, move: { do: 'jump' } }] }, 'expected "move": a move, for example: { "do": "wait", "ms": 3000 }. Got {"do":"jump"}.'],
    [{ moves: [{ at: 0, move: { do: 'send', segment: { flags: 2, seq: 'x' } } }] }, 'expected "move": a move'],
    [{ moves: [{ at: 0, move: { do: 'wait', ms: 1e300 } }] }, 'expected "move": a move'],
    [{ moves: [null] }, 'expected "at": ms >= 0'],
    [{ claim: { solved: 'yes' } }, 'expected "claim": { solved, movesMade, stars }'],
  ])('with %j is refused, with place, example and what came', (change, sentence) => {
    expect(problem(change)).toContain(sentence);
  });

  test('never brings a terminal escape into an error', () => {
    expect(problem({ seed: ['\u001b[2J\u202e'] })).not.toMatch(/[\u001b\u202e]/);
    expect(problem('\u001b[2J')).not.toContain('\u001b');
  });

  test('that is not there is said to be missing', () => {
    const read = readRun('/nonexistent/run.json');
    expect(!read.ok && say('en', read.problem)).toBe('/nonexistent/run.json: cannot be read (ENOENT). Expected a run file, for example: ackademy replay run.json');
  });
});
