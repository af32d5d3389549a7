import { printTable } from '../csv/print-csv.ts';
import type { ReportSection } from './sections.ts';

/** A report for a terminal or a mail: a line a row, the columns named in the first. */
export function reportText(title: string, summary: string, sections: readonly ReportSection[]): string {
  const parts = sections.map(({ title: name, note, header, rows }) => [`== ${name}`, note, header.join(' | '), ...rows.map((row) => row.join(' | '))].join('\n'));
  return `${[`${title}\n${summary}`, ...parts].join('\n\n')}\n`;
}

/** A report for a spreadsheet: all parts below each other, the first column says which. */
export function reportTable(sections: readonly ReportSection[]): string {
  const width = Math.max(1, ...sections.map(({ header }) => header.length));
  const padded = (cells: readonly (string | number)[]): readonly (string | number)[] => [...cells, ...Array.from({ length: width - cells.length }, () => '')];
  const [first, ...rows] = sections.flatMap(({ title, header, rows: all }) => [[title, ...padded(header)], ...all.map((row) => [title, ...padded(row)])]);
  return printTable((first ?? []).map(String), rows);
}
