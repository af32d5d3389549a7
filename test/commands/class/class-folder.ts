import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../../source/commands/command.ts';
import { classroom } from '../../../source/commands/class/class.ts';
import { handIn } from '../../../source/commands/class/hand-in.ts';
import { readArguments } from '../../../source/commands/options.ts';
import { play } from '../../../source/commands/play/play.ts';
import { say } from '../../../source/message/say.ts';
import { fakeShell } from '../fake-shell.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A teacher's folder and as many students' machines as are asked for, each below a temporary folder. */
export class ClassFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'ackademy-class-'));

  constructor() {
    process.chdir(this.root);
  }

  at(...path: readonly string[]): string {
    return join(this.root, ...path);
  }

  write(name: string, text: string | Uint8Array): string {
    writeFileSync(this.at(name), text);
    return this.at(name);
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  async run(command: Command, args: readonly string[], { input = '', home = 'teacher' }: { readonly input?: string; readonly home?: string } = {}): Promise<Said> {
    const folder = this.at('homes', home);
    const { shell, out, err } = fakeShell(input, { HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'data') });
    const read = readArguments(args, shell.env);
    if (!read.ok) return { code: 2, out: '', err: say('en', read.problem) };
    const code = await command({ words: read.words.slice(1), options: read.options, shell });
    return { code, out: out(), err: err() };
  }

  teacher(...args: readonly string[]): Promise<Said> {
    return this.run(classroom, ['class', ...args]);
  }

  /** A student at home plays: the code, then the lines. */
  plays(home: string, code: string, lines: readonly string[], words: readonly string[] = ['lab.ackclass']): Promise<Said> {
    return this.run(play, ['play', ...words, '--plain'], { input: `${[code, ...lines].join('\n')}\n`, home });
  }

  handsIn(home: string, file: string): Promise<Said> {
    return this.run(handIn, ['hand-in', '--out', file], { home });
  }

  /** The claim codes by e-mail. */
  codes(file = 'codes.csv'): Readonly<Record<string, string>> {
    const [header = '', ...rows] = this.read(file).replace(/^\ufeff/, '').trim().split('\r\n');
    const columns = header.split(',');
    return Object.fromEntries(rows.map((row) => row.split(',')).map((cells) => [cells[columns.indexOf('email')]!, cells[columns.indexOf('claim code')]!]));
  }

  remove(): void {
    process.chdir(tmpdir());
    rmSync(this.root, { recursive: true });
  }
}
