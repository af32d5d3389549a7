import type { IBufferCell, Terminal } from '@xterm/headless';

/** Cell size in px; the font's advance is 0.602 em. */
const CELL = { width: 8.43, height: 17 } as const;
const FONT_SIZE = 14;
const MARGIN = 8;
const INK = '#d4d4d4';
const PAPER = '#1e1e1e';
/** The 16 colours of a common dark theme. */
const PALETTE = ['#1e1e1e', '#cd3131', '#0dbc79', '#e5e510', '#2472c8', '#bc3fbc', '#11a8cd', '#e5e5e5', '#767676', '#f14c4c', '#23d18b', '#f5f543', '#3b8eea', '#d670d6', '#29b8db', '#ffffff'];

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** One of the 256 colours: 16 of the theme, a cube of 6 x 6 x 6, 24 greys. */
function indexed(n: number): string {
  if (n < 16) return PALETTE[n] ?? INK;
  if (n >= 232) return `#${hex(8 + (n - 232) * 10).repeat(3)}`;
  const step = (value: number): string => hex(value === 0 ? 0 : value * 40 + 55);
  const m = n - 16;
  return `#${step(Math.floor(m / 36))}${step(Math.floor(m / 6) % 6)}${step(m % 6)}`;
}

function color(kind: 'default' | 'rgb' | 'indexed', value: number, usual: string): string {
  return kind === 'default' ? usual : kind === 'rgb' ? `#${value.toString(16).padStart(6, '0')}` : indexed(value);
}

function colorsOf(cell: IBufferCell): { readonly ink: string; readonly paper: string } {
  const ink = color(cell.isFgDefault() ? 'default' : cell.isFgRGB() ? 'rgb' : 'indexed', cell.getFgColor(), INK);
  const paper = color(cell.isBgDefault() ? 'default' : cell.isBgRGB() ? 'rgb' : 'indexed', cell.getBgColor(), PAPER);
  return cell.isInverse() ? { ink: paper, paper: ink } : { ink, paper };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The screen of a terminal as an SVG picture: each cell in its place, in the colours a player sees. */
export function screenSvg(terminal: Terminal): string {
  const width = terminal.cols * CELL.width + 2 * MARGIN;
  const height = terminal.rows * CELL.height + 2 * MARGIN;
  const shapes = Array.from({ length: terminal.rows }, (_, y) => rowShapes(terminal, y)).flat();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width.toFixed(0)}" height="${height.toFixed(0)}" font-family="'DejaVu Sans Mono','WenQuanYi Micro Hei Mono','WenQuanYi Micro Hei','Noto Sans Mono CJK SC',monospace" font-size="${FONT_SIZE}">`,
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    ...shapes,
    '</svg>',
  ].join('\n');
}

interface Run {
  readonly style: string;
  readonly x: number;
  readonly wide: boolean;
  text: string;
  cells: number;
}

function rowShapes(terminal: Terminal, y: number): string[] {
  const buffer = terminal.buffer.active;
  const row = buffer.getLine(buffer.viewportY + y);
  if (row === undefined) return [];
  const top = MARGIN + y * CELL.height;
  const papers: string[] = [];
  const runs: Run[] = [];
  for (let x = 0; x < terminal.cols; x++) {
    const cell = row.getCell(x);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const { ink, paper } = colorsOf(cell);
    const wide = cell.getWidth() === 2;
    if (paper !== PAPER) papers.push(`<rect x="${at(x)}" y="${top}" width="${(cell.getWidth() * CELL.width + 0.3).toFixed(2)}" height="${CELL.height}" fill="${paper}"/>`);
    const style = `fill="${ink}"${cell.isBold() ? ' font-weight="bold"' : ''}${cell.isUnderline() ? ' text-decoration="underline"' : ''}${cell.isDim() ? ' opacity=".6"' : ''}`;
    const last = runs.at(-1);
    // A wide character stands alone: its font's advance is not twice the other font's.
    if (last !== undefined && last.style === style && !wide && !last.wide) {
      last.text += cell.getChars() || ' ';
      last.cells++;
    } else runs.push({ style, x, wide, text: cell.getChars() || ' ', cells: cell.getWidth() });
  }
  const texts = runs
    .filter((run) => run.text.trim() !== '')
    .map((run) => `<text x="${at(run.x)}" y="${(top + FONT_SIZE - 1).toFixed(2)}" ${run.style} textLength="${(run.cells * CELL.width).toFixed(2)}" xml:space="preserve">${escaped(run.text)}</text>`);
  return [...papers, ...texts];
}

function at(x: number): string {
  return (MARGIN + x * CELL.width).toFixed(2);
}
