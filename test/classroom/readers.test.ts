import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_CLASS_PACK, printClassPack, readClassPack } from '../../source/classroom/class-pack.ts';
import { claimTable, readClaims } from '../../source/classroom/claims.ts';
import { classIdOf } from '../../source/classroom/class-pack.ts';
import { lmsNameOf } from '../../source/classroom/lms-name.ts';
import { readGraded } from '../../source/classroom/report.ts';
import { readRoster } from '../../source/classroom/roster.ts';
import { fillCanvas } from '../../source/formats/gradebook/canvas.ts';
import type { GradebookEntry } from '../../source/formats/gradebook/gradebook.ts';
import { fillWorksheet, worksheetLate } from '../../source/formats/gradebook/moodle.ts';
import { readCsv } from '../../source/formats/csv/read-csv.ts';
import { decodeText } from '../../source/formats/text/decode-text.ts';
import { smallClass } from './small-class.ts';

const { pack, claims } = smallClass(['first-syn', 'nobody-home'], 3);
const any = fc.string({ unit: 'binary', maxLength: 60 });
const cell = fc.oneof(any, fc.constantFrom('', 'name', 'email', 'id', 'claim code', '学号', 'Student', 'ID', 'Section', 'Grade', 'Identifier', 'Participant 12', 'EX', '    Points Possible', '=1+1', 'Last modified (grade)'));
const cells = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 });
/** A text with one piece of it put elsewhere, changed or cut: near enough to what is read to come far into the reader. */
const near = (text: string) => fc.tuple(fc.nat(text.length), fc.nat(20), any).map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));

describe('a lab', () => {
  const text = printClassPack(pack);

  test('changed in anything that it says is not opened, and nothing that is read throws', () => {
    fc.assert(fc.property(near(text), (changed) => {
      const read = readClassPack(changed);
      // Spaces between its parts say nothing.
      if (read.ok) expect(read.pack).toEqual(pack);
      else expect(read.where).not.toBe('');
    }));
    fc.assert(fc.property(fc.oneof(any, fc.json()), (given) => {
      expect(readClassPack(given).ok).toBe(false);
    }));
    expect(readClassPack('x'.repeat(MAX_CLASS_PACK + 1))).toMatchObject({ ok: false, why: 'form' });
  });

  test('of a million levels in each other, of another kind or of another key is refused', () => {
    expect(readClassPack('['.repeat(90_000)).ok).toBe(false);
    fc.assert(fc.property(fc.constantFrom(...Object.keys(pack)), fc.jsonValue(), (key, value) => {
      const read = readClassPack(JSON.stringify({ ...pack, [key]: value }));
      if (read.ok) expect(read.pack).toEqual(pack);
    }));
  });
});

describe('a table of a teacher', () => {
  test('of any cells is a roster or is refused with a line, and a student is in it once', () => {
    fc.assert(fc.property(cells, ([header = [], ...rows]) => {
      for (const read of [readRoster({ header, rows }), readClaims({ header, rows }, classIdOf(pack))]) {
        if (read.ok) expect(new Set(read.roster.students.map(({ cells: own }) => own)).size).toBe(read.roster.students.length);
        else expect(read.line).toBeGreaterThanOrEqual(1);
      }
    }));
  });

  test('of codes that was changed by hand never gives a code that was not given out', () => {
    const { header, rows } = claimTable({ header: ['id'] }, claims);
    fc.assert(fc.property(fc.nat(rows.length - 1), fc.nat(header.length - 1), cell, (row, column, put) => {
      const read = readClaims({ header, rows: rows.map((one, index) => (index === row ? one.map((text, at) => (at === column ? put : text)) : one)) }, classIdOf(pack));
      if (read.ok) for (const { code } of read.claims) expect(claims.map((claim) => claim.code)).toContain(code);
    }));
  });

  test('of any bytes is text or none', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const read = decodeText(bytes);
      expect(read === null || typeof read.text === 'string').toBe(true);
    }));
  });
});

describe('a gradebook', () => {
  const entries: readonly GradebookEntry[] = claims.map(({ student }, n) => ({ keys: [student.id], name: '', total: 50 + n, feedback: '=cmd', participant: n === 0 ? '12' : null }));
  const options = { title: 'Lab 1', column: null, outOf: 100, decimal: 'point' } as const;

  test('of any cells is filled or refused with a line; what is filled has the rows that it had', () => {
    fc.assert(fc.property(cells, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
      const csv = readCsv(rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n'));
      if (!csv.ok) return;
      for (const filled of [fillCanvas(csv.csv, entries, options), fillWorksheet(csv.csv, entries, options)]) {
        if (filled.ok) expect(filled.rows).toHaveLength(csv.csv.rows.length);
        else expect(filled.line).toBeGreaterThanOrEqual(1);
      }
      expect(worksheetLate(csv.csv)).toBeInstanceOf(Map);
    }));
  });
});

test('what grading has written, changed anywhere, is read or refused by its line', () => {
  const lab = JSON.stringify({ v: 1, k: 'lab', pack: 'lab', hash: 'x', title: 'Lab', class: 'net', engine: '1', levels: ['first-syn'], students: 1 });
  const handIn = JSON.stringify({ k: 'hand-in', late: null, handle: 'reno-100', receipt: 'A', total: 0, levels: [] });
  fc.assert(fc.property(near(`${lab}\n${handIn}\n`), (text) => {
    const read = readGraded(text);
    expect('line' in read ? read.line >= 1 : read.grades.length <= 2).toBe(true);
  }));
  fc.assert(fc.property(any, (text) => {
    expect(readGraded(text)).toHaveProperty('line');
  }));
});

test('the name of a file of any kind says of whom it is or says nothing', () => {
  fc.assert(fc.property(fc.oneof(any, fc.tuple(any, fc.nat(), any).map(([a, n, b]) => `${a}_${n}_${b}`)), (name) => {
    const read = lmsNameOf(name);
    expect(read === null || /^\d+$/.test(read.id)).toBe(true);
  }));
});
