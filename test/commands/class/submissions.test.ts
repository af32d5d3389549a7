import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { submissionsAt } from '../../../source/commands/class/submissions.ts';
import { zipBytes } from './zip-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-submissions-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const write = (name: string, data: Uint8Array | string): string => {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
};
async function read(...places: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const one of submissionsAt(places, 'en')) found.push('problem' in one ? `${one.name}: ${one.problem}` : `${one.name}: ${one.text.length}`);
  return found;
}

describe('what is handed in', () => {
  test('is read from folders and archives, in the order of their names, and what systems leave there is passed over', async () => {
    mkdirSync(join(folder, 'all/b'), { recursive: true });
    for (const name of ['all/.DS_Store', 'all/Thumbs.db', 'all/b/two.ackrun', 'all/one.ackrun']) write(name, '{}');
    write('all/c.zip', zipBytes([{ name: '__MACOSX/._x', data: text('x') }, { name: 'd/three.ackrun', data: text('{}') }, { name: 'd/', data: text('') }]));
    expect(await read(join(folder, 'all'))).toEqual(['all/b/two.ackrun: 2', 'all/c.zip/d/three.ackrun: 2', 'all/one.ackrun: 2']);
  });

  test('is read in UTF-16 and with a byte order mark, as editors save it', async () => {
    expect(await read(write('utf16.ackrun', Buffer.from('\ufeff{}\r\n', 'utf16le')), write('bom.ackrun', '\ufeff{}'))).toEqual(['utf16.ackrun: 4', 'bom.ackrun: 2']);
  });

  test('that is a link, missing, too large, or no text is named with its reason', async () => {
    symlinkSync('/etc/passwd', join(folder, 'link.ackrun'));
    symlinkSync('/', join(folder, 'root'));
    const png = write('picture.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0xff, 0xff, 0xff, 0x80, 0x00]));
    expect(await read(join(folder, 'link.ackrun'), join(folder, 'root'), join(folder, 'nothing'), write('large.txt', 'x'.repeat(1_000_001)), png, write('essay.txt', 'I have lost it'))).toEqual(
      ['link.ackrun: link', 'root: link', 'nothing: missing', 'large.txt: size', expect.stringMatching(/^picture.png: (?:encoding|no-run)$/), 'essay.txt: no-run']);
  });

  test('in an archive that leads out of it, links, is locked, lies or bursts is refused, and the rest is read', async () => {
    const path = write('hostile.zip', zipBytes([
      { name: 'good.ackrun', data: text('{}') },
      { name: 'link.ackrun', data: text('/etc/passwd'), mode: 0o120777 },
      { name: 'locked.ackrun', data: text('{}'), flags: 0x801 },
      { name: 'inner.zip', data: zipBytes([{ name: 'x', data: text('{}') }]) },
      { name: 'bomb.txt', data: new Uint8Array(50_000_000) },
      { name: 'liar.txt', data: new Uint8Array(50_000_000), size: 10 },
    ]));
    expect(await read(path)).toEqual(['hostile.zip/bomb.txt: size', 'hostile.zip/good.ackrun: 2', 'hostile.zip/inner.zip: zip-in-zip', 'hostile.zip/liar.txt: zip', 'hostile.zip/link.ackrun: zip-link', 'hostile.zip/locked.ackrun: zip-locked']);
  });

  test.each(['../out.ackrun', '/etc/out.ackrun', 'a/../../out.ackrun', 'C:/out.ackrun'])('in an archive under the name %s is never written or read', async (name) => {
    const lines = await read(write('slip.zip', zipBytes([{ name, data: text('{}') }])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/: zip(?:-path)?$/);
  });

  test('in what is no archive, or a damaged one, is refused, and nothing is thrown', async () => {
    const whole = zipBytes([{ name: 'a.ackrun', data: text('{}') }, { name: 'b.ackrun', data: text('{"x":1}') }]);
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), async (at, value, length) => {
      const changed = Uint8Array.from(whole);
      changed[at] = value;
      expect(Array.isArray(await read(write('any.zip', changed.subarray(0, length + 1))))).toBe(true);
    }), { numRuns: 150 });
    expect(await read(write('not.zip', 'hello'), write('empty.zip', zipBytes([])))).toEqual(['not.zip: zip', 'empty.zip: zip-empty']);
  });

  test('twice in one file under two codes is refused: nobody knows which is meant', async () => {
    const { printPasted } = await import('../../../source/classroom/hand-in-text.ts');
    const two = printPasted('one', { pack: 'lab', handle: 'reno-100' }) + printPasted('two', { pack: 'lab', handle: 'reno-101' });
    expect(await read(write('two.txt', two), write('same.txt', printPasted('one', { pack: 'lab', handle: 'reno-100' }).repeat(2)))).toEqual(['two.txt: several', 'same.txt: 3']);
  });
});
