import { Parser } from 'htmlparser2';

const UNSEEN = new Set(['script', 'style', 'head', 'template']);
const BREAKS = new Set(['p', 'div', 'br', 'li', 'tr', 'pre', 'blockquote', 'td']);

/** The text that a page shows, without its tags: what a learning platform makes of a pasted hand-in. Never throws. */
export function htmlText(html: string): string {
  let [text, unseen] = ['', 0];
  const parser = new Parser({
    onopentagname: (name) => {
      if (UNSEEN.has(name)) unseen++;
      if (BREAKS.has(name)) text += '\n';
    },
    onclosetag: (name) => {
      if (UNSEEN.has(name)) unseen--;
    },
    ontext: (piece) => {
      if (unseen === 0) text += piece;
    },
  }, { decodeEntities: true });
  parser.write(html);
  parser.end();
  return text;
}
