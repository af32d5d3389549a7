import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { printCapture } from '../../source/formats/tcpdump/print-capture.ts';
import { writeExport } from '../../source/commands/export/write-export.ts';
import { allRuns, has, merged, pcapngOf, runOf } from './runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-tcpdump-'));
afterAll(() => rmSync(folder, { recursive: true }));

function exported(run: Parameters<typeof writeExport>[0], format: 'tcpdump', absolute: boolean): string | Uint8Array {
  const written = writeExport(run, format, { at: null, absolute }, 'en');
  if (!written.ok) throw new Error(written.text);
  return written.content;
}

describe('the lines of a capture', () => {
  test('have the virtual time, ends, flags and numbers, relative once both ends have told theirs', () => {
    const lines = String(exported(runOf('first-syn', null), 'tcpdump', false)).trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/ options \[.*\],/, ''))).toEqual([
      expect.stringMatching(/^00:00:00\.000000 IP 10\.0\.0\.5\.\d+ > 10\.0\.0\.9\.80: Flags \[S\], seq \d+, win 64240, length 0$/),
      expect.stringMatching(/^00:00:00\.020000 IP 10\.0\.0\.9\.80 > 10\.0\.0\.5\.\d+: Flags \[S\.\], seq \d{5,}, ack \d{5,}, win 65160, length 0$/),
      expect.stringMatching(/^00:00:00\.040000 IP 10\.0\.0\.5\.\d+ > 10\.0\.0\.9\.80: Flags \[\.\], ack 1, win \d+, length 0$/),
    ]);
  });

  test('of a flood end with how much is left out', () => {
    expect(String(exported(runOf('survive-the-flood', null), 'tcpdump', false)).trimEnd().split('\n').at(-1)).toMatch(/^# \d+ more segments are left out/);
  });
});

describe.skipIf(!has('tcpdump'))('tcpdump (skipped where it is not installed: `apt-get install tcpdump`)', () => {
  const all = has('tcpdump') ? merged(allRuns({ live: false })) : null;

  test.each([false, true])('prints the same lines for every run, but for what it guesses of payloads, absolute numbers: %s', (absolute) => {
    const file = join(folder, 'run.pcapng');
    writeFileSync(file, pcapngOf(all!));
    const theirs = execFileSync('tcpdump', ['-n', ...(absolute ? ['-S'] : []), '-r', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, TZ: 'UTC' }, maxBuffer: 1e8 });
    expect(printCapture(all!, { absolute, at: null })).toEqual(theirs.replace(/(length \d+): .*$/gm, '$1').trimEnd().split('\n'));
  });
});
