import { createInterface } from 'node:readline';
import type { Shell } from './shell.ts';

/** What one line may hold in memory; the parser refuses anything near it. */
const MOST_KEPT = 10_000;

/**
 * Lines of standard input as they come, until its end. From a keyboard with a prompt and line editing; from a pipe as
 * they are. A line far too long to be a command is cut, never collected whole.
 */
export async function* readLines({ stdin, stdout }: Shell, prompt: string): AsyncGenerator<string> {
  if (stdin.isTTY === true) {
    const keyboard = createInterface({ input: stdin, output: stdout, prompt, historySize: 200 });
    keyboard.on('SIGINT', () => keyboard.close());
    try {
      keyboard.prompt();
      for await (const line of keyboard) {
        yield line;
        keyboard.prompt();
      }
    } finally {
      keyboard.close();
    }
    return;
  }
  stdin.setEncoding('utf8');
  let line = '';
  for await (const chunk of stdin as AsyncIterable<string>) {
    const parts = chunk.split('\n');
    for (const [index, part] of parts.entries()) {
      if (line.length < MOST_KEPT) line += part.slice(0, MOST_KEPT);
      if (index === parts.length - 1) break;
      yield line.replace(/\r$/, '');
      line = '';
    }
  }
  if (line !== '') yield line;
}
