import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exportRun } from '../../../source/commands/export/export.ts';
import { EXPORT_FORMATS } from '../../../source/commands/export/export-formats.ts';
import { play } from '../../../source/commands/play/play.ts';
import { fakeShell } from '../fake-shell.ts';
import { invoke } from '../invoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-export-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);

async function run(...args: string[]) {
  const { shell, out, err } = fakeShell();
  const code = await invoke(exportRun, args, shell);
  return { code, out: out(), err: err() };
}

async function playedRun(): Promise<string> {
  const { shell } = fakeShell('S seq 1000\nskip\n. seq 1001 ack SEG.SEQ+1\n');
  await invoke(play, ['first-syn', '--plain', '--no-save', '--seed', '4', '--out', file('run.json')], shell);
  return file('run.json');
}

describe('export', () => {
  test.each(EXPORT_FORMATS)('writes a run to a file as %s, and the same to standard output', async (format) => {
    const path = await playedRun();
    expect(await run(path, '--to', format, '--out', file('out'))).toEqual({ code: 0, out: '', err: '' });
    const { code, out } = await run(path, '--to', format);
    expect({ code, out }).toEqual({ code: 0, out: readFileSync(file('out'), 'utf8') });
    expect(out).not.toBe('');
  });

  test('does not write over the run that it exports', async () => {
    const path = await playedRun();
    const before = readFileSync(path, 'utf8');
    const { code, err } = await run(path, '--to', 'json', '--out', `${folder}/../${folder.split('/').at(-1)}/run.json`);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('is the run itself, which would be lost') });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('takes a level for its model solution', async () => {
    const { code, out } = await run('first-syn', '--solution', '--to', 'tcpdump', '--absolute', '--seed', '3');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').length).toBe(3);
    expect(out).not.toMatch(/ack 1,/);
  });

  test('captures at a host', async () => {
    const path = await playedRun();
    const { out } = await run(path, '--to', 'tcpdump', '--at', 'server');
    expect(out.split('\n').map((line) => line.slice(0, 15))).toEqual(['00:00:00.020000', '00:00:00.020000', '00:00:00.060000', '']);
  });

  test.each([
    [['run.json'], 2, 'Expected a format, for example: ackademy export run.json --to pcapng'],
    [['run.json', '--to', 'pcap'], 2, 'There is no format "pcap". Did you mean pcapng?'],
    [['run.json', '--to', 'pdf\u001b[2J'], 2, 'There is no format "pdfU+001B[2J". There are: pcapng, packetdrill, tcpdump'],
    [[], 2, '"export" needs one more word.'],
    [['a', 'b', '--to', 'svg'], 2, '"export" got more words than it takes: "b"'],
    [['nowhere.json', '--to', 'svg'], 3, 'nowhere.json: cannot be read (ENOENT)'],
    [['first-syn', '--to', 'svg'], 3, 'Its model solution is exported by: ackademy export first-syn --solution --to svg'],
    [['frist-syn', '--solution', '--to', 'svg'], 2, 'Did you mean first-syn?'],
    [['first-syn', '--solution', '--to', 'pcapng', '--kernel', '7'], 2, 'There is no kernel profile "7".'],
    [['first-syn', '--solution', '--to', 'pcapng', '--at', 'nobody'], 2, 'There is no host "nobody" in this run. There are: client, server, for example: --at client'],
    [['first-syn', '--solution', '--to', 'svg', '--at', 'server'], 2, '--at is for pcapng, packetdrill, tcpdump'],
    [['first-syn', '--solution', '--to', 'svg', '--out', '/nonexistent/x.svg'], 3, '/nonexistent/x.svg: cannot be written (ENOENT)'],
  ])('of %j ends with %i and says why', async (args, code, sentence) => {
    const result = await run(...args);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err).toContain(sentence);
  });

  test('refuses a run of another engine, with 3', async () => {
    const path = await playedRun();
    writeFileSync(file('old.json'), readFileSync(path, 'utf8').replace(/"engine": "\w+"/, '"engine": "0"'));
    const { code, err } = await run(file('old.json'), '--to', 'json');
    expect({ code, says: err.includes('made by engine 0') }).toEqual({ code: 3, says: true });
  });

  test('does not garble a terminal with a binary file', async () => {
    const { shell, err } = fakeShell();
    Object.assign(shell.stdout, { isTTY: true });
    expect(await invoke(exportRun, ['first-syn', '--solution', '--to', 'pcapng'], shell)).toBe(2);
    expect(err()).toContain('--out run.pcapng');
  });
});
