import { MAX_PASTED, readPasted } from '../../classroom/hand-in-text.ts';
import { decodeText } from '../../formats/text/decode-text.ts';
import { htmlText } from '../../formats/text/html-text.ts';

/** A file that was handed in: the text of the hand-in in it, or why there is none. `name`: with its folders, as it is printed. */
export type Submission = { readonly name: string; readonly text: string; readonly bytes: number } | { readonly name: string; readonly problem: SubmissionProblem; readonly got: string };

export type SubmissionProblem = 'missing' | 'link' | 'kind' | 'size' | 'encoding' | 'no-run' | 'damaged' | 'several' | 'deep' | 'zip' | 'zip-in-zip' | 'zip-path' | 'zip-many' | 'zip-link' | 'zip-locked' | 'zip-empty';

/** Bytes of one file that are looked at: a hand-in takes some thousand. */
export const MAX_SUBMISSION = 1_000_000;

/** What systems leave in folders and archives, and nobody hands in. */
const PASSED_OVER = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

export function isPassedOver(path: string): boolean {
  return path.split('/').some((part) => PASSED_OVER.test(part));
}

/** The hand-in in a file's bytes: the file itself, or pasted somewhere in its text or page. */
export function* handInsIn(name: string, bytes: Uint8Array): Generator<Submission> {
  const decoded = decodeText(bytes);
  if (decoded === null) {
    yield { name, problem: 'encoding', got: '' };
    return;
  }
  const { text } = decoded;
  if (/^\s*\{/.test(text)) {
    yield { name, text, bytes: bytes.length };
    return;
  }
  const shown = /\.(?:html?|xhtml)$/i.test(name) || /<(?:html|body|p|div|br|span)\b/i.test(text.slice(0, MAX_PASTED)) ? htmlText(text) : text;
  const found = readPasted(shown);
  const unlike = found.filter((one, index) => !one.ok || found.findIndex((other) => other.ok && other.text === one.text) === index);
  const [only] = unlike;
  if (unlike.length > 1) yield { name, problem: 'several', got: String(unlike.length) };
  else if (only?.ok) yield { name, text: only.text, bytes: bytes.length };
  else yield { name, problem: only === undefined || only.why === 'none' ? 'no-run' : only.why, got: String(bytes.length) };
}
