import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import xterm from '@xterm/headless';

/** The built program in a real pseudo-terminal, its output in a terminal emulator. Waits look at the screen after each write; nothing sleeps. */
export interface Program {
  readonly lines: () => string[];
  readonly text: () => string;
  /** Resolves with the screen once it satisfies the test; rejects with the screen that never did. */
  readonly until: (what: string, test: (screen: string) => boolean) => Promise<string>;
  readonly send: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly signal: (name: string) => void;
  readonly exited: Promise<number>;
  /** Everything written, escape sequences included. */
  readonly raw: () => string;
  /** Screens seen after each write that `keep` asked for. */
  readonly frames: () => readonly string[];
  readonly terminal: xterm.Terminal;
  readonly home: string;
  readonly end: () => void;
}

export interface ProgramOptions {
  readonly args: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly home?: string;
  /** The project's folder, where the process is elsewhere. */
  readonly cwd?: string;
}

/** Where the program under test keeps what V8 compiled; `npm ci` clears it. */
const CACHE = join(process.cwd(), 'node_modules/.cache/ackademy/compiled');

/** How long a screen may take to appear on a busy two-core machine, in ms of real time. Only failures take that long. */
const PATIENCE = 20_000;

/** Synchronized output, around each frame that Ink writes. */
const FRAME_BEGINS = '\u001b[?2026h';
const FRAME_ENDS = '\u001b[?2026l';

export function startProgram({ args, columns = 80, rows = 24, env = {}, home: givenHome, cwd = process.cwd() }: ProgramOptions): Program {
  const home = givenHome ?? mkdtempSync(join(tmpdir(), 'ackademy-terminal-'));
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 500 });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.unicode.activeVersion = '15-graphemes';
  const pty = spawn(process.execPath, [join(cwd, 'bin/ackademy.cjs'), ...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      HOME: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_DATA_HOME: join(home, 'data'),
      XDG_STATE_HOME: join(home, 'state'),
      // One for all: with a cache of its own, every program would be compiled anew.
      XDG_CACHE_HOME: CACHE,
      ...env,
    },
  });
  const watchers = new Set<() => void>();
  const frames: string[] = [];
  const raw: string[] = [];
  let code: number | null = null;
  const lines = (): string[] => {
    const buffer = terminal.buffer.active;
    return Array.from({ length: terminal.rows }, (_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '');
  };
  const text = (): string => lines().join('\n');
  const wake = (): void => {
    const screen = text();
    if (frames.at(-1) !== screen) frames.push(screen);
    for (const watcher of watchers) watcher();
  };
  // A frame comes between these two, and in pieces: only whole ones are looked at.
  let isWhole = true;
  let before = '';
  pty.onData((data) => {
    raw.push(data);
    // A mark may come in two pieces itself.
    const seen = before + data;
    before = seen.slice(1 - FRAME_ENDS.length);
    const [begins, ends] = [seen.lastIndexOf(FRAME_BEGINS), seen.lastIndexOf(FRAME_ENDS)];
    if (begins !== ends) isWhole = ends > begins;
    const looks = isWhole;
    terminal.write(data, () => {
      if (looks) wake();
    });
  });
  terminal.onData((answer) => pty.write(answer));
  const exited = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode }) => {
      code = exitCode;
      // What is still on its way to the emulator belongs to the last screen.
      terminal.write('', () => {
        wake();
        resolve(exitCode);
      });
    });
  });
  return {
    lines,
    text,
    until(what, test) {
      return new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(limit);
          watchers.delete(look);
        };
        const look = (): void => {
          const screen = text();
          if (test(screen)) {
            stop();
            resolve(screen);
          } else if (code !== null) {
            stop();
            reject(new Error(`the program ended with ${code} before the screen showed ${what}:\n${screen}`));
          }
        };
        const limit = setTimeout(() => {
          stop();
          reject(new Error(`the screen never showed ${what}:\n${text()}`));
        }, PATIENCE);
        watchers.add(look);
        if (isWhole) look();
      });
    },
    send: (keys) => pty.write(keys),
    resize(cols, newRows) {
      terminal.resize(cols, newRows);
      pty.resize(cols, newRows);
    },
    signal: (name) => pty.kill(name),
    exited,
    raw: () => raw.join(''),
    frames: () => frames,
    terminal,
    home,
    end() {
      if (code === null) pty.kill('SIGKILL');
      if (givenHome === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}
