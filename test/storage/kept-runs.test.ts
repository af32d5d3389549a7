import { describe, expect, it } from 'vitest';
import type { RunFile } from '../../source/referee/run.ts';
import { openKeptRuns } from '../../source/storage/kept-runs.ts';
import { emptyDisk, failure, fakeFileSystem, fakeSurroundings, type Disk } from './fake-file-system.ts';

const RUN: RunFile = { format: 'ackademy-run', version: 1, level: 'first-syn', levelVersion: 1, engine: '1', kernel: '6.18', seed: '7', expert: false, moves: [] };

const runsOn = (disk: Disk, save = true, before?: Parameters<typeof fakeFileSystem>[1]) =>
  openKeptRuns({ fs: fakeFileSystem(disk, before), around: fakeSurroundings(1), data: '/data', save });

describe('a run that the player keeps', () => {
  it('is a file named by level and seed, and the player is told where', () => {
    const disk = emptyDisk();
    expect(runsOn(disk).keep(RUN)).toEqual([{ id: 'storage.run-kept', params: { path: '/data/runs/first-syn-7.json' } }]);
    expect([...disk.files.keys()]).toEqual(['/data/runs/first-syn-7.json']);
    expect(JSON.parse(disk.files.get('/data/runs/first-syn-7.json')!)).toEqual(RUN);
  });

  it('has its own file beside another run of the same level and seed, and one file however often it is kept', () => {
    const disk = emptyDisk();
    const runs = runsOn(disk);
    const other = { ...RUN, moves: [{ at: 0, move: { do: 'wait', ms: null } }] } as RunFile;
    for (const run of [RUN, other, RUN, other]) runs.keep(run);
    expect([...disk.files.keys()]).toEqual(['/data/runs/first-syn-7.json', '/data/runs/first-syn-7-2.json']);
    expect(disk.files.get('/data/runs/first-syn-7-2.json')).toBe(`${JSON.stringify(other)}\n`);
  });

  it('never leaves its folder, whatever its seed is', () => {
    const disk = emptyDisk();
    runsOn(disk).keep({ ...RUN, seed: '../../etc/passwd\u001b[2J' });
    expect([...disk.files.keys()]).toEqual(['/data/runs/first-syn-.._.._etc_passwd__2J.json']);
  });

  it('on a full disk is said not to be there', () => {
    const disk = emptyDisk();
    const runs = runsOn(disk, true, (_n, operation) => {
      if (operation === 'write') throw failure('ENOSPC');
    });
    expect(runs.keep(RUN)).toEqual([{ id: 'storage.run-not-kept', params: { path: '/data/runs', code: 'ENOSPC' } }]);
    expect(disk.files.size).toBe(0);
  });

  it('is not written where nothing is to be saved', () => {
    const disk = emptyDisk();
    expect(runsOn(disk, false).keep(RUN)).toEqual([{ id: 'storage.run-nothing-saved' }]);
    expect(disk.files.size).toBe(0);
  });
});
