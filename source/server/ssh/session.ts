import type { Connection, ServerChannel, Session } from 'ssh2';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { WindowSize } from '../seat/terminal-streams.ts';

/** A terminal at the other end of a channel. */
export interface Place {
  readonly channel: ServerChannel;
  readonly size: WindowSize;
  /** Hears of the window's size, at most so often as a person can see it. */
  readonly onResize: (hear: (size: WindowSize) => void) => void;
}

/** A window's size is believed within these bounds. */
const SMALLEST: WindowSize = { columns: 20, rows: 5 };
const LARGEST: WindowSize = { columns: 400, rows: 200 };
const USUAL: WindowSize = { columns: 80, rows: 24 };
/** Between two sizes of a window that is being drawn larger, ms. */
const RESIZE_MS = 150;

/** What nobody is given: neither forwarding nor listening ports. */
export function refuseOthers(client: Connection): void {
  client.on('request', (_accept, reject) => reject?.());
  client.on('tcpip', (_accept, reject) => reject());
  client.on('openssh.streamlocal', (_accept, reject) => reject());
}

/** A session channel: it may bring a terminal and ask for a shell, which is the game. Everything else is refused, with a sentence where there is a place for one. */
export function takeSession(session: Session, lang: Lang, onShell: (place: Place) => void): void {
  let size: WindowSize | null = null;
  let hear: ((size: WindowSize) => void) | null = null;
  let isTaken = false;
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    timer = null;
    if (size !== null) hear?.(size);
  };
  session.on('pty', (accept, reject, info) => {
    if (isTaken) return reject?.();
    size = sizeOf(info);
    accept?.();
  });
  session.on('window-change', (accept, _reject, info) => {
    if (size !== null) size = sizeOf(info);
    // A storm of sizes is one size.
    timer ??= setTimeout(tell, RESIZE_MS).unref();
    accept?.();
  });
  session.on('shell', (accept, reject) => {
    if (isTaken) return reject();
    isTaken = true;
    const channel = accept();
    if (size === null) return end(channel, message(lang, 'server.no-terminal'));
    onShell({ channel, size, onResize: (listener) => void (hear = listener) });
  });
  session.on('exec', (accept, reject) => {
    if (isTaken) return reject();
    isTaken = true;
    end(accept(), message(lang, 'server.no-commands'));
  });
  for (const name of ['env', 'x11', 'auth-agent', 'subsystem', 'sftp', 'signal'] as const) {
    session.on(name as 'env', (_accept, reject) => reject?.());
  }
}

/** Refused: said where error messages go, and the program at the other end fails. */
function end(channel: ServerChannel, text: string): void {
  channel.stderr.write(`${text}\r\n`);
  channel.exit(2);
  channel.end();
}

function sizeOf({ cols, rows }: { readonly cols: number; readonly rows: number }): WindowSize {
  const within = (value: number, least: number, most: number, usual: number) => (value > 0 ? Math.min(most, Math.max(least, value)) : usual);
  return { columns: within(cols, SMALLEST.columns, LARGEST.columns, USUAL.columns), rows: within(rows, SMALLEST.rows, LARGEST.rows, USUAL.rows) };
}
