import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { decodeText } from '../../formats/text/decode-text.ts';
import { cellsOf, readCsv, type Csv } from '../../formats/csv/read-csv.ts';
import type { Cells } from '../../classroom/roster.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { codeOf } from '../../storage/file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';

/** Bytes of a roster or a gradebook. */
const LARGEST = 16_000_000;

export type BytesRead = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly text: string };

/** A file's bytes, up to a size; a pipe or a folder in its place is refused. */
export function readBytes(path: string, largest: number, lang: Lang): BytesRead {
  const file = visible(path, 200);
  let open: number | null = null;
  try {
    open = openSync(path, 'r');
    const stat = fstatSync(open);
    if (!stat.isFile()) return { ok: false, text: message(lang, 'class.file-kind', { file }) };
    if (stat.size > largest) return { ok: false, text: message(lang, 'class.file-size', { file, most: largest, got: stat.size }) };
    return { ok: true, bytes: readFileSync(open) };
  } catch (error) {
    return { ok: false, text: message(lang, 'class.file-missing', { file, code: visible(codeOf(error), 80) }) };
  } finally {
    if (open !== null) closeSync(open);
  }
}

export interface Table {
  readonly csv: Csv;
  readonly cells: Cells;
  readonly bom: boolean;
  readonly encoding: string;
  /** As it was in the file, without a byte order mark. */
  readonly text: string;
}

export type TableRead = { readonly ok: true; readonly table: Table } | { readonly ok: false; readonly text: string };

/** A table of a teacher: whatever its encoding and separators are. */
export function readTable(path: string, lang: Lang): TableRead {
  const read = readBytes(path, LARGEST, lang);
  if (!read.ok) return read;
  const file = visible(path, 200);
  const decoded = decodeText(read.bytes);
  if (decoded === null) return { ok: false, text: message(lang, 'class.file-encoding', { file }) };
  const csv = readCsv(decoded.text);
  if (!csv.ok) return { ok: false, text: message(lang, `class.csv.${csv.why}`, { file, line: csv.line }) };
  return { ok: true, table: { csv: csv.csv, cells: cellsOf(csv.csv), bom: decoded.bom, encoding: decoded.encoding, text: decoded.text } };
}
