import type { Lang } from '../../language.ts';
import type { ReportSection } from './sections.ts';

/** Nothing is loaded, nothing runs: the page can be mailed, printed, and opened without a network. */
const STYLE = `
:root { color-scheme: light dark; --line: #8888; --bar: #0072b2; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .2rem; break-after: avoid; }
p { margin: .2rem 0 .6rem; } .note { opacity: .8; max-width: 60rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); }
th { white-space: nowrap; } td.n, th.n { text-align: right; } tr { break-inside: avoid; }
td.bar { min-width: 6rem; width: 14%; } .bar span { display: block; height: .8rem; margin-top: .3rem; background: var(--bar); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } @page { margin: 15mm; } }
`;

/** A report as one page of HTML. */
export function reportPage(title: string, summary: string, sections: readonly ReportSection[], lang: Lang): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(summary)}</p>
${sections.map(sectionOf).join('\n')}
</body>
</html>
`;
}

function sectionOf({ title, note, header, rows, bars }: ReportSection): string {
  const most = bars === null ? 0 : Math.max(1, ...rows.map((row) => Number(row[bars])));
  const cell = (tag: 'th' | 'td', value: string | number, isNumber: boolean): string => `<${tag}${isNumber ? ' class="n"' : ''}${tag === 'th' ? ' scope="col"' : ''}>${escaped(String(value))}</${tag}>`;
  const isNumber = header.map((_, column) => rows.every((row) => typeof row[column] === 'number' || row[column] === '-'));
  const head = header.map((name, column) => cell('th', name, isNumber[column]!)).join('');
  const lines = rows.map((row) => {
    const bar = bars === null ? '' : `<td class="bar"><span style="width:${Math.round((100 * Number(row[bars])) / most)}%"></span></td>`;
    return `<tr>${row.map((value, column) => cell('td', value, isNumber[column]!)).join('')}${bar}</tr>`;
  });
  return `<section>
<h2>${escaped(title)}</h2>
<p class="note">${escaped(note)}</p>
<div class="wide"><table>
<thead><tr>${head}${bars === null ? '' : '<td class="bar"></td>'}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table></div>
</section>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
