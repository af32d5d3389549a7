import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, namesIn, readCode } from '../../../source/packetdrill/run/code.ts';

const VALUES: Readonly<Record<string, number>> = { a: 1, b: 2, zero: 0, big: 4_294_967_295 };

/** What the assertion's expression comes to; null when it cannot be read. */
function value(text: string): number | null {
  const [statement] = readCode(`assert ${text}`) ?? [];
  return statement?.kind === 'assert' ? evaluate(statement.test, (name) => VALUES[name] ?? NaN) : null;
}

describe('an assertion', () => {
  test.each<[string, number]>([
    ['a == 1', 1],
    ['a == 2', 0],
    ['a != b and b >= 2', 1],
    ['zero or b', 2],
    ['not zero', 1],
    ['not a == b', 1],
    ['(a | 4) == 5', 1],
    ['a & 1 == 1', 1],
    ['(b & 1) != 0', 0],
    ['a + b * 3 - 1', 6],
    ['(a + b) * 3', 9],
    ['1 << 4 >> 1', 8],
    ['7 // 2 % 2', 1],
    ['-1 % 3', 2],
    ['~0', -1],
    ['0x10 ^ 1', 17],
    ['95*1000 <= 95000', 1],
    ['big | 0', 4_294_967_295],
    ["a == 1, 'a=%d' % a", 1],
    ['a == 1, a', 1],
    ['1 <= b <= 2', 1],
    ['1 <= b < 2', 0],
    ['zero < a <= b < big', 1],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each(['a <', 'a == 1 b', 'import os', '__import__("os")', 'f(1)', 'a.b == 1', 'a = 1', '', '1 +', '(a', 'lambda: 1'])('that is none is not read: %s', (text) => {
    expect(value(text)).toBeNull();
  });

  test('is shown without its message', () => {
    expect(readCode("assert tcpi_state == 1, 'state=%d' % tcpi_state")).toMatchObject([{ kind: 'assert', text: 'tcpi_state == 1' }]);
  });
});

describe('code', () => {
  test('sets, adds, prints and asserts, one after the other', () => {
    expect(readCode('cwnd = 10; cwnd += 1\nprint(cwnd); assert tcpi_snd_cwnd == cwnd # so')).toMatchObject([{ kind: 'set', adds: false }, { kind: 'set', adds: true }, { kind: 'assert' }]);
  });

  test('names what it uses', () => {
    const [statement] = readCode('assert tcpi_state == TCP_CLOSE and not (x & tcpi_options)') ?? [];
    expect(statement?.kind === 'assert' ? namesIn(statement.test) : []).toEqual(['tcpi_state', 'TCP_CLOSE', 'x', 'tcpi_options']);
  });

  test('of any kind is read or not, and comes to an end', () => {
    const piece = fc.constantFrom('assert ', 'a', '1', '0x', '(', ')', '==', '<', '&', '|', '+', '-', '~', 'not ', ' and ', ' or ', ',', ';', '\n', '=', '+=', "'", '"', '#', 'print(');
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 40 }), fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''))), (text) => {
        const statements = readCode(text);
        for (const statement of statements ?? []) if (statement.kind === 'assert') expect(statement.text).not.toBe('');
      }),
      { numRuns: 2000 },
    );
    expect(readCode(`assert ${'('.repeat(3000)}`)).toBeNull();
    expect(readCode(`assert ${'-'.repeat(4000)}1`)).toBeNull();
  });
});
