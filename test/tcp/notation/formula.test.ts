import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp, parseFormula } from '../../../source/tcp/notation/formula.ts';
import { sequenceNumber, u32 } from '../arbitrary.ts';

const scope = { 'RCV.NXT': 1001, 'SND.NXT': 0xffffffff, ISS: 5000, 'SEG.SEQ': 9, 'SEG.LEN': 3, '#4.seq': 77, '#4.ack': 78 };

describe('a formula', () => {
  it.each([
    ['5000', 5000],
    ['0', 0],
    ['007', 7],
    ['0xFF', 255],
    ['0Xffffffff', 0xffffffff],
    ['RCV.NXT', 1001],
    ['rcv.nxt', 1001],
    ['ISS+1', 5001],
    ['iss - 0x10', 4984],
    ['#4.seq+1', 78],
    ['#4.ACK', 78],
    ['SEG.SEQ+SEG.LEN+1', 13],
    ['  ISS ', 5000],
    ['\uff32\uff23\uff36\uff0e\uff2e\uff38\uff34\uff0b\uff11', 1002],
  ])('%s is %i', (text, value) => {
    expect(parseFormula(text, scope)).toEqual({ ok: true, value });
  });

  it('wraps at 2^32 both ways', () => {
    expect(parseFormula('SND.NXT+1', scope)).toEqual({ ok: true, value: 0 });
    expect(parseFormula('0-1', scope)).toEqual({ ok: true, value: 0xffffffff });
  });

  it('is a sum modulo 2^32 whatever the numbers', () => {
    fc.assert(
      fc.property(sequenceNumber, u32, (a, n) => {
        expect(parseFormula(`X+${n}`, { X: a })).toEqual({ ok: true, value: (a + n) >>> 0 });
        expect(parseFormula(`X-0x${n.toString(16)}`, { X: a })).toEqual({ ok: true, value: (a - n) >>> 0 });
      }),
    );
  });

  it.each([
    ['', 'number/expected', 1, '', null],
    ['+1', 'number/expected', 1, '+1', null],
    ['-1', 'number/expected', 1, '-1', null],
    ['12abc', 'number/expected', 1, '12abc', null],
    ['0x', 'number/expected', 1, '0x', null],
    ['1.5', 'number/expected', 1, '1.5', null],
    ['ISS+', 'number/expected', 5, '', null],
    ['ISS + 4294967296', 'number/too-big', 7, '4294967296', null],
    ['RCV.NTX', 'name/unknown', 1, 'RCV.NTX', 'RCV.NXT'],
    ['rcv_nxt', 'name/unknown', 1, 'rcv_nxt', 'RCV.NXT'],
    ['#5.seq', 'name/unknown', 1, '#5.seq', '#4.seq'],
    ['elephant', 'name/unknown', 1, 'elephant', null],
    ['ISS 1', 'input/rest', 5, '1', null],
    ['constructor', 'name/unknown', 1, 'constructor', null],
    ['__proto__', 'name/unknown', 1, '__proto__', null],
  ])('"%s" is refused as %s in column %i', (text, name, column, got, nearest) => {
    const result = parseFormula(text, scope);
    expect(result).toMatchObject({ ok: false, error: { name, column, got, nearest } });
  });

  it('offers a name of this place as the example', () => {
    const result = parseFormula('RCV.NTX', scope);
    expect(result.ok ? null : result.error.example).toBe('RCV.NXT');
  });

  it('asks for a number where no names have values', () => {
    expect(parseFormula('RCV.NXT')).toMatchObject({ ok: false, error: { name: 'number/expected', example: '5000' } });
  });

  it('finds names whatever their case', () => {
    expect(lookUp({ 'Rcv.Nxt': 7 }, 'RCV.nxt')).toBe(7);
    expect(lookUp({}, 'toString')).toBeUndefined();
  });
});
