/** The world outside: a terminal, a pipe, or a test. */
export interface Shell {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function print({ stdout }: Shell, ...lines: readonly string[]): void {
  if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
}

export function complain({ stderr }: Shell, ...lines: readonly string[]): void {
  if (lines.length > 0) stderr.write(`${lines.join('\n')}\n`);
}

/** JSON for scripts: one value, indented, with a line end. */
export function printJson(shell: Shell, value: unknown): void {
  print(shell, JSON.stringify(value, null, 2));
}

/** A person sits before a terminal that can draw. TERM=dumb cannot. */
export function isTerminal({ stdin, stdout, env }: Shell): boolean {
  return stdin.isTTY === true && stdout.isTTY === true && env['TERM'] !== 'dumb';
}

export type PlainReason = 'flag' | 'screen-reader' | 'pipe';

/** Why the plain mode is on, or null: by option, for a screen reader, or because nothing can be drawn. */
export function plainReason(shell: Shell, { plain }: { readonly plain: boolean }): PlainReason | null {
  if (plain) return 'flag';
  if (shell.env['INK_SCREEN_READER'] === 'true' || shell.env['ACCESSIBLE'] === '1') return 'screen-reader';
  return isTerminal(shell) ? null : 'pipe';
}
