import type { Program } from './program.ts';

function lastLine(program: Program): string {
  return program.lines().findLast((line) => line !== '') ?? '';
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
