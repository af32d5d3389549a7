import type { Shell } from '../shell.ts';

/** What one line may hold in memory; the parser refuses anything near it. */
const MOST_KEPT = 10_000;

/**
 * Lines of standard input as they come, until its end; before a keyboard with a prompt. The terminal's own line editing
 * serves, so that nothing moves the cursor. Of a line far too long to be a command only the beginning is kept.
 */
export async function* readLines({ stdin, stdout }: Shell, prompt: string): AsyncGenerator<string> {
  const ask = (text: string): void => {
    if (stdin.isTTY === true) stdout.write(text);
  };
  stdin.setEncoding('utf8');
  let line = '';
  ask(prompt);
  for await (const chunk of stdin as AsyncIterable<string>) {
    const parts = chunk.split('\n');
    for (const [index, part] of parts.entries()) {
      if (line.length < MOST_KEPT) line += part.slice(0, MOST_KEPT);
      if (index === parts.length - 1) break;
      yield line.replace(/\r$/, '');
      line = '';
      ask(prompt);
    }
  }
  ask('\n');
  if (line !== '') yield line;
}
