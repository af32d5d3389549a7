import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../../source/tcp/notation/clean-line.ts';
import { visible } from '../../../source/tcp/notation/visible.ts';

describe('a typed line', () => {
  it('may come from a Chinese input method: full-width characters count as ASCII', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0x21, max: 0x7e }), (code) => {
        expect(cleanLine(String.fromCharCode(code + 0xfee0))).toEqual({ ok: true, value: String.fromCharCode(code) });
      }),
    );
    expect(cleanLine('\uff33\u3002\u3000\u300amss\u300b\u3001\u3010\u3011')).toEqual({ ok: true, value: 'S. <mss>,[]' });
  });

  it('may have tabs, line ends and other spaces, which count as spaces and keep their places', () => {
    expect(cleanLine('S\t0:0(0)\r\n\u00a0win')).toEqual({ ok: true, value: 'S 0:0(0)   win' });
  });

  it.each([
    ['\u001b[31m', 'U+001B (ESC, a terminal escape)'],
    ['\u009b', 'U+009B (CSI, a terminal escape)'],
    ['\u0000', 'U+0000 (NUL)'],
    ['\u0001', 'U+0001 (control character)'],
    ['\u202e', 'U+202E (bidirectional mark)'],
    ['\u2066', 'U+2066 (bidirectional mark)'],
    ['\u200b', 'U+200B (unseen character)'],
    ['\ufe0f', 'U+FE0F (unseen character)'],
    ['\ufff9', 'U+FFF9 (unseen character)'],
    ['\u2028', 'U+2028 (unseen character)'],
    ['\ud800', 'U+D800 (unseen character)'],
    ['\u{e0041}', 'U+E0041 (unseen character)'],
  ])('is refused for an unseen character, which the error names and does not print (%#)', (character, got) => {
    const result = cleanLine(`S. ${character}seq`);
    expect(result).toMatchObject({ ok: false, error: { name: 'input/hidden-character', column: 4, got } });
  });

  it('counts columns in characters, not in halves of them', () => {
    expect(cleanLine('\u{20000}\u{20000}\u001b')).toMatchObject({ ok: false, error: { column: 3 } });
  });

  it('is refused from 2,001 characters on, and a huge one before it is read', () => {
    expect(cleanLine('1'.repeat(2000)).ok).toBe(true);
    expect(cleanLine('1'.repeat(2001))).toMatchObject({ ok: false, error: { name: 'input/too-long', column: 2001, got: '2001' } });
    expect(cleanLine('\u001b'.repeat(10_000_000))).toMatchObject({ ok: false, error: { name: 'input/too-long', got: '10000000' } });
  });
});

describe('a piece of text in an error', () => {
  it('keeps what is harmless, Chinese too', () => {
    expect(visible('S. \u5e8f\u5217 \u00e9')).toBe('S. \u5e8f\u5217 \u00e9');
  });

  it('names what might run from right to left, join its neighbour or be taken for nothing', () => {
    expect(visible('\u05d0')).toBe('U+05D0');
    expect(visible('a\u0301')).toBe('aU+0301');
    expect(visible('\u3164')).toBe('U+3164');
  });

  it('is cut after 32 characters', () => {
    expect(visible('x'.repeat(32))).toBe('x'.repeat(32));
    expect(visible('x'.repeat(33))).toBe(`${'x'.repeat(32)}...`);
  });

  it('never contains anything that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
    );
  });
});
