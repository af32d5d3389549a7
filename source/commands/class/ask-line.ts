import { createInterface } from 'node:readline/promises';
import { print, type Shell } from '../shell.ts';

/** One line: from a keyboard, or the next one of an input that is read line by line. Null at its end. */
export async function askLine(shell: Shell, question: string, lines: AsyncIterator<string> | null): Promise<string | null> {
  if (lines !== null) {
    print(shell, question);
    const next = await lines.next();
    return next.done === true ? null : next.value;
  }
  const asker = createInterface({ input: shell.stdin, output: shell.stdout });
  try {
    return await asker.question(`${question} `);
  } catch {
    return null;
  } finally {
    asker.close();
  }
}
