import { lstatSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeText } from '../../formats/text/decode-text.ts';
import { htmlText } from '../../formats/text/html-text.ts';
import { MAX_PASTED, readPasted } from '../../classroom/hand-in-text.ts';
import type { Lang } from '../../language.ts';
import { codeOf } from '../../storage/file-system.ts';
import { readBytes } from './read-table.ts';
import { readZip } from './read-zip.ts';

/** A file that was handed in: the text of the hand-in in it, or why there is none. `name`: with its folders, as it is printed. */
export type Submission = { readonly name: string; readonly text: string; readonly bytes: number } | { readonly name: string; readonly problem: SubmissionProblem; readonly got: string };

export type SubmissionProblem = 'missing' | 'link' | 'kind' | 'size' | 'encoding' | 'no-run' | 'damaged' | 'several' | 'deep' | 'zip' | 'zip-in-zip' | 'zip-path' | 'zip-many' | 'zip-link' | 'zip-locked' | 'zip-empty';

/** Bytes of one file that are looked at: a hand-in takes some thousand. */
export const MAX_SUBMISSION = 1_000_000;
const MAX_DEPTH = 8;
const MAX_FILES = 50_000;

/** What systems leave in folders and archives, and nobody hands in. */
const PASSED_OVER = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

export function isPassedOver(path: string): boolean {
  return path.split('/').some((part) => PASSED_OVER.test(part));
}

/** All that lies at some places: folders with everything below, archives, single files. In an order that only names decide. */
export async function* submissionsAt(places: readonly string[], lang: Lang): AsyncGenerator<Submission> {
  let files = 0;
  for (const place of places) {
    for await (const one of submissionsIn(place, basename(place), 0, lang)) {
      if (++files > MAX_FILES) return;
      yield one;
    }
  }
}

async function* submissionsIn(path: string, name: string, depth: number, lang: Lang): AsyncGenerator<Submission> {
  let stat: ReturnType<typeof lstatSync>;
  try {
    stat = lstatSync(path);
  } catch (error) {
    yield { name, problem: 'missing', got: codeOf(error) };
    return;
  }
  if (stat.isSymbolicLink()) yield { name, problem: 'link', got: '' };
  else if (stat.isDirectory()) {
    if (depth === MAX_DEPTH) yield { name, problem: 'deep', got: String(MAX_DEPTH) };
    else for (const entry of readdirSync(path).filter((entry) => !isPassedOver(entry)).toSorted()) yield* submissionsIn(join(path, entry), `${name}/${entry}`, depth + 1, lang);
  } else if (!stat.isFile()) yield { name, problem: 'kind', got: '' };
  else if (/\.zip$/i.test(path)) yield* readZip(path, name);
  else yield* readSubmission(path, name, stat.size, lang);
}

function* readSubmission(path: string, name: string, size: number, lang: Lang): Generator<Submission> {
  if (size > MAX_SUBMISSION) {
    yield { name, problem: 'size', got: String(size) };
    return;
  }
  const read = readBytes(path, MAX_SUBMISSION, lang);
  if (read.ok) yield* handInsIn(name, read.bytes);
  else yield { name, problem: 'missing', got: '' };
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
