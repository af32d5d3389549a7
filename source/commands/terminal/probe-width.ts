import type { Shell } from '../shell.ts';

/** What a terminal makes of characters that Unicode calls ambiguous, as all frame characters are. */
export type AmbiguousWidth = 'narrow' | 'wide' | 'unknown';

const ESC = '\u001b';
const REPLY = new RegExp(`${ESC}\\[\\d+;(\\d+)R`);

/** What an input can do beyond a shell's when it is a terminal. */
type RawInput = Shell['stdin'] & { setRawMode?: (on: boolean) => unknown; unshift?: (chunk: Buffer) => void };

/**
 * Draws one frame character and asks where the cursor is (`ESC[6n`). A terminal that does not answer in time is
 * 'unknown'. What was typed meanwhile is put back for whoever reads next.
 */
export async function probeAmbiguousWidth(shell: Pick<Shell, 'stdin' | 'stdout'>, timeoutMs: number): Promise<AmbiguousWidth> {
  const stdin: RawInput = shell.stdin;
  if (stdin.isTTY !== true || shell.stdout.isTTY !== true || stdin.setRawMode === undefined) return 'unknown';
  stdin.setRawMode(true);
  const text = await replyTo(`\r\u2500${ESC}[6n\r${ESC}[K`, shell, timeoutMs);
  stdin.setRawMode(false);
  const reply = REPLY.exec(text);
  const rest = text.replace(REPLY, '');
  if (rest !== '') stdin.unshift?.(Buffer.from(rest));
  if (reply === null) return 'unknown';
  return Number(reply[1]) > 2 ? 'wide' : 'narrow';
}

function replyTo(question: string, { stdin, stdout }: Pick<Shell, 'stdin' | 'stdout'>, timeoutMs: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const done = () => {
      clearTimeout(timer);
      stdin.off('data', read);
      stdin.pause();
      resolve(text);
    };
    const read = (chunk: Buffer | string) => {
      text += chunk.toString();
      if (REPLY.test(text)) done();
    };
    const timer = setTimeout(done, timeoutMs);
    stdin.on('data', read);
    stdout.write(question);
  });
}
