import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_BYTES, handleOf, isHandle, newCode, readCode, seedOf } from '../../source/classroom/claim-code.ts';
import { claimsFor, claimTable, readClaims } from '../../source/classroom/claims.ts';
import { readRoster, type Cells } from '../../source/classroom/roster.ts';
import { createRandom, nextInt } from '../../source/random.ts';

const bytes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });
const CLASS = '0123456789abcdef';

describe('a claim code', () => {
  test('is read as people write it: any case, any separators, O for 0 and l for 1', () => {
    fc.assert(fc.property(bytes, (random) => {
      const code = newCode(CLASS, random);
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const written of [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', '–'), code.replaceAll('0', 'o').replaceAll('1', 'l'), ` ${code}\t`]) expect(readCode(CLASS, written)).toEqual({ ok: true, code });
      expect(isHandle(handleOf(code))).toBe(true);
    }));
  });

  test('with a wrong symbol is noticed, almost always, and one of another class, too', () => {
    let noticed = 0;
    const random = createRandom(5);
    for (let round = 0; round < 2000; round++) {
      const code = newCode(CLASS, Uint8Array.from({ length: CODE_BYTES }, () => nextInt(random, 0, 255)));
      const at = [0, 2, 6, 12, 18][round % 5]!;
      const changed = `${code.slice(0, at)}${code[at] === '7' ? '8' : '7'}${code.slice(at + 1)}`;
      if (!readCode(CLASS, changed).ok) noticed++;
      if (!readCode('fedcba9876543210', code).ok) noticed++;
    }
    expect(noticed).toBeGreaterThan(3980);
  });

  test('of anybody never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readCode(CLASS, text).ok).toBe(false);
    }));
  });

  test('gives other numbers in each lab and class', () => {
    const code = newCode(CLASS, new Uint8Array(CODE_BYTES));
    expect(new Set([seedOf(CLASS, 'lab1', code), seedOf(CLASS, 'lab2', code), seedOf('f'.repeat(16), 'lab1', code)]).size).toBe(3);
  });
});

const table = (header: readonly string[], ...rows: readonly (readonly string[])[]): Cells => ({ header, rows });

describe('a roster', () => {
  test.each([
    ['doubles', table(['email'], ['a@x'], ['A@X']), 'twice', 3],
    ['no student', table(['email']), 'no-rows', 2],
    ['no column that tells them apart', table(['shoe size'], ['43']), 'no-key', 1],
    ['a student without any value', table(['email', 'id'], ['a@x', '1'], ['', '']), 'no-value', 3],
  ])('with %s is refused by the line', (_, cells, why, line) => {
    expect(readRoster(cells)).toMatchObject({ ok: false, why, line });
  });

  test('may have any columns, in English or Chinese, and keeps those that it does not know', () => {
    const read = readRoster(table(['学号', '姓名', '爱好', 'E-Mail'], ['S1', '刘梅', '围棋', 'mei@x']));
    expect(read.ok && read.roster.students[0]).toMatchObject({ id: 'S1', name: '刘梅', email: 'mei@x', cells: ['S1', '刘梅', '围棋', 'mei@x'] });
  });

  test('becomes codes that are read back, each handle once', () => {
    const roster = readRoster(table(['id', 'hobby'], ...Array.from({ length: 300 }, (_, n) => [`s${n}`, 'go'])));
    if (!roster.ok) throw new Error(roster.why);
    const random = createRandom(9);
    const claims = claimsFor(roster.roster, CLASS, [], (count) => Uint8Array.from({ length: count }, () => nextInt(random, 0, 255)));
    expect(new Set(claims.map(({ handle }) => handle)).size).toBe(300);
    const read = readClaims(claimTable(roster.roster, claims), CLASS);
    expect(read.ok && read.claims.map(({ code, handle }) => [code, handle])).toEqual(claims.map(({ code, handle }) => [code, handle]));
    expect(readClaims(claimTable(roster.roster, claims), 'f'.repeat(16))).toMatchObject({ ok: false, why: 'code', line: 2 });
  });
});
