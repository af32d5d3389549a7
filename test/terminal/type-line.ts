import type { Program } from './program.ts';

function lastLine(program: Program): string {
  return program.lines().findLast((line) => line !== '') ?? '';
}

/** A level that begins with a question shows its task first: Enter goes on. */
export async function readTask(program: Program, closes: string): Promise<void> {
  if (!lastLine(program).includes(`Enter q ${closes}`)) return;
  program.send('\r');
  await program.until('the first question', () => !lastLine(program).includes(`Enter q ${closes}`));
}

/** Types one line on the `:` line, as a person does: colon, text, Enter. */
export async function typeLine(program: Program, text: string): Promise<void> {
  program.send(':');
  await program.until('an open command line', () => lastLine(program).startsWith(':'));
  program.send(text);
  const tail = text.replaceAll(' ', '').slice(-12);
  await program.until(`the typed ${text}`, () => lastLine(program).replaceAll(' ', '').includes(tail));
  program.send('\r');
  await program.until(`the command line closed after ${text}`, () => !lastLine(program).startsWith(':'));
}
