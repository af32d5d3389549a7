import { describe, expect, test } from 'vitest';
import type { Command } from '../../source/commands/command.ts';
import { COMMAND_NAMES } from '../../source/commands/names.ts';
import { readArguments } from '../../source/commands/options.ts';
import { runCommand, type CommandTable } from '../../source/commands/run.ts';
import { print } from '../../source/commands/shell.ts';
import { fakeShell } from './fake-shell.ts';

const says = (name: string): (() => Promise<Command>) => async () => async ({ words, shell }) => {
  print(shell, [name, ...words].join(' '));
  return 0;
};
const fails = async (): Promise<Command> => async () => {
  throw new Error('no such thing');
};
const table: CommandTable = {
  bare: says('bare'),
  commands: { play: says('play'), watch: says('watch'), quiz: says('quiz'), levels: says('levels'), facts: says('facts'), reference: says('reference'), check: says('check'), level: says('level'), replay: says('replay'), export: says('export'), import: says('import'), packetdrill: says('packetdrill'), prove: says('prove'), progress: says('progress'), paths: says('paths'), doctor: fails, class: says('class'), 'hand-in': says('hand-in'), serve: says('serve'), join: says('join') },
};

async function run(...args: string[]) {
  const { shell, out, err } = fakeShell();
  const read = readArguments(args, {});
  if (!read.ok) throw new Error('bad arguments');
  const code = await runCommand(table, read.words, read.options, shell);
  return { code, out: out(), err: err() };
}

describe('runCommand', () => {
  test('calls the command that the first word names, with the others', async () => {
    expect(await run('play', 'first-syn')).toEqual({ code: 0, out: 'play first-syn\n', err: '' });
    expect(await run()).toEqual({ code: 0, out: 'bare\n', err: '' });
  });

  test('an unknown command ends with 2, with its neighbour and all there are', async () => {
    const { code, out, err } = await run('levles');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`There is no command "levles". Did you mean levels? There are: ${COMMAND_NAMES.join(', ')}.\n`);
  });

  test('what goes wrong inside is one sentence without a stack trace, and code 1', async () => {
    const { code, err } = await run('doctor');
    expect(code).toBe(1);
    expect(err).toMatch(/^ackademy failed: no such thing\. [^\n]*\n$/);
  });

  test.each(COMMAND_NAMES)('%s has its help in both languages, the same by --help and by help', async (name) => {
    for (const lang of ['en', 'zh-Hans']) {
      const { code, out } = await run(name, '--help', '--lang', lang);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^ackademy ${name}`));
      expect(await run('help', name, '--lang', lang)).toEqual({ code: 0, out, err: '' });
    }
  });

  test('the general help names every command', async () => {
    const { out } = await run('--help');
    for (const name of COMMAND_NAMES) expect(out).toContain(`ackademy ${name}`);
    expect((await run('help')).out).toBe(out);
  });
});
