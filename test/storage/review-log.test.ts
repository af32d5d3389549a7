import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review } from '../../source/quiz/review.ts';
import { openIdeasMet, REVIEWS_FILE } from '../../source/storage/ideas-met.ts';
import { openReviewLog, SNAPSHOT_FILE } from '../../source/storage/review-log.ts';
import { emptyDisk, failure, fakeFileSystem, type Disk } from './fake-file-system.ts';

const FOLDER = '/data';
const PATH = `${FOLDER}/${REVIEWS_FILE}`;

const review = (n: number): Review => ({ card: `card-${n % 7}`, version: 1, seed: String(n), answer: 'x', right: n % 3 !== 0, idea: n % 3 === 0 ? 'M01' : null, confidence: 'sure', hint: false, rating: n % 3 === 0 ? 'again' : 'good', at: 1_800_000_000_000 + n * 60_000, took: 1000, engine: '1' });

const open = (disk: Disk, { save = true, before, facts = 'v1' }: { save?: boolean; before?: Parameters<typeof fakeFileSystem>[1]; facts?: string } = {}) =>
  openReviewLog({ fs: fakeFileSystem(disk, before), folder: FOLDER, save, factsOf: () => ({ skill: 'numbers', ideas: ['M01'] }), factsVersion: facts });

describe('the log of answers', () => {
  it('holds after it is opened again what was added before', () => {
    const disk = emptyDisk();
    const { log } = open(disk);
    for (let n = 0; n < 20; n++) log.add(review(n));
    const again = open(disk);
    expect(again.notices).toEqual([]);
    expect(again.log.history()).toEqual(log.history());
    expect(again.log.reviews()).toEqual(Array.from({ length: 20 }, (_, n) => review(n)));
  });

  it('loses at most the answer being given, wherever the writing stops', () => {
    const whole = emptyDisk();
    for (let n = 0; n < 5; n++) open(whole).log.add(review(n));
    const text = whole.files.get(PATH)!;
    fc.assert(fc.property(fc.integer({ min: 0, max: text.length }), (cut) => {
      const disk = emptyDisk({ [PATH]: text.slice(0, cut) });
      const { log, notices } = open(disk);
      const complete = text.slice(0, cut).split('\n').length - 1;
      // A last line that is whole but for its line end counts.
      expect([complete, complete + 1]).toContain(log.reviews().length);
      expect(notices.length).toBeLessThanOrEqual(1);
      log.add(review(9));
      expect(open(disk).log.reviews().at(-1)).toEqual(review(9));
      expect(open(disk).log.reviews().length).toBe(log.reviews().length);
    }));
  });

  it('takes the last answer back, and the one before that', () => {
    const disk = emptyDisk();
    const { log } = open(disk);
    for (let n = 0; n < 3; n++) log.add(review(n));
    expect(log.undo(5).undone).toEqual(review(2));
    expect(log.undo(6).undone).toEqual(review(1));
    const fresh = open(emptyDisk());
    fresh.log.add(review(0));
    expect(log.history()).toEqual(fresh.log.history());
    expect(open(disk).log.history()).toEqual(fresh.log.history());
    expect(log.undo(7).undone).toEqual(review(0));
    expect(log.undo(8).undone).toBe(null);
  });

  it('reads a long one from where it was last summed up, with the same result', () => {
    const disk = emptyDisk();
    const { log } = open(disk);
    for (let n = 0; n < 1234; n++) log.add(review(n));
    expect(disk.files.has(`${FOLDER}/${SNAPSHOT_FILE}`)).toBe(true);
    expect(open(disk).log.history()).toEqual(log.history());
    disk.files.delete(`${FOLDER}/${SNAPSHOT_FILE}`);
    expect(open(disk).log.history()).toEqual(log.history());
  });

  it('does not use a sum of other templates, or of another log', () => {
    const disk = emptyDisk();
    const { log } = open(disk);
    for (let n = 0; n < 600; n++) log.add(review(n));
    expect(open(disk, { facts: 'v2' }).log.history()).toEqual(log.history());
    disk.files.set(PATH, disk.files.get(PATH)!.replaceAll('card-1', 'card-9'));
    expect(Object.keys(open(disk).log.history().memory)).toContain('card-9');
  });

  it('holds wrong ideas that moves in levels have shown, which an undo leaves', () => {
    const disk = emptyDisk();
    const { log } = open(disk);
    log.add(review(1));
    log.meet({ idea: 'M13', level: 'full-queue', at: review(2).at });
    expect(open(disk).log.history().met).toEqual({ M13: 'full-queue' });
    expect(log.undo(review(3).at).undone).toEqual(review(1));
    expect(open(disk).log.history()).toMatchObject({ count: 0, met: { M13: 'full-queue' } });
  });

  it('takes an idea that the game noted without opening it, also behind half a line', () => {
    const disk = emptyDisk();
    open(disk).log.add(review(1));
    disk.files.set(PATH, `${disk.files.get(PATH)!}{"v":1,"card":"ca`);
    expect(openIdeasMet({ fs: fakeFileSystem(disk), folder: FOLDER, save: true }).meet({ idea: 'M13', level: 'full-queue', at: review(2).at })).toEqual([]);
    expect(open(disk).log.history()).toMatchObject({ count: 1, met: { M13: 'full-queue' } });
    expect(openIdeasMet({ fs: fakeFileSystem(disk), folder: FOLDER, save: false }).meet({ idea: 'M01', level: 'x', at: 0 })).toEqual([]);
    expect(open(disk).log.history().met).toEqual({ M13: 'full-queue' });
  });

  it('takes in another log: each answer once, in the order of their times', () => {
    const [here, there] = [emptyDisk(), emptyDisk()];
    const [a, b] = [open(here).log, open(there).log];
    for (const n of [0, 2, 4]) a.add(review(n));
    for (const n of [1, 2, 3]) b.add(review(n));
    b.meet({ idea: 'M13', level: 'full-queue', at: review(9).at });
    expect(a.merge(b.entries())).toBe(3);
    expect(a.reviews()).toEqual([0, 1, 2, 3, 4].map(review));
    expect(open(here).log.history()).toEqual(a.history());
    expect(a.history().met).toEqual({ M13: 'full-queue' });
    expect(a.merge(b.entries())).toBe(0);
    expect(b.merge(a.entries())).toBe(2);
    expect(b.entries()).toEqual(a.entries());
  });

  it('does not take an answer in again that was taken back here, however often the other log comes', () => {
    const [here, there] = [emptyDisk(), emptyDisk()];
    const [a, b] = [open(here).log, open(there).log];
    for (const n of [0, 1]) a.add(review(n));
    a.undo(review(1).at + 1);
    for (const n of [0, 1, 2]) b.add(review(n));
    expect(a.merge(b.entries())).toBe(1);
    expect(a.reviews()).toEqual([0, 2].map(review));
    expect(a.merge(b.entries())).toBe(0);
    expect(open(here).log.reviews()).toEqual([0, 2].map(review));
  });

  it('is as it was when another log cannot be taken in', () => {
    const disk = emptyDisk();
    const { log } = open(disk, { before: (_n, operation) => {
      if (operation === 'write' || operation === 'rename') throw failure('ENOSPC');
    } });
    log.add(review(0));
    expect(() => log.merge([{ do: 'answer', review: review(1) }])).toThrow('ENOSPC');
    expect(log.reviews()).toEqual([review(0)]);
    expect(open(disk).log.reviews()).toEqual([review(0)]);
  });

  it('on a full disk says so once, goes on, and saves all of it when there is room again', () => {
    const disk = emptyDisk();
    let isFull = true;
    const { log } = open(disk, { before: (_n, operation, path) => {
      if (isFull && operation === 'append' && path === PATH) {
        disk.files.delete(PATH);
        throw failure('ENOSPC');
      }
    } });
    expect(log.add(review(0))).toEqual([{ id: 'storage.review-not-saved', params: { path: PATH, code: 'ENOSPC' } }]);
    expect(log.add(review(1))).toEqual([]);
    isFull = false;
    expect(log.add(review(2))).toEqual([]);
    expect(open(disk).log.reviews()).toEqual([review(0), review(1), review(2)]);
  });

  it('that cannot be read is told, and nothing of it is lost', () => {
    const disk = emptyDisk();
    open(disk).log.add(review(0));
    const { log, notices } = open(disk, { before: (_n, operation) => {
      if (operation === 'read') throw failure('EACCES');
    } });
    expect(notices).toEqual([{ id: 'storage.reviews-not-read', params: { path: PATH, code: 'EACCES' } }]);
    expect(log.history().count).toBe(0);
    log.add(review(1));
    expect(() => log.merge([{ do: 'answer', review: review(2) }])).toThrow('EACCES');
    expect(open(disk).log.reviews()).toEqual([review(0), review(1)]);
  });

  it('is not written where nothing is to be saved', () => {
    const disk = emptyDisk();
    const { log } = open(disk, { save: false });
    log.add(review(0));
    expect(log.history().count).toBe(1);
    expect(disk.files.size).toBe(0);
  });

  it('reads any text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(() => open(emptyDisk({ [PATH]: text }))).not.toThrow();
    }));
  });
});
