import stringWidth from 'string-width';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** ASCII, and the marks of this file for where a line may and may not break: measured without the tables of Unicode, which the first frame would wait for. */
const PLAIN = /^[\x20-\x7e\xa0\u200b]*$/;
const NO_WIDTH = /\u200b/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;
const measured = new Map<string, number>();
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many terminal cells a text takes; a Chinese character takes two. Ambiguous characters count as one. */
export function cells(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  if (PLAIN.test(text)) return text.replace(NO_WIDTH, '').length;
  const known = measured.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (measured.size > 5000) measured.clear();
  measured.set(text, width);
  return width;
}

/** What a person sees as one character each. */
export function characters(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  return Array.from(graphemes.segment(text), (part) => part.segment);
}

/** Without control characters: data of a segment must not steer the terminal. */
export function visibleText(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(CONTROLS, '');
}

/** At most `width` cells of a text; a wide character is never split. A cut text ends in `~`. */
export function cut(text: string, width: number): string {
  if (cells(text) <= width) return text;
  if (width <= 0) return '';
  let kept = '';
  let used = 0;
  for (const character of characters(text)) {
    const size = cells(character);
    if (used + size > width - 1) break;
    kept += character;
    used += size;
  }
  return `${kept}~`;
}

/** Exactly `width` cells, text at the left. */
export function padded(text: string, width: number): string {
  const fitting = cut(text, width);
  return fitting + ' '.repeat(Math.max(0, width - cells(fitting)));
}

/** Exactly `width` cells, text at the right: numbers. */
export function paddedLeft(text: string, width: number): string {
  const fitting = cut(text, width);
  return ' '.repeat(Math.max(0, width - cells(fitting))) + fitting;
}

/** Closing punctuation may not begin a line, opening punctuation may not end one: Chinese has no spaces that would see to it. */
const CLOSING = /^[\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff09\u300b\u201d,.;:!?)\]%]/u;
const CLOSING_RUN = /^[,.;:!?)\]%]+(?=$|[^0-9A-Za-z_])/;
const OPENS = /[\uff08\u300a\u201c([]$/u;

/** Where a word may be broken though it has no space there. Never seen. */
export const BREAK = '\u200b';
/** A space at which no line ends; seen as a space. */
const NO_BREAK = '\u00a0';

/** A text that `wrapped` leaves in one line: `TS val 1 ecr 0`. */
export function glued(text: string): string {
  return text.replaceAll(' ', NO_BREAK);
}

/** Words, single wide characters (with the punctuation that clings to them), and spaces. */
function pieces(paragraph: string): string[] {
  const out: string[] = [];
  let word = '';
  const clings = (): boolean => out.length > 0 && out.at(-1) !== ' ';
  const add = (text: string): void => {
    if (clings() && OPENS.test(out.at(-1)!)) out[out.length - 1] += text;
    else out.push(text);
  };
  const flush = () => {
    const [closing = ''] = clings() ? (CLOSING_RUN.exec(word) ?? []) : [];
    if (closing) out[out.length - 1] += closing;
    if (word.length > closing.length) add(word.slice(closing.length));
    word = '';
  };
  for (const character of characters(paragraph)) {
    if (character === ' ') {
      flush();
      out.push(' ');
    } else if (character === BREAK) {
      flush();
    } else if (cells(character) > 1) {
      flush();
      if (CLOSING.test(character) && clings()) out[out.length - 1] += character;
      else add(character);
    } else word += character;
  }
  flush();
  return out;
}

/** A text in lines of at most `width` cells, broken at spaces and between Chinese characters; longer words are split. */
export function wrapped(text: string, width: number): string[] {
  if (width <= 0) return [];
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (let piece of pieces(visibleText(paragraph))) {
      if (cells(line) + cells(piece) <= width) {
        line += piece;
        continue;
      }
      if (piece === ' ') {
        lines.push(line);
        line = '';
        continue;
      }
      if (line.trim()) lines.push(line.trimEnd());
      while (cells(piece) > width) {
        let head = '';
        for (const character of characters(piece)) {
          if (cells(head) + cells(character) > width) break;
          head += character;
        }
        if (!head) break;
        lines.push(head);
        piece = piece.slice(head.length);
      }
      line = cells(piece) <= width ? piece : '';
    }
    lines.push(line.trimEnd());
  }
  return lines.map((line) => line.replaceAll(NO_BREAK, ' '));
}
