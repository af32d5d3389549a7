import { Readable, Writable } from 'node:stream';
import type { Shell } from '../../source/commands/shell.ts';

/** A shell without a terminal: `input` is what is piped in, and everything printed is kept. */
export function fakeShell(input: string | readonly string[] = '', env: Shell['env'] = {}): { readonly shell: Shell; readonly out: () => string; readonly err: () => string } {
  const kept = { out: '', err: '' };
  const sink = (name: keyof typeof kept) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        kept[name] += chunk.toString('utf8');
        done();
      },
    });
  const chunks = typeof input === 'string' ? [input] : input;
  const stdin = Readable.from(chunks.map((chunk) => Buffer.from(chunk)), { objectMode: false });
  const home = '/nonexistent/ackademy-test';
  return {
    shell: { stdin, stdout: sink('out'), stderr: sink('err'), env: { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, ...env } },
    out: () => kept.out,
    err: () => kept.err,
  };
}
