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

  it('shows its cursor at the end of an open field and nowhere else, and takes full-width characters there', async () => {
    const program = start({ args: [...PLAY, '--lang', 'zh-Hans'], columns: 120, rows: 40 });
    await program.until('the level', (screen) => screen.includes('第一个 SYN'));
    const shown = (): boolean => program.raw().lastIndexOf('\u001b[?25h') > program.raw().lastIndexOf('\u001b[?25l');
    const under = (): string | undefined => program.lines()[program.terminal.buffer.active.cursorY]?.[program.terminal.buffer.active.cursorX];
    expect(shown()).toBe(false);
    program.send('／');
    await program.until('the search field, and the cursor in it', (screen) => /^\/_/m.test(screen) && shown() && under() === '_');
    program.send('ｃｏｎｎｅｃｔ');
    await program.until('what was typed, as ASCII', (screen) => screen.includes('/connect_') && under() === '_');
    program.send('\r');
    await program.until('where it is, and no cursor', (screen) => screen.includes('"connect": 第 1 处') && !shown());
  });

  it('goes to the settings and comes back to the same place, and keeps a key of the player\'s own for the next game', async () => {
    const first = start({ args: PLAY });
    await first.until('the level', isPlaying);
    first.send('4');
    await first.until('the sysctl panel', (screen) => screen.includes('╔═ sysctl'));
    first.send(',');
    await first.until('the settings', (screen) => screen.includes('SETTINGS'));
    first.send('\t');
    await first.until('the keys', (screen) => screen.includes('╔═ Keys'));
    first.send('\u001b[B');
    await first.until('undo selected', (screen) => /> u +undo/.test(screen));
    first.send('\r');
    await first.until('the question for a key', (screen) => screen.includes('Press the new key'));
    first.send('m');
    await first.until('the key chosen', (screen) => /m +undo/.test(screen));
    first.send('q');
    await first.until('the sysctl panel again', (screen) => screen.includes('╔═ sysctl'));
    first.send('\u0003');
    await first.exited;
    const second = start({ args: PLAY, home: first.home });
    await second.until('the level again', isPlaying);
    second.send('?');
    await second.until('the help', (screen) => screen.includes('╔═ Keys'));
    second.send('\u001b[6~\u001b[6~');
    await second.until('the key in the help', (screen) => /m +undo/.test(screen));
  });
});
