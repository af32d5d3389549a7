import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import xterm from '@xterm/headless';
import ssh2 from 'ssh2';
import { fingerprintOfKey } from '../../../source/server/ssh/host-key.ts';

/** How long a screen may take on a busy machine, ms. Only failures take that long. */
const PATIENCE = 30_000;

/** A student at a terminal: an SSH client, and an emulator that shows what comes. */
export interface SshPlayer {
  readonly text: () => string;
  readonly until: (what: string, test: (screen: string) => boolean) => Promise<string>;
  readonly send: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Resolves when the channel is closed: with the exit code, null where none came. */
  readonly ended: Promise<number | null>;
  readonly fingerprint: string;
  readonly terminal: xterm.Terminal;
  readonly client: ssh2.Client;
  readonly channel: ssh2.ClientChannel;
  readonly hangUp: () => void;
}

export interface SshLogin {
  readonly port: number;
  readonly handle: string;
  readonly code: string;
}

/** Logs in; rejects when it is refused. */
export async function logIn({ port, handle, code }: SshLogin, more: ssh2.ConnectConfig = {}): Promise<{ readonly client: ssh2.Client; readonly fingerprint: string }> {
  const client = new ssh2.Client();
  let fingerprint = '';
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', reject).once('close', () => reject(new Error('closed')));
    client.connect({ host: '127.0.0.1', port, username: handle, password: code, hostVerifier: (key: Buffer) => ((fingerprint = fingerprintOfKey(key)), true), ...more });
  });
  client.on('error', () => {});
  return { client, fingerprint };
}

export async function sitDown(login: SshLogin, { columns = 100, rows = 40 }: { readonly columns?: number; readonly rows?: number } = {}): Promise<SshPlayer> {
  const { client, fingerprint } = await logIn(login);
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 200 });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) => {
    client.shell({ term: 'xterm-256color', cols: columns, rows }, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
  const watchers = new Set<() => void>();
  const wake = (): void => {
    for (const watcher of watchers) watcher();
  };
  let code: number | null = null;
  channel.on('data', (bytes: Uint8Array) => terminal.write(bytes, wake));
  channel.on('exit', (given: number | null) => void (code = given));
  const ended = new Promise<number | null>((resolve) => {
    channel.on('close', () => terminal.write('', () => {
      wake();
      resolve(code);
    }));
  });
  const text = (): string => Array.from({ length: terminal.rows }, (_, y) => terminal.buffer.active.getLine(terminal.buffer.active.viewportY + y)?.translateToString(true) ?? '').join('\n');
  return {
    text,
    until: (what, test) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(limit);
          watchers.delete(look);
        };
        const look = (): void => {
          if (!test(text())) return;
          stop();
          resolve(text());
        };
        const limit = setTimeout(() => {
          stop();
          reject(new Error(`the screen never showed ${what}:\n${text()}`));
        }, PATIENCE);
        watchers.add(look);
        look();
      }),
    send: (keys) => void channel.write(keys),
    resize(cols, newRows) {
      terminal.resize(cols, newRows);
      channel.setWindow(newRows, cols, 0, 0);
    },
    ended,
    fingerprint,
    terminal,
    client,
    channel,
    hangUp: () => client.end(),
  };
}
