import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileSystem, Surroundings } from '../../source/storage/file-system.ts';
import { openKeptFile } from '../../source/storage/kept-file.ts';
import type { Format } from '../../source/storage/kept-file.ts';
import { Died, emptyDisk, failure, fakeFileSystem, fakeSurroundings } from './fake-file-system.ts';
import type { Disk } from './fake-file-system.ts';

/** A list of words: every change that is lost or made twice shows. */
const EMPTY: readonly string[] = [];
const words: Format<readonly string[]> = {
  name: 'words',
  version: 2,
  empty: EMPTY,
  decode(body) {
    const list = Array.isArray(body['list']) ? body['list'] : [];
    const good = list.filter((word) => typeof word === 'string');
    return { value: good, whole: Array.isArray(body['list']) && good.length === list.length };
  },
  encode: (list) => ({ list }),
};
const PATH = '/data/words.json';
const open = (fs: FileSystem, around: Surroundings = fakeSurroundings(1), save = true) => openKeptFile({ fs, around, folder: '/data', name: 'words.json', format: words, save });
const adding = (word: string) => (list: readonly string[]) => [...list, word];
const onDisk = (disk: Disk) => (JSON.parse(disk.files.get(PATH)!) as { list: string[] }).list;
const stored = (list: readonly unknown[]) => JSON.stringify({ format: 'words', version: 2, list });
const ids = (notices: readonly { id: string }[]) => notices.map((notice) => notice.id);

describe('a kept file', () => {
  test('holds after each change what was changed, and leaves nothing else behind', () => {
    const disk = emptyDisk();
    const { file } = open(fakeFileSystem(disk));
    expect(file.update(adding('syn'))).toEqual([]);
    expect(onDisk(disk)).toEqual(['syn']);
    file.update(adding('ack'));
    expect(onDisk(disk)).toEqual(['syn', 'ack']);
    expect([...disk.files.keys()]).toEqual([PATH]);
  });

  test('is read again by the next process', () => {
    const disk = emptyDisk();
    open(fakeFileSystem(disk)).file.update(adding('syn'));
    expect(open(fakeFileSystem(disk), fakeSurroundings(2)).file.value()).toEqual(['syn']);
  });

  test('adds to what another process has written meanwhile', () => {
    const disk = emptyDisk();
    const one = open(fakeFileSystem(disk), fakeSurroundings(1)).file;
    const two = open(fakeFileSystem(disk), fakeSurroundings(2)).file;
    one.update(adding('one'));
    two.update(adding('two'));
    one.update(adding('three'));
    expect(onDisk(disk)).toEqual(['one', 'two', 'three']);
    expect(one.value()).toEqual(['one', 'two', 'three']);
  });

  test('changes in memory only when nothing is to be saved', () => {
    const disk = emptyDisk({ [PATH]: stored(['old']) });
    const { file } = open(fakeFileSystem(disk), fakeSurroundings(1), false);
    file.update(adding('new'));
    expect(file.value()).toEqual(['old', 'new']);
    expect(onDisk(disk)).toEqual(['old']);
  });
});

describe('a file that cannot be used', () => {
  test.each([
    ['text that is no JSON', '{"format":"wor', 'damaged'],
    ['nothing', '', 'damaged'],
    ['another format', '{"format":"letters","version":1}', 'damaged'],
    ['a later version', '{"format":"words","version":3,"list":["kept"]}', 'future'],
  ])('is set aside and never overwritten: %s', (_what, text, reason) => {
    const disk = emptyDisk({ [PATH]: text });
    const { file, notices } = open(fakeFileSystem(disk));
    expect(notices).toEqual([{ id: `storage.${reason}`, params: { path: PATH, aside: `${PATH}.${reason}-1` } }]);
    file.update(adding('new'));
    expect(disk.files.get(`${PATH}.${reason}-1`)).toBe(text);
    expect(onDisk(disk)).toEqual(['new']);
  });

  test('does not take the place of one that was set aside earlier', () => {
    const disk = emptyDisk({ [PATH]: 'second', [`${PATH}.damaged-1`]: 'first' });
    open(fakeFileSystem(disk));
    expect(disk.files.get(`${PATH}.damaged-1`)).toBe('first');
    expect(disk.files.get(`${PATH}.damaged-2`)).toBe('second');
  });

  test('gives what can still be understood, which is written back at once', () => {
    const disk = emptyDisk({ [PATH]: stored(['good', 7, 'better']) });
    const { file } = open(fakeFileSystem(disk));
    expect(file.value()).toEqual(['good', 'better']);
    expect(onDisk(disk)).toEqual(['good', 'better']);
    expect(disk.files.get(`${PATH}.damaged-1`)).toBe(stored(['good', 7, 'better']));
  });

  test('is left where it is when nothing is to be saved', () => {
    const disk = emptyDisk({ [PATH]: 'broken' });
    expect(ids(open(fakeFileSystem(disk), fakeSurroundings(1), false).notices)).toEqual(['storage.left-alone']);
    expect([...disk.files]).toEqual([[PATH, 'broken']]);
  });

  test('is not touched when it cannot even be read', () => {
    const disk = emptyDisk({ [PATH]: stored(['old']) });
    const fs = fakeFileSystem(disk, (_n, operation, path) => {
      if (operation === 'read' && path === PATH) throw failure('EACCES');
    });
    const { file, notices } = open(fs);
    expect(notices).toEqual([{ id: 'storage.not-read', params: { path: PATH, code: 'EACCES' } }]);
    file.update(adding('new'));
    expect(file.value()).toEqual(['new']);
    expect(onDisk(disk)).toEqual(['old']);
  });
});

describe('a disk that fails', () => {
  test('is said once, and once when it is over; nothing is lost in between', () => {
    const disk = emptyDisk();
    let isFull = false;
    const fs = fakeFileSystem(disk, (_n, operation) => {
      if (isFull && operation === 'write') throw failure('ENOSPC');
    });
    const { file } = open(fs);
    file.update(adding('a'));
    isFull = true;
    expect(file.update(adding('b'))).toEqual([{ id: 'storage.not-saved', params: { path: PATH, code: 'ENOSPC' } }]);
    expect(file.update(adding('c'))).toEqual([]);
    expect(onDisk(disk)).toEqual(['a']);
    expect(file.value()).toEqual(['a', 'b', 'c']);
    isFull = false;
    expect(ids(file.update(adding('d')))).toEqual(['storage.saved-again']);
    expect(onDisk(disk)).toEqual(['a', 'b', 'c', 'd']);
    expect([...disk.files.keys()]).toEqual([PATH]);
  });

  test('at any operation loses nothing once it works again, and never breaks the file', () => {
    const first = stored(['before']);
    assert(
      property(integer({ min: 2, max: 60 }), integer({ min: 1, max: 6 }), constantFrom(first, stored(['before', 1])), (from, length, initial) => {
        const disk = emptyDisk({ [PATH]: initial });
        const fs = fakeFileSystem(disk, (n) => {
          if (n >= from && n < from + length) throw failure('EIO');
        });
        const { file } = open(fs);
        const said = ['1', '2', '3', '4', '5', '6', '7', '8'];
        for (const word of said) file.update(adding(word));
        while (fs.operations() < from + length) file.update((list) => list);
        file.update((list) => list);
        expect(onDisk(disk)).toEqual(['before', ...said]);
      }),
      { numRuns: 300 },
    );
  });

  test('a process that dies at any operation leaves every earlier change to the next one', () => {
    let died = 0;
    for (let at = 1; at < 60; at++) {
      const disk = emptyDisk({ [PATH]: stored(['before']) });
      let isDead = false;
      const fs = fakeFileSystem(disk, (n) => {
        if (n >= at) isDead = true;
        if (isDead) throw new Died();
      });
      let done = 0;
      const { file } = open(fs);
      for (let word = 1; word <= 5; word++) {
        file.update(adding(String(word)));
        if (!isDead) done = word;
      }
      if (isDead) died++;
      const next = open(fakeFileSystem(disk), fakeSurroundings(2, () => false));
      expect(next.notices).toEqual([]);
      const survived = next.file.value();
      expect(survived.slice(0, done + 1)).toEqual(['before', '1', '2', '3', '4', '5'].slice(0, done + 1));
      next.file.update(adding('next'));
      expect([...disk.files.keys()]).toEqual([PATH]);
      expect(onDisk(disk).at(-1)).toBe('next');
    }
    expect(died).toBeGreaterThan(20);
  });
});
