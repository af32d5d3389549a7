import { lstatSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lang } from '../../language.ts';
import { codeOf } from '../../storage/file-system.ts';
import { readBytes } from './read-table.ts';
import { handInsIn, isPassedOver, MAX_SUBMISSION, type Submission } from './submission.ts';
import { readZip } from './read-zip.ts';

const MAX_DEPTH = 8;
const MAX_FILES = 50_000;

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
