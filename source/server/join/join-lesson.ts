import ssh2 from 'ssh2';
import { fingerprintOfKey } from '../ssh/host-key.ts';

/** A terminal of this machine. */
export interface OwnTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export interface Login {
  readonly host: string;
  readonly port: number;
  readonly handle: string;
  readonly code: string;
}

/** `unknown`: the caller did not believe the key. `refused`: handle or code. `lost`: the connection ended without a word of the server. */
export type Joined = { readonly ended: 'played'; readonly code: number } | { readonly ended: 'unreached'; readonly why: string } | { readonly ended: 'unknown' | 'refused' | 'lost' };

/** The game's screen, should the connection break in the middle of a frame. */
const RESTORE = '\u001b[?2026l\u001b[?2004l\u001b[0m\u001b[?25h\u001b[?1049l';
const LOGIN_MS = 30_000;

/** The fingerprint of a server, before anything is told to it. */
export function fingerprintAt(host: string, port: number): Promise<{ readonly ok: true; readonly fingerprint: string } | { readonly ok: false; readonly why: string }> {
  return new Promise((resolve) => {
    const client = new ssh2.Client();
    client.on('error', (error) => resolve({ ok: false, why: codeOf(error) }));
    client.on('close', () => resolve({ ok: false, why: 'closed' }));
    client.connect({
      host,
      port,
      username: 'ackademy',
      readyTimeout: LOGIN_MS,
      hostVerifier: (key: Uint8Array) => {
        resolve({ ok: true, fingerprint: fingerprintOfKey(key) });
        return false;
      },
    });
  });
}

/** Plays at this terminal what a server draws, and gives the terminal back, however it ends. Nothing is said to a server with another fingerprint. */
export function joinLesson({ host, port, handle, code }: Login, fingerprint: string, terminal: OwnTerminal): Promise<Joined> {
  return new Promise((resolve) => {
    const client = new ssh2.Client();
    let isKnown = true;
    let isIn = false;
    client.on('error', (error) => {
      if (!isKnown) resolve({ ended: 'unknown' });
      else if (isIn) resolve({ ended: 'lost' });
      else resolve((error as { level?: string }).level === 'client-authentication' ? { ended: 'refused' } : { ended: 'unreached', why: codeOf(error) });
    });
    client.on('close', () => resolve(isIn ? { ended: 'lost' } : { ended: isKnown ? 'refused' : 'unknown' }));
    const play = async (channel: ssh2.ClientChannel): Promise<void> => {
      const exit = await playOn(channel, terminal);
      client.end();
      resolve(exit === null ? { ended: 'lost' } : { ended: 'played', code: exit });
    };
    client.on('ready', () => {
      isIn = true;
      const { columns, rows } = terminal.stdout;
      client.shell({ term: 'xterm-256color', cols: columns, rows }, (error, channel) => {
        if (!error) return void play(channel);
        resolve({ ended: 'lost' });
        return client.end();
      });
    });
    client.connect({
      host,
      port,
      username: handle,
      password: code,
      readyTimeout: LOGIN_MS,
      keepaliveInterval: 15_000,
      hostVerifier: (key: Uint8Array) => (isKnown = fingerprintOfKey(key) === fingerprint),
    });
  });
}

/** The exit code that the server has given; null where the connection has ended before. */
function playOn(channel: ssh2.ClientChannel, { stdin, stdout }: OwnTerminal): Promise<number | null> {
  return new Promise((resolve) => {
    let exit: number | null = null;
    const resize = (): void => channel.setWindow(stdout.rows, stdout.columns, 0, 0);
    const key = (bytes: Uint8Array): void => void channel.write(bytes);
    stdin.setRawMode(true);
    stdin.on('data', key).resume();
    stdout.on('resize', resize);
    channel.pipe(stdout, { end: false });
    channel.on('exit', (code: number | null) => void (exit = code));
    channel.on('error', () => {});
    channel.once('close', () => {
      stdin.off('data', key).pause();
      stdin.setRawMode(false);
      stdout.off('resize', resize);
      if (exit === null) stdout.write(RESTORE);
      resolve(exit);
    });
  });
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
