import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../terminal/program.ts';
import { KEYS } from '../terminal/virtual-terminal.ts';
import { median, rounded, rounds, type Measure } from './measure.ts';

const ROUNDS = 21;

/** Wall time in ms of a process from its start to its end. */
function wall(...args: string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - start;
}

/**
 * From the start of the program in a pseudo-terminal: ms to its first bytes, and to its first whole frame. `cache` is the
 * folder for what V8 compiles; a program that quits leaves it filled.
 */
async function starts(cache: string, quits = false): Promise<{ readonly bytes: number; readonly frame: number }> {
  const start = performance.now();
  let bytes = 0;
  const program = startProgram({ args: ['play', 'first-syn', '--seed', '7'], columns: 120, rows: 40, env: { XDG_CACHE_HOME: cache } });
  try {
    await program.until('the first frame', (screen) => {
      if (bytes === 0 && program.raw() !== '') bytes = performance.now() - start;
      return screen.includes('The first SYN') && screen.includes('Enter choose');
    });
    const frame = performance.now() - start;
    if (quits) {
      program.send(KEYS.ctrlC);
      await program.exited;
    }
    return { bytes, frame };
  } finally {
    program.end();
    await program.exited;
  }
}

/**
 * The program's start beside that of Node alone (`node -e 0`), all in turn, so that a busy machine slows all alike.
 * `first-frame` and `first-bytes` are those of a program that was started before and finds its code compiled;
 * `first-frame-cold` is the first start of all, without that cache.
 */
export async function startUp(effort: number): Promise<Measure[]> {
  const floor: number[] = [];
  const version: number[] = [];
  const bytes: number[] = [];
  const frame: number[] = [];
  const cold: number[] = [];
  const warmCache = mkdtempSync(join(tmpdir(), 'ackademy-bench-'));
  await starts(warmCache, true);
  for (let i = 0; i < rounds(ROUNDS, effort); i++) {
    floor.push(wall('-e', '0'));
    version.push(wall(join(process.cwd(), 'bin/ackademy.cjs'), '--version'));
    const one = await starts(warmCache);
    bytes.push(one.bytes);
    frame.push(one.frame);
    const emptyCache = mkdtempSync(join(tmpdir(), 'ackademy-bench-'));
    cold.push((await starts(emptyCache)).frame);
    rmSync(emptyCache, { recursive: true, force: true });
  }
  rmSync(warmCache, { recursive: true, force: true });
  const base = median(floor);
  const ratio = (values: readonly number[]): number => rounded(median(values) / base);
  return [
    { name: 'startup-floor (node -e 0)', value: rounded(base), unit: 'ms' },
    { name: 'startup-version', value: ratio(version), unit: 'x floor', goal: '<= 1.3' },
    { name: 'first-bytes', value: ratio(bytes), unit: 'x floor', goal: '<= 2' },
    { name: 'first-frame', value: ratio(frame), unit: 'x floor', goal: '<= 5' },
    { name: 'first-frame-cold', value: ratio(cold), unit: 'x floor' },
  ];
}
