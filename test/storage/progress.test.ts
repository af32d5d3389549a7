import { describe, expect, test } from 'vitest';
import { NO_PROGRESS, PROGRESS_FORMAT, begun, merged, met, progressOf, reached, solved } from '../../source/storage/progress.ts';
import type { RunFile } from '../../source/storage/run-file.ts';

const run: RunFile = { format: 'ackademy-run', version: 1, level: 'first-syn', levelVersion: 1, engine: '0.1.0', kernel: '6.18', seed: 'a', expert: false, moves: [{ at: 20, move: { do: 'drop' } }] };
const decode = (value: unknown) => PROGRESS_FORMAT.decode(JSON.parse(JSON.stringify(value)) as Record<string, unknown>);

describe('what verdicts have told', () => {
  const keys = ['misconception:M01', 'verdict:ack-without-the-syn'];

  test('is kept once, in order, and joined when files are', () => {
    const told = met(met(NO_PROGRESS, 'first-syn', [...keys].toReversed()), 'first-syn', [keys[0]!, 'fact:F1.2']);
    expect(progressOf(told, 'first-syn').met).toEqual(['fact:F1.2', ...keys]);
    expect(met(told, 'first-syn', keys)).toBe(told);
    expect(progressOf(merged(told, met(NO_PROGRESS, 'first-syn', ['fact:F9.1'])), 'first-syn').met).toEqual(['fact:F1.2', 'fact:F9.1', ...keys]);
    expect(decode(PROGRESS_FORMAT.encode(told))).toEqual({ value: told, whole: true });
  });

  test.each([['a text', 'x'], ['what a terminal obeys', ['\u001b[2J']], ['without end', Array.from({ length: 301 }, (_, n) => `fact:F${n}`)]])('%s in a file is not taken', (_what, written) => {
    expect(decode({ levels: { 'first-syn': { stars: 0, moves: null, attempts: 1, run: null, met: written } } })).toEqual({ value: NO_PROGRESS, whole: false });
  });
});

describe('progress', () => {
  test('keeps the best stars and the fewest moves of all runs', () => {
    const twice = solved(solved(NO_PROGRESS, 'first-syn', { stars: 2, moves: 3 }), 'first-syn', { stars: 1, moves: 2 });
    expect(progressOf(twice, 'first-syn')).toEqual({ stars: 2, moves: 2, attempts: 0, run: null });
  });

  test('keeps each run that solved the level with its numbers, once, also when files are joined', () => {
    const one = solved(solved(NO_PROGRESS, 'a', { stars: 3, moves: 2, seed: '1' }), 'a', { stars: 2, moves: 4, seed: '2' });
    const wins = [{ seed: '1', moves: 2 }, { seed: '2', moves: 4 }];
    expect(progressOf(one, 'a').wins).toEqual(wins);
    expect(progressOf(solved(one, 'a', { stars: 2, moves: 4, seed: '2' }), 'a').wins).toEqual(wins);
    expect(progressOf(merged(one, solved(NO_PROGRESS, 'a', { stars: 3, moves: 2, seed: '3' })), 'a').wins).toEqual([...wins, { seed: '3', moves: 2 }]);
    expect(PROGRESS_FORMAT.decode(JSON.parse(JSON.stringify(one)) as Record<string, unknown>)).toEqual({ value: one, whole: true });
  });

  test.each([['a text', 'x'], ['no seed', [{ moves: 1 }]], ['half a move', [{ seed: '1', moves: 0.5 }]], ['without end', Array.from({ length: 201 }, (_, n) => ({ seed: `${n}`, moves: 1 }))]])('wins that are %s in a file are not taken', (_what, wins) => {
    expect(PROGRESS_FORMAT.decode({ levels: { a: { stars: 3, moves: 1, attempts: 1, run: null, wins } } })).toEqual({ value: NO_PROGRESS, whole: false });
  });

  test('forgets the unfinished run when the level is solved', () => {
    const before = reached(begun(NO_PROGRESS, 'first-syn'), 'first-syn', run);
    expect(progressOf(before, 'first-syn').run).toEqual(run);
    expect(progressOf(solved(before, 'first-syn', { stars: 3, moves: 2 }), 'first-syn')).toEqual({ stars: 3, moves: 2, attempts: 1, run: null });
  });

  test('knows nothing of a level that was never played, whatever its name', () => {
    expect(progressOf(NO_PROGRESS, 'constructor')).toEqual({ stars: 0, moves: null, attempts: 0, run: null });
  });

  test('merges two files level by level, taking the best of each', () => {
    const home = solved(begun(NO_PROGRESS, 'a'), 'a', { stars: 3, moves: 5 });
    const school = reached(solved(solved(NO_PROGRESS, 'a', { stars: 2, moves: 4 }), 'b', { stars: 1, moves: 9 }), 'b', run);
    expect(merged(home, school).levels).toEqual({ a: { stars: 3, moves: 4, attempts: 1, run: null }, b: { stars: 1, moves: 9, attempts: 0, run } });
  });

  test('keeps an expert\'s win once there is one, through better and worse runs, merging and the file', () => {
    const won = solved(NO_PROGRESS, 'a', { stars: 2, moves: 5, expert: true });
    expect(progressOf(won, 'a').expert).toBe(true);
    const again = solved(won, 'a', { stars: 3, moves: 2, expert: false });
    expect(progressOf(again, 'a')).toMatchObject({ stars: 3, moves: 2, expert: true });
    expect(progressOf(merged(solved(NO_PROGRESS, 'a', { stars: 3, moves: 2 }), won), 'a').expert).toBe(true);
    expect(PROGRESS_FORMAT.decode(JSON.parse(JSON.stringify(PROGRESS_FORMAT.encode(again))))).toEqual({ value: again, whole: true });
    expect(progressOf(solved(NO_PROGRESS, 'a', { stars: 3, moves: 2 }), 'a')).not.toHaveProperty('expert');
  });

  test('comes back from JSON as it was', () => {
    const progress = reached(solved(begun(NO_PROGRESS, 'a'), 'a', { stars: 3, moves: 5 }), 'b', run);
    expect(decode(PROGRESS_FORMAT.encode(progress))).toEqual({ value: progress, whole: true });
  });

  test.each([
    ['stars', { stars: 4, moves: null, attempts: 0, run: null }],
    ['moves', { stars: 0, moves: -1, attempts: 0, run: null }],
    ['attempts', { stars: 0, moves: null, attempts: '1', run: null }],
    ['a run', { stars: 0, moves: null, attempts: 0, run: { ...run, moves: [{ at: 'soon', move: { do: 'drop' } }] } }],
    ['a run left out', { stars: 0, moves: null, attempts: 0 }],
  ])('of a level with impossible %s is left out, and the rest kept', (_what, bad) => {
    const good = { stars: 1, moves: 2, attempts: 3, run: null };
    expect(decode({ levels: { good, bad } })).toEqual({ value: { levels: { good } }, whole: false });
  });
});
