import { wrapped } from '../../components/cells.ts';
import { print, type Shell } from '../shell.ts';

/** Lines of the plain mode: whole where a program reads them, broken between words where a terminal shows them. */
export function printText(shell: Shell, ...lines: readonly string[]): void {
  const { isTTY, columns } = shell.stdout;
  print(shell, ...(isTTY === true && columns !== undefined && columns > 1 ? lines.flatMap((line) => wrapped(line, columns - 1)) : lines));
}
