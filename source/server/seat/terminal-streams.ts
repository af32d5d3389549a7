import { PassThrough, Writable } from 'node:stream';

/** Characters and lines of a terminal. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** Bytes that may wait for somebody who reads slowly: a minute of a live level. */
export const MOST_WAITING = 1 << 20;

/** The two ends of a terminal that is elsewhere, as Ink wants them. */
export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly input: (bytes: Uint8Array) => void;
  readonly resize: (size: WindowSize) => void;
  /** Nothing is written or read from now on. */
  readonly destroy: () => void;
}

export interface TerminalStreamsOptions {
  readonly size: WindowSize;
  /** Sends bytes on; `done` when they have left, so that nobody sends faster than is read. */
  readonly send: (text: string, done: () => void) => void;
  /** What is drawn leaves only when this resolves. */
  readonly settled: () => Promise<void>;
  /** More waits than MOST_WAITING. Called once. */
  readonly onSlow: () => void;
}

/**
 * A terminal without a driver: it is always in raw mode, and a line feed needs its carriage return. What was played is kept before the
 * frame that shows it is sent.
 */
export function openTerminal({ size: first, send, settled, onSlow }: TerminalStreamsOptions): TerminalStreams {
  let size = first;
  let isSlow = false;
  const sendKept = async (text: string, done: () => void): Promise<void> => {
    await settled();
    if (text === '') done();
    else send(text.replaceAll(/\r?\n/g, '\r\n'), done);
  };
  const out = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _encoding, done) => void sendKept(textOf(chunk), done),
    writev: (chunks, done) => void sendKept(chunks.map(({ chunk }) => textOf(chunk as string | Uint8Array)).join(''), done),
  });
  const write = out.write.bind(out);
  const stdout = Object.defineProperties(out, {
    columns: { get: () => size.columns },
    rows: { get: () => size.rows },
    isTTY: { value: true },
    getColorDepth: { value: () => 24 },
    hasColors: { value: () => true },
    write: {
      value: (...given: Parameters<typeof write>): boolean => {
        const isReady = write(...given);
        if (!isSlow && out.writableLength > MOST_WAITING) {
          isSlow = true;
          onSlow();
        }
        return isReady;
      },
    },
  }) as unknown as NodeJS.WriteStream;
  const raw = new PassThrough();
  const stdin = Object.assign(raw, { isTTY: true, isRaw: true, setRawMode: () => raw, ref: () => raw, unref: () => raw }) as unknown as NodeJS.ReadStream;
  return {
    stdin,
    stdout,
    input: (bytes) => void raw.write(bytes),
    resize(next) {
      size = next;
      stdout.emit('resize');
    },
    destroy() {
      raw.destroy();
      out.destroy();
    },
  };
}

function textOf(chunk: string | Uint8Array): string {
  return typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
}
