import { describe, expect, test } from 'vitest';
import { LockBusy, STALE_AFTER_MS, withLock } from '../../source/storage/lock.ts';
import { emptyDisk, fakeFileSystem, fakeSurroundings } from './fake-file-system.ts';

const PATH = '/data/x.lock';
const held = (pid: number, host = 'here') => JSON.stringify({ host, pid, nonce: 'y' });

describe('the lock', () => {
  test('is there while the work is done, and gone after', () => {
    const disk = emptyDisk();
    withLock(fakeFileSystem(disk), fakeSurroundings(1), PATH, (lock) => {
      expect(disk.files.has(PATH)).toBe(true);
      expect(lock.isOurs()).toBe(true);
    });
    expect(disk.files.size).toBe(0);
  });

  test('is gone also when the work fails', () => {
    const disk = emptyDisk();
    expect(() => withLock(fakeFileSystem(disk), fakeSurroundings(1), PATH, () => { throw new Error('work'); })).toThrow('work');
    expect(disk.files.size).toBe(0);
  });

  test('waits for a living process to finish', () => {
    const disk = emptyDisk({ [PATH]: held(2) });
    let pauses = 0;
    const around = fakeSurroundings(1, () => true, () => {
      if (++pauses === 10) disk.files.delete(PATH);
    });
    expect(withLock(fakeFileSystem(disk), around, PATH, () => around.now())).toBe(50);
  });

  test('of a dead process of this machine is taken over at once', () => {
    const disk = emptyDisk({ [PATH]: held(2) });
    const around = fakeSurroundings(1, () => false);
    expect(withLock(fakeFileSystem(disk), around, PATH, () => around.now())).toBe(0);
    expect(disk.files.size).toBe(0);
  });

  test.each([['another machine', held(2, 'elsewhere')], ['nobody that can be told', '{"ho']])('of %s is taken over when it has not changed for long', (_who, holder) => {
    const disk = emptyDisk({ [PATH]: holder });
    const around = fakeSurroundings(1, () => false);
    expect(withLock(fakeFileSystem(disk), around, PATH, () => around.now())).toBeGreaterThanOrEqual(STALE_AFTER_MS);
  });

  test('gives up when others keep taking it in turns', () => {
    const disk = emptyDisk({ [PATH]: held(2) });
    let turn = 2;
    const around = fakeSurroundings(1, () => true, () => void disk.files.set(PATH, held(++turn)));
    expect(() => withLock(fakeFileSystem(disk), around, PATH, () => 'worked')).toThrow(LockBusy);
  });

  test('knows when it was taken away, and then leaves the new one alone', () => {
    const disk = emptyDisk();
    withLock(fakeFileSystem(disk), fakeSurroundings(1), PATH, (lock) => {
      disk.files.set(PATH, held(9));
      expect(lock.isOurs()).toBe(false);
    });
    expect(disk.files.get(PATH)).toBe(held(9));
  });
});
