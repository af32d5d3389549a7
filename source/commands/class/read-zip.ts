import { promisify } from 'node:util';
import * as yauzl from 'yauzl';
import { handInsIn, isPassedOver, MAX_SUBMISSION, type Submission } from './submission.ts';

/** Entries of an archive at most, and bytes that come out of it in all. */
const MAX_ENTRIES = 20_000;
const MAX_UNPACKED = 2_000_000_000;

const openFile = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);

/** The files of an archive, one after the other: nothing is unpacked to disk, and of each no more is read than a hand-in may take. Never throws. */
export async function* readZip(path: string, name: string): AsyncGenerator<Submission> {
  let zip: yauzl.ZipFile;
  try {
    zip = await openFile(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false });
  } catch (error) {
    yield { name, problem: 'zip', got: error instanceof Error ? error.message : '' };
    return;
  }
  try {
    if (zip.entryCount > MAX_ENTRIES) {
      yield { name, problem: 'zip-many', got: String(zip.entryCount) };
      return;
    }
    const { entries, problem } = await entriesOf(zip);
    let unpacked = 0;
    let seen = 0;
    for (const entry of entries.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
      if (entry.fileName.endsWith('/') || isPassedOver(entry.fileName)) continue;
      seen++;
      const inside = `${name}/${entry.fileName}`;
      const refused = problemOf(entry);
      if (refused !== null) yield { name: inside, ...refused };
      else {
        unpacked += entry.uncompressedSize;
        if (unpacked > MAX_UNPACKED) {
          yield { name: inside, problem: 'zip-many', got: String(unpacked) };
          break;
        }
        const bytes = await bytesOf(zip, entry);
        if (typeof bytes === 'string') yield { name: inside, problem: 'zip', got: bytes };
        else yield* handInsIn(inside, bytes);
      }
    }
    if (problem !== null) yield { name, problem: 'zip', got: problem };
    else if (seen === 0) yield { name, problem: 'zip-empty', got: '' };
  } finally {
    zip.close();
  }
}

/** The list of an archive, as far as it can be read. */
function entriesOf(zip: yauzl.ZipFile): Promise<{ readonly entries: readonly yauzl.Entry[]; readonly problem: string | null }> {
  return new Promise((resolve) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve({ entries, problem: null }));
    // A name that leads out of the archive ends the list: yauzl goes no further.
    zip.once('error', (error: Error) => resolve({ entries, problem: error.message }));
    zip.readEntry();
  });
}

/** The kind of a file in the upper half of its attributes, as Unix has it: a symbolic link. */
const LINK = 0o120000;

function problemOf(entry: yauzl.Entry): { readonly problem: 'zip-path' | 'zip-link' | 'zip-locked' | 'zip-in-zip' | 'size'; readonly got: string } | null {
  const { fileName } = entry;
  if (fileName.startsWith('/') || /^[a-z]:|\\/i.test(fileName) || fileName.split('/').includes('..')) return { problem: 'zip-path', got: '' };
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === LINK) return { problem: 'zip-link', got: '' };
  if ((entry.generalPurposeBitFlag & 1) !== 0) return { problem: 'zip-locked', got: '' };
  if (/\.zip$/i.test(fileName)) return { problem: 'zip-in-zip', got: '' };
  return entry.uncompressedSize > MAX_SUBMISSION ? { problem: 'size', got: String(entry.uncompressedSize) } : null;
}

/** What an entry holds, or why it cannot be read. Its stated size was checked; yauzl ends where more comes out. */
function bytesOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array | string> {
  return new Promise((resolve) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        resolve(error.message);
        return;
      }
      const chunks: Uint8Array[] = [];
      stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      stream.once('error', (fault: Error) => resolve(fault.message));
      stream.once('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}
