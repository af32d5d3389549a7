import { describe, expect, it } from 'vitest';
import { oddRows, withOdd, type Row, type Sheet } from '../../source/quiz/listing.ts';

const sheet = (keyOf: Sheet['keyOf'], ...rows: readonly Row[]): Sheet => ({ rows, keyOf, layOut: () => ({ heading: null, lines: [] }) });
const ladder = (...rows: readonly Row[]): Sheet => sheet(null, ...rows);
const table = (...rows: readonly Row[]): Sheet => sheet(([name]) => name!, ...rows);

describe('the wrong line of a ladder', () => {
  const truth = ladder(['0.000', 'S'], ['0.020', 'R'], ['1.000', 'S']);

  it('is the first in which another world parts from it, whatever follows there', () => {
    expect(oddRows(truth, ladder(['0.000', 'S'], ['0.020', 'S.'], ['0.040', '.']))).toEqual([{ place: 1, row: ['0.020', 'S.'], isExtra: false }]);
  });

  it('is none when the other world is the same, or only ends sooner or later', () => {
    expect(oddRows(truth, truth)).toEqual([]);
    expect(oddRows(truth, ladder(['0.000', 'S']))).toEqual([]);
    expect(oddRows(truth, ladder(...truth.rows, ['2.000', 'S']))).toEqual([]);
  });

  it('is none that would stand out: later than the next, or there twice', () => {
    expect(oddRows(truth, ladder(['0.000', 'S'], ['3.000', 'R']))).toEqual([]);
    expect(oddRows(truth, ladder(['0.000', 'S'], ['1.000', 'S']))).toEqual([]);
  });
});

describe('the wrong line of a table', () => {
  const truth = table(['a', '1'], ['b', '2'], ['c', '3']);

  it('is any that another world has otherwise, wherever it stands there', () => {
    expect(oddRows(truth, table(['c', '4'], ['a', '0'], ['b', '2']))).toEqual([
      { place: 2, row: ['c', '4'], isExtra: false },
      { place: 0, row: ['a', '0'], isExtra: false },
    ]);
  });

  it('is one that only the other world has, where none differs', () => {
    const [odd] = oddRows(truth, table(['a', '1'], ['x', '9'], ['b', '2'], ['c', '3']));
    expect(withOdd(truth.rows, odd!)).toEqual([['a', '1'], ['x', '9'], ['b', '2'], ['c', '3']]);
  });

  it('takes the place of the one that it is about', () => {
    expect(withOdd(truth.rows, { place: 1, row: ['b', '7'], isExtra: false })).toEqual([['a', '1'], ['b', '7'], ['c', '3']]);
  });
});
