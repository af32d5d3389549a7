import { PassThrough, Writable } from 'node:stream';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import xterm from '@xterm/headless';
import { render } from 'ink';
import type { ReactNode } from 'react';

/** An Ink program drawn into a terminal that lives in this process: real escape sequences, no pty, no sleeping. */
export interface VirtualTerminal {
  /** The screen as text, a line each, without spaces at the ends. */
  readonly text: () => string;
  readonly lines: () => string[];
  /** Resolves with the screen as soon as it satisfies the test; rejects with the screen that never did. */
  readonly until: (test: string | RegExp | ((text: string) => boolean), ms?: number) => Promise<string>;
  /** Types as a terminal sends it. */
  readonly send: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => Promise<void>;
  readonly rerender: (node: ReactNode) => void;
  readonly unmount: () => void;
  /** All that was written, escape sequences included. */
  readonly written: () => string;
  readonly terminal: xterm.Terminal;
}

export interface VirtualTerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
}

/** Cursor keys as a terminal sends them. */
export const KEYS = {
  up: '\u001b[A', down: '\u001b[B', right: '\u001b[C', left: '\u001b[D', home: '\u001b[H', end: '\u001b[F', pageUp: '\u001b[5~', pageDown: '\u001b[6~',
  enter: '\r', escape: '\u001b', tab: '\t', shiftTab: '\u001b[Z', backspace: '\u007f', f1: '\u001bOP', ctrlC: '\u0003', ctrlZ: '\u001a', ctrlL: '\u000c',
} as const;

export function openVirtualTerminal(node: ReactNode, { columns = 80, rows = 24 }: VirtualTerminalOptions = {}): VirtualTerminal {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true, scrollback: 200 });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.unicode.activeVersion = '15-graphemes';
  const watchers = new Set<() => void>();
  const log: string[] = [];
  const stdout = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        log.push(chunk);
        terminal.write(chunk, () => {
          for (const watcher of watchers) watcher();
        });
        done();
      },
    }),
    { isTTY: true },
  );
  Object.defineProperties(stdout, { columns: { get: () => terminal.cols }, rows: { get: () => terminal.rows } });
  const stdin = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode: (): unknown => stdin, ref: () => stdin, unref: () => stdin });
  const instance = render(node, {
    stdout: stdout,
    stdin: stdin,
    stderr: stdout,
    patchConsole: false,
    interactive: true,
    exitOnCtrlC: false,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 1000,
  });
  const lines = () => Array.from({ length: terminal.rows }, (_, y) => terminal.buffer.active.getLine(terminal.buffer.active.viewportY + y)?.translateToString(true) ?? '');
  const text = () => lines().join('\n');
  return {
    text,
    lines,
    until(test, ms = 5000) {
      const holds = typeof test === 'function' ? test : typeof test === 'string' ? (screen: string) => screen.includes(test) : (screen: string) => test.test(screen);
      return new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(limit);
          watchers.delete(look);
        };
        const look = () => {
          const screen = text();
          if (!holds(screen)) return;
          stop();
          resolve(screen);
        };
        const limit = setTimeout(() => {
          stop();
          reject(new Error(`the screen never showed ${String(test)}:\n${text()}`));
        }, ms);
        watchers.add(look);
        look();
      });
    },
    send: (keys) => void stdin.write(keys),
    resize(cols, rows) {
      terminal.resize(cols, rows);
      stdout.emit('resize');
      // What is still in the terminal's write queue belongs to the old size.
      return new Promise((resolve) => terminal.write('', resolve));
    },
    rerender: (next) => instance.rerender(next),
    unmount: () => instance.unmount(),
    written: () => log.join(''),
    terminal,
  };
}
