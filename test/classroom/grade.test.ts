import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handleOf } from '../../source/classroom/claim-code.ts';
import { gradeHandIn } from '../../source/classroom/grade.ts';
import { MAX_HAND_IN, readHandIn } from '../../source/classroom/hand-in.ts';
import { printPasted, readPasted } from '../../source/classroom/hand-in-text.ts';
import { htmlText } from '../../source/formats/text/html-text.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { smallClass } from './small-class.ts';
import { handInOf, type Style } from './student.ts';

const { pack, levels, codes, book } = smallClass(['first-syn', 'out-of-ports', 'close-wait'], 3);
const text = handInOf(pack, levels, codes[0]!, 'right');
const graded = (given: string) => gradeHandIn(given, book);
const why = (given: string) => {
  const result = graded(given);
  return result.ok ? null : result.why;
};

describe('a hand-in', () => {
  test('of every level, played right in the model way, gets all points when it is played again', () => {
    const all = builtCourse().levels.map(({ id }) => id);
    const whole = smallClass(all, 1);
    const result = gradeHandIn(handInOf(whole.pack, whole.levels, whole.codes[0]!, 'right'), whole.book);
    if (!result.ok) throw new Error(result.why);
    // A first option is right or wrong: answering is what counts.
    expect(result.grade.levels.filter(({ state, points }) => state !== 'solved' || points < 100).map(({ level, state, points }) => ({ level, state, points }))).toEqual([]);
  });

  test.each<[Style, object]>([
    ['mistaken', { state: 'solved', points: 80, ideas: [{ idea: 'M01', corrected: true }] }],
    ['hinted', { state: 'hints', points: 80, hints: 1 }],
    ['gives-up', { state: 'not-solved', points: 0 }],
    ['guesses', { state: 'solved', points: 100, ideas: [{ idea: 'M06', corrected: true }] }],
  ])('of a student who is %s is marked by what was done', (style, expected) => {
    const result = graded(handInOf(pack, levels, codes[1]!, style));
    expect(result.ok && result.grade.levels[0]).toMatchObject(expected);
  });

  test('is marked by its moves: a claim of its own changes nothing', () => {
    const claiming = text.replaceAll('"k":"end"', '"k":"end","claim":{"solved":true,"moves":0}');
    const [a, b] = [graded(text), graded(claiming)];
    expect(a.ok && b.ok && a.grade.levels).toEqual(b.ok && b.grade.levels);
    expect(b.ok).toBe(true);
  });

  test('cannot be made with another handle, another seed, another lab, class, level, version, engine or kernel', () => {
    const other = handleOf(codes[1]!);
    const mine = handleOf(codes[0]!);
    expect(why(text.replaceAll(mine, other))).toBe('seed');
    expect(why(text.replaceAll(mine, 'reno-999'))).toBe('foreign');
    expect(why(text.replace(/"seed":"[0-9a-f]{16}"/, '"seed":"0123456789abcdef"'))).toBe('seed');
    expect(why(text.replaceAll('"pack":"lab"', '"pack":"lab2"'))).toBe('other-pack');
    expect(why(text.replaceAll(/"class":"[0-9a-f]{16}"/g, '"class":"0123456789abcdef"'))).toBe('other-class');
    expect(why(text.replace('"level":"first-syn"', '"level":"two-queues"'))).toBe('level');
    expect(why(text.replace('"level":"first-syn"', '"level":"no-such-level"'))).toBe('level');
    expect(why(text.replace('"levelVersion":1', '"levelVersion":99'))).toBe('level-version');
    expect(why(text.replace(/"levelHash":"[0-9a-f]{16}"/, '"levelHash":"0123456789abcdef"'))).toBe('level-version');
    expect(why(text.replaceAll('"engine":"1"', '"engine":"2"'))).toBe('engine');
    expect(why(text.replace('"kernel":"6.18"', '"kernel":"2.6.32"'))).toBe('kernel');
    expect(why(text.replaceAll('"v":1', '"v":2'))).toBe('future');
    expect(why(text.replace(`"handle":"${mine}"`, '"handle":"\\u001b[2J-123"'))).toBe('head');
  });

  test('that is cut, joined, doubled, too large or of a million moves is refused with its reason', () => {
    const lines = text.trimEnd().split('\n');
    expect(why(lines.slice(0, -1).join('\n'))).toBe('cut');
    expect(why(lines.filter((_, index) => index !== 2).join('\n'))).toBe('cut');
    expect(why(text + text)).toBe('twice');
    expect(why('')).toBe('empty');
    expect(why('x'.repeat(MAX_HAND_IN + 1))).toBe('size');
    expect(why(`${lines[0]}\n${'{"k":"back","to":0}\n'.repeat(5000)}`)).toBe('too-many');
    expect(why(`${lines[0]}\n${'[1,'.repeat(900)}\n`)).toBe('json');
    expect(why(`${lines[0]}\n{"n":1,"t":0,"k":"move","move":"S seq 1 win 0 x"}\n`)).toBe('entry');
    expect(why(`${lines[0]}\n{"n":1,"t":1e300,"k":"move","move":"wait"}\n`)).toBe('entry');
  });

  test('of moves without end or sense is played as far as the level goes, and no further', () => {
    const [head] = text.split('\n');
    const forth = Array.from({ length: 60 }, (_, n) => `{"n":${n * 40 + 40},"t":0,"k":"move","move":"silent"}\n`.repeat(40) + '{"k":"back","to":0}\n').join('');
    expect(why(`${head}\n${forth}{"k":"end","entries":${60 * 41}}\n`)).toBeNull();
    expect(why(`${head}\n{"n":1,"t":999999999,"k":"move","move":"wait"}\n{"k":"end","entries":1}\n`)).toBeNull();
  }, 60_000);

  test('changed anywhere is marked or refused, and never throws', () => {
    fc.assert(fc.property(fc.nat(text.length - 1), fc.string({ unit: 'binary', maxLength: 12 }), fc.nat(40), (at, put, cut) => {
      expect([true, false]).toContain(graded(text.slice(0, at) + put + text.slice(at + cut)).ok);
    }), { numRuns: 60 });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (any) => {
      expect(readHandIn(any).ok).toBe(false);
    }));
    fc.assert(fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (values) => {
      expect(readHandIn(values.map((value) => JSON.stringify(value)).join('\n')).ok).toBe(false);
    }));
  }, 120_000);
});

describe('the text that is pasted', () => {
  const pasted = printPasted(text, { pack: 'lab', handle: handleOf(codes[0]!) });
  const found = (given: string): string | null => {
    const [one] = readPasted(given);
    return one?.ok ? one.text : null;
  };

  test('is the hand-in again, wrapped and quoted however mail does it', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 90 }), fc.constantFrom('\n', '\r\n', '\n> ', '\n>> ', '=\r\n', '\u200b', ' \n\t'), fc.string({ maxLength: 60 }), (width, mark, around) => {
      const flat = pasted.trim().replaceAll('\n', '');
      const wrapped = flat.match(new RegExp(`.{1,${width}}`, 'g'))!.join(mark);
      const beside = around.replaceAll(/[[\]=]/g, '');
      expect(found(`${beside}\n${wrapped}\n${beside}`)).toBe(text);
    }));
  });

  test('is the hand-in again in a page, with tags between its lines and entities for its marks', () => {
    const page = `<html><head><style>[[x]]</style></head><body><div>Dear &amp; all</div><p>${pasted.trim().split('\n').map((line) => `<span>${line.replaceAll('+', '&#43;').replaceAll('/', '&#x2F;')}</span>`).join('<br>')}</p></body></html>`;
    expect(found(htmlText(page))).toBe(text);
  });

  test('with one character changed or lost is damaged, unless it says the same', () => {
    const start = pasted.indexOf('\n') + 1;
    fc.assert(fc.property(fc.integer({ min: start, max: pasted.length - 5 }), (at) => {
      const [one] = readPasted(pasted.slice(0, at) + (pasted[at] === 'A' ? 'B' : 'A') + pasted.slice(at + 1));
      // Some bits carry nothing: of the packing's heading, and of the last character.
      expect(['damaged', text]).toContain(one?.ok === true ? one.text : one?.why);
    }), { numRuns: 400 });
    expect(readPasted(pasted.slice(0, -40))).toEqual([{ ok: false, why: 'damaged' }]);
    expect(readPasted('nothing here')).toEqual([{ ok: false, why: 'none' }]);
  });

  test('that unpacks to more than a hand-in may be is damaged: nothing large is ever made of it', () => {
    expect(readPasted(printPasted('a'.repeat(40_000_000), { pack: 'lab', handle: 'reno-100' }))).toEqual([{ ok: false, why: 'damaged' }]);
  });

  test('of any kind never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (any) => {
      expect(readPasted(`[[ackrun1:a:b:K7QM-2ZDR-V4XW:${any}]]`).every((one) => !one.ok)).toBe(true);
      expect(typeof htmlText(any)).toBe('string');
    }));
  });
});
