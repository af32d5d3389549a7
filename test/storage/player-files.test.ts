import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { begun, progressOf, solved } from '../../source/storage/progress.ts';
import { openPlayerFiles } from '../../source/storage/player-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ackademy-files-'));
  return () => rmSync(folder, { recursive: true, force: true });
});
const folders = () => ({ data: join(folder, 'data'), config: join(folder, 'config') });

describe("a player's files on a real disk", () => {
  test('are made on the first save, readable by their owner only', () => {
    const files = openPlayerFiles(folders(), { save: true });
    expect(files.notices).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
    expect(files.progress.update((progress) => begun(progress, 'first-syn'))).toEqual([]);
    expect(statSync(files.progress.path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folders().data)).toEqual(['progress.json']);
    expect(progressOf(openPlayerFiles(folders(), { save: true }).progress.value(), 'first-syn').attempts).toBe(1);
  });

  test('are never made when nothing is to be saved', () => {
    const files = openPlayerFiles(folders(), { save: false });
    files.progress.update((progress) => begun(progress, 'first-syn'));
    files.settings.update((settings) => ({ ...settings, reduceMotion: true }));
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('in a folder that cannot be written to are reported once, and play goes on', () => {
    chmodSync(folder, 0o500);
    const files = openPlayerFiles(folders(), { save: true });
    expect(files.progress.update((progress) => begun(progress, 'a')).map((notice) => notice.params?.['code'])).toEqual(['EACCES']);
    expect(files.progress.update((progress) => begun(progress, 'a'))).toEqual([]);
    chmodSync(folder, 0o700);
  });

  test('a file where the folder should be is reported once, and play goes on', () => {
    writeFileSync(folders().data, 'not a folder');
    const files = openPlayerFiles(folders(), { save: true });
    const said = [1, 2, 3].flatMap(() => files.progress.update((progress) => begun(progress, 'a')));
    expect([...files.notices, ...said].map((notice) => notice.id)).toContain('storage.not-saved');
    expect(said.length).toBeLessThanOrEqual(1);
    expect(progressOf(files.progress.value(), 'a').attempts).toBe(3);
    expect(readFileSync(folders().data, 'utf8')).toBe('not a folder');
  });
});

describe('several processes at once', () => {
  let program: string;
  let built: string;
  beforeAll(async () => {
    built = mkdtempSync(join(tmpdir(), 'ackademy-writer-'));
    program = join(built, 'writer.mjs');
    await build({
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: program,
      stdin: {
        resolveDir: join(import.meta.dirname, '../..'),
        loader: 'ts',
        contents: `
          import { openPlayerFiles } from './source/storage/player-files.ts';
          import { begun } from './source/storage/progress.ts';
          const [folder, level, times] = process.argv.slice(2);
          const files = openPlayerFiles({ data: folder, config: folder }, { save: true });
          for (let i = 0; i < Number(times); i++) {
            const said = files.progress.update((progress) => begun(begun(progress, level), 'both'));
            process.stdout.write(said.length === 0 ? 'saved\\n' : JSON.stringify(said) + '\\n');
          }`,
      },
    });
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  const start = (level: string, times: number) => spawn(process.execPath, [program, folders().data, level, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const linesOf = (child: ReturnType<typeof start>) => {
    let text = '';
    child.stdout.on('data', (chunk) => void (text += String(chunk)));
    return () => text.split('\n').filter((line) => line !== '');
  };

  test('lose nothing of each other', async () => {
    const children = ['one', 'two', 'three'].map((level) => start(level, 40));
    const lines = children.map(linesOf);
    await Promise.all(children.map((child) => once(child, 'close')));
    expect(lines.flatMap((of) => of()).filter((line) => line !== 'saved')).toEqual([]);
    const progress = openPlayerFiles(folders(), { save: false }).progress.value();
    expect(['one', 'two', 'three', 'both'].map((level) => progressOf(progress, level).attempts)).toEqual([40, 40, 40, 120]);
    expect(readdirSync(folders().data)).toEqual(['progress.json']);
  });

  test('one that is killed in the middle loses at most the change that it was making', async () => {
    for (let round = 0; round < 4; round++) {
      const before = progressOf(openPlayerFiles(folders(), { save: false }).progress.value(), 'victim').attempts;
      const child = start('victim', 100_000);
      const lines = linesOf(child);
      const enough = new Promise<void>((resolve) => child.stdout.on('data', () => void (lines().length >= 20 + round && resolve())));
      await enough;
      child.kill('SIGKILL');
      await once(child, 'close');
      const files = openPlayerFiles(folders(), { save: true });
      expect(files.notices).toEqual([]);
      const survived = progressOf(files.progress.value(), 'victim').attempts - before;
      expect(survived).toBeGreaterThanOrEqual(lines().length);
      expect(survived).toBeLessThanOrEqual(lines().length + 1);
      expect(files.progress.update((progress) => solved(progress, 'after', { stars: 3, moves: 1 }))).toEqual([]);
      expect(readdirSync(folders().data)).toEqual(['progress.json']);
    }
  });
});
