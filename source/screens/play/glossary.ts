import { cells, padded } from '../../components/cells.ts';
import { line, paragraph, span, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { GLOSSARY } from '../../message/glossary.ts';

/** A paragraph for each name, the names in a column of their own. */
export function glossaryRows(words: Words, width: number): Line[] {
  const nameWidth = Math.max(...GLOSSARY.map(([name]) => cells(name))) + 2;
  return GLOSSARY.flatMap(([name, text]) => paragraph(words.word(text), Math.max(8, width - nameWidth)).map((row, y) => line(span(padded(y === 0 ? name : '', nameWidth), { bold: true }), ...row)));
}
