import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guarded, printLike, printTable } from '../../../source/formats/csv/print-csv.ts';
import { cellsOf, readCsv } from '../../../source/formats/csv/read-csv.ts';
import { decodeText } from '../../../source/formats/text/decode-text.ts';

const tables = fc.array(fc.array(fc.string({ unit: 'grapheme-composite' }).filter((text) => !text.includes('\0')), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });

describe('comma-separated values', () => {
  test('of ours read back as they were, but for the apostrophe of what could be a formula', () => {
    fc.assert(fc.property(tables, (rows) => {
      const header = ['a', 'b', 'c'];
      const read = readCsv(printTable(header, rows));
      if (!read.ok) throw new Error(read.why);
      expect(read.csv.rows.slice(1).map((row) => row.map(({ text }) => text))).toEqual(rows.map((row) => row.map(guarded)));
    }));
  });

  test('of anybody never throw, and what is read is written again to the byte or is seen to differ', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('"', ',', ';', '\t', '\n', '\r\n', '\r', 'a', '=1', '\ufeff', ' ', '\0')).map((parts) => parts.join(''))), (text) => {
      const read = readCsv(text);
      if (read.ok) expect(typeof printLike(read.csv, read.csv.rows, false)).toBe('string');
    }));
  });

  test.each([
    ['name;points\nLiu;8,5\n', ';'],
    ['name\tpoints\nLiu\t8,5\n', '\t'],
    ['name,points\n"Liu; Mei",8.5\n', ','],
    ['name\nLiu\n', ','],
  ])('%j is separated by %j', (text, delimiter) => {
    expect(readCsv(text)).toMatchObject({ ok: true, csv: { delimiter } });
  });

  test('say the line of a quotation mark that is not closed', () => {
    expect(readCsv('a,b\n1,2\n"3,4\n')).toMatchObject({ ok: false, why: 'quote' });
  });

  test('without a row are none, and rows of nothing but separators are no rows', () => {
    expect(readCsv('')).toMatchObject({ ok: false, why: 'empty' });
    const read = readCsv('a,b\n,\n1,2\n');
    expect(read.ok && cellsOf(read.csv).rows).toEqual([['1', '2']]);
  });

  test.each(['=1+1', '+49', '-cmd', '@x', '\tx', '＝1'])('%j is guarded in a cell', (text) => {
    expect(guarded(text)).toBe(text === '+49' ? text : `'${text}`);
  });
});

describe('the encoding of a file that nobody names', () => {
  const text = 'name,姓名\nLiu Mei,刘梅\n';
  const utf16 = (big: boolean): Uint8Array => new Uint8Array(Array.from(text, (character) => character.charCodeAt(0)).flatMap((code) => (big ? [code >> 8, code & 255] : [code & 255, code >> 8])));
  // What a Chinese spreadsheet writes: GB18030 of this text.
  const gb = new Uint8Array([...new TextEncoder().encode('name,'), 0xd0, 0xd5, 0xc3, 0xfb, ...new TextEncoder().encode('\nLiu Mei,'), 0xc1, 0xf5, 0xc3, 0xb7, 10]);
  test.each([
    ['UTF-8', new TextEncoder().encode(text), 'utf-8', false],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`), 'utf-8', true],
    ['UTF-16 with a mark', new Uint8Array([0xff, 0xfe, ...utf16(false)]), 'utf-16le', true],
    ['UTF-16 big-endian with a mark', new Uint8Array([0xfe, 0xff, ...utf16(true)]), 'utf-16be', true],
    ['GB18030', gb, 'gb18030', false],
  ])('is found: %s', (_, bytes, encoding, bom) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, bom });
  });

  test('is UTF-16 without a mark where every other byte is 0', () => {
    const plain = 'name,email\nLiu,x\n';
    expect(decodeText(new Uint8Array(Array.from(plain).flatMap((character) => [character.charCodeAt(0), 0])))?.text).toBe(plain);
  });

  test('of any bytes is one of these, or none, and nothing is thrown', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(['string', 'undefined']).toContain(typeof decodeText(bytes)?.text);
    }));
  });
});
