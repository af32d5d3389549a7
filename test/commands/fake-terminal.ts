import { PassThrough, Writable } from 'node:stream';
import type { Shell } from '../../source/commands/shell.ts';

/** A terminal that answers what is written to it with what `answer` returns. */
export function fakeTerminal(answer: (written: string) => string | null, env: Shell['env'] = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode: (on: boolean) => void (stdin.isRaw = on) });
  let written = '';
  const stdout = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        written += chunk;
        const reply = answer(chunk);
        if (reply !== null) stdin.write(reply);
        done();
      },
    }),
    { isTTY: true, columns: 80, rows: 24, getColorDepth: () => 8 },
  );
  const shell: Shell = { stdin, stdout, stderr: new PassThrough(), env };
  return { shell, stdin, written: () => written };
}
