import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import stringWidth from 'string-width';
import { startProgram, type Program } from './program.ts';
import { typeLine } from './type-line.ts';

let open: Program[] = [];
afterEach(() => {
  for (const program of open) program.end();
  open = [];
});

function start(...options: Parameters<typeof startProgram>): Program {
  const program = startProgram(...options);
  open.push(program);
  return program;
}

const PLAY = ['play', 'first-syn', '--seed', '7'];
const isPlaying = (screen: string): boolean => screen.includes('The first SYN');

/** Where the arrow head of segment #1 was seen, over all frames. */
function headsOfFirst(program: Program): Set<number> {
  return new Set(
    program.frames().flatMap((frame) => {
      const row = frame.split('\n').find((line) => line.includes('#1') && line.includes('[S]'));
      return row ? [row.indexOf('>')] : [];
    }),
  );
}

/** Alternate screen left, cursor shown again. */
function expectRestored(program: Program): void {
  expect(program.terminal.buffer.active.type).toBe('normal');
  const raw = program.raw();
  expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001b[?25l'));
}

describe('the terminal', () => {
  it('shows a segment travelling: at least three different places of its head', async () => {
    const program = start({ args: PLAY, columns: 120, rows: 40 });
    await program.until('the level', isPlaying);
    await typeLine(program, 'S seq 1000');
    await program.until('the answer', (screen) => screen.includes('#2 auto'));
    const heads = headsOfFirst(program);
    expect(heads.size).toBeGreaterThanOrEqual(3);
  });

  it('draws no movement with reduced motion', async () => {
    const program = start({ args: [...PLAY, '--reduce-motion'], columns: 120, rows: 40 });
    await program.until('the level', isPlaying);
    await typeLine(program, 'S seq 1000');
    await program.until('the answer', (screen) => screen.includes('#2 auto'));
    const heads = headsOfFirst(program);
    expect(heads.size).toBe(1);
  });

  it('keeps the half-typed line and the level through any change of size, and never draws beyond it', async () => {
    const program = start({ args: PLAY });
    await program.until('the level', isPlaying);
    program.send(':');
    await program.until('the command line', (screen) => /^:/m.test(screen));
    program.send('S seq 12');
    await program.until('the typed text', (screen) => screen.includes(':S seq 12'));
    for (const [columns, rows] of [[120, 40], [100, 30], [60, 20], [20, 8], [80, 24]] as const) {
      program.resize(columns, rows);
      await program.until(`a frame at ${columns}x${rows}`, (screen) => screen.includes('S seq 12') && screen.split('\n').every((line) => stringWidth(line) <= columns));
    }
    program.send('34\r');
    await program.until('the move with the whole number', (screen) => screen.includes('1234') || screen.includes('#2'));
  });

  it('is given back when the game is left', async () => {
    const program = start({ args: PLAY });
    await program.until('the level', isPlaying);
    program.send('q');
    await program.until('the map', (screen) => screen.includes('WORLDS'));
    program.send('q');
    expect(await program.exited).toBe(0);
    expectRestored(program);
  });

  it('is given back by Ctrl-C', async () => {
    const program = start({ args: PLAY });
    await program.until('the level', isPlaying);
    program.send('\u0003');
    await program.exited;
    expectRestored(program);
  });

  it('is given back by a signal', async () => {
    const program = start({ args: PLAY });
    await program.until('the level', isPlaying);
    program.signal('SIGTERM');
    await program.exited;
    expectRestored(program);
  });

  it('is given back after a crash, and the fault is told on the normal screen', async () => {
    const fault = join(import.meta.dirname, 'throw-on-signal.mjs');
    const program = start({ args: PLAY, env: { NODE_OPTIONS: `--import=${fault}` } });
    await program.until('the level', isPlaying);
    program.signal('SIGUSR2');
    expect(await program.exited).not.toBe(0);
    expectRestored(program);
    expect(program.text()).toContain('planted fault');
  });

  it('shows only 7-bit frames with --ascii, and no colour with NO_COLOR', async () => {
    const program = start({ args: [...PLAY, '--ascii'], env: { NO_COLOR: '1' } });
    const screen = await program.until('the level', isPlaying);
    expect(screen).toMatch(/^[ -~\n]*$/);
    expect(program.raw()).not.toMatch(/\u001b\[(?:3[0-7]|9[0-7]|38)/);
  });

  it('goes on where a killed game was', async () => {
    const first = start({ args: PLAY });
    await first.until('the level', isPlaying);
    await typeLine(first, 'S seq 1000');
    await first.until('the move made', (screen) => screen.includes('moves 1'));
    first.signal('SIGKILL');
    await first.exited;
    const second = start({ args: ['play', 'first-syn'], home: first.home });
    await second.until('the same level, one move made', (screen) => isPlaying(screen) && screen.includes('moves 1'));
  });

  it('takes full-width letters as keys, as an input method sends them', async () => {
    const program = start({ args: PLAY });
    await program.until('the level', isPlaying);
    program.send('Ｌ');
    await program.until('the level in Chinese', (screen) => screen.includes('第一个 SYN'));
  });
});
