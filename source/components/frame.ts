import type { Glyphs, Style } from '../theme.tsx';
import { cells, cut } from './cells.ts';
import { block, type Line } from './line.ts';

export interface FrameTexts {
  readonly title: string;
  /** Stands at the right of the top border, e.g. the time. */
  readonly note?: string;
  /** The key that leads to the panel. */
  readonly number?: string | null;
  /** A double border: seen without colour. */
  readonly focused?: boolean;
  /** No space between border and text; the ladder needs the cell. */
  readonly flush?: boolean;
}

/** Cells for text in a frame of this width. */
export function innerWidth(width: number, flush = false): number {
  return Math.max(0, width - (flush ? 2 : 3));
}

const FOCUS: Style = { bold: true };

/** The top border with the title at its left, a note and the panel's number at its right: `┌─ Queues ──── 3 ─┐`. */
export function topBorder(texts: FrameTexts, width: number, glyphs: Glyphs): Line {
  const frame = texts.focused ? glyphs.double : glyphs.single;
  const style = texts.focused ? FOCUS : undefined;
  const inner = Math.max(0, width - 2);
  const number = texts.number ? ` ${texts.number} ${frame.across}` : '';
  let note = texts.note ? ` ${texts.note} ${number ? '' : frame.across}` : '';
  let room = inner - cells(number) - cells(note) - 1;
  if (note && room < cells(texts.title) + 3) {
    note = '';
    room = inner - cells(number) - 1;
  }
  const title = room > 3 ? `${frame.across} ${cut(texts.title, room - 3)} ` : '';
  const joint = note && number ? frame.across : '';
  const whole = `${note}${joint}${number}`;
  const right = cells(whole) + cells(title) <= inner ? whole : '';
  const filling = frame.across.repeat(Math.max(0, inner - cells(title) - cells(right)));
  const text = frame.topLeft + title + filling + right + frame.topRight;
  return [style ? { text, style } : { text }];
}

export function bottomBorder(focused: boolean, width: number, glyphs: Glyphs): Line {
  const frame = focused ? glyphs.double : glyphs.single;
  const text = frame.bottomLeft + frame.across.repeat(Math.max(0, width - 2)) + frame.bottomRight;
  return [focused ? { text, style: FOCUS } : { text }];
}

/** Lines in a frame, exactly `width` by `height` cells. */
export function framed(texts: FrameTexts, rows: readonly Line[], width: number, height: number, glyphs: Glyphs): Line[] {
  if (height < 3 || width < 4) return block(rows, width, height);
  const frame = texts.focused ? glyphs.double : glyphs.single;
  const side = texts.focused ? { text: frame.down, style: FOCUS } : { text: frame.down };
  const margin = texts.flush ? '' : ' ';
  const body = block(rows, innerWidth(width, texts.flush), height - 2).map((row) => [side, { text: margin }, ...row, side]);
  return [topBorder(texts, width, glyphs), ...body, bottomBorder(texts.focused ?? false, width, glyphs)];
}
