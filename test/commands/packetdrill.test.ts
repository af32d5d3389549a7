import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packetdrill, type PacketdrillJson } from '../../source/commands/packetdrill.ts';
import { ACCEPTED } from '../packetdrill/run-on-twin.ts';
import { fakeShell } from './fake-shell.ts';
import { readArguments } from '../../source/commands/options.ts';

const folder = mkdtempSync(join(tmpdir(), 'packetdrill-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const good = file('good.pkt', ACCEPTED);
const wrong = file('wrong.pkt', `${ACCEPTED}+0 close(4) = 0\n+0 > R. 1:1(0) ack 1\n`);
const unknown = file('unknown.pkt', `${ACCEPTED}+0 > [ect0] . 1:1(0) ack 1\n`);
const broken = file('broken.txt', '0 < S 0:0(0)\n');

async function call(...args: string[]) {
  const { shell, out, err } = fakeShell();
  const read = readArguments(['packetdrill', ...args], {});
  if (!read.ok) throw new Error(read.problem.id);
  const code = await packetdrill({ words: read.words.slice(1), options: read.options, shell });
  return { code, out: out(), err: err() };
}

describe('packetdrill', () => {
  test('PASS, FAIL with line and difference, SKIP with the feature: a line each', async () => {
    expect(await call(good)).toEqual({ code: 0, out: `PASS ${good}\n`, err: '' });
    expect(await call(wrong)).toEqual({ code: 1, out: `FAIL ${wrong}:10: expected > R. 1:1(0) ack 1 got > F. 1:1(0) ack 1 (flags)\n`, err: '' });
    expect(await call(unknown)).toEqual({ code: 0, out: `SKIP ${unknown}:9: IP header [ect0]\n`, err: '' });
  });

  test('in Chinese the difference is Chinese, the result is not', async () => {
    expect((await call(wrong, '--lang', 'zh-Hans')).out).toBe(`FAIL ${wrong}:10: 应为 > R. 1:1(0) ack 1 实为 > F. 1:1(0) ack 1 (flags)\n`);
  });

  test('several files; one that failed decides', async () => {
    const { code, out } = await call(good, wrong, unknown);
    expect(code).toBe(1);
    expect(out.split('\n').map((line) => line.slice(0, 4))).toEqual(['PASS', 'FAIL', 'SKIP', '']);
  });

  test('a file that is missing or no script ends with 3, and the others are run', async () => {
    const { code, out, err } = await call(join(folder, 'none.pkt'), broken, good);
    expect(code).toBe(3);
    expect(out).toBe(`PASS ${good}\n`);
    expect(err).toContain('none.pkt: cannot be read (ENOENT). Expected a packetdrill script');
    expect(err).toContain('broken.txt:1:3: expected a window: a segment that is put in needs one, for example: +0 < . 1:1(0) ack 1 win 257. Got "< S 0:0(0)".');
  });

  test('without a file, or with an unknown kernel, it ends with 2', async () => {
    expect(await call()).toMatchObject({ code: 2, err: '"packetdrill" needs one more word. Expected: ackademy packetdrill FILE... [--suite DIR] [--kernel V] [--json]\n' });
    expect((await call(good, '--kernel', '9.9')).code).toBe(2);
  });

  test('a suite is run as a whole and counted, with what was skipped for what', async () => {
    const { code, out } = await call('--suite', folder);
    expect(code).toBe(1);
    expect(out).toBe(
      [`PASS ${good}`, `SKIP ${unknown}:9: IP header [ect0]`, `FAIL ${wrong}:10: expected > R. 1:1(0) ack 1 got > F. 1:1(0) ack 1 (flags)`, 'skipped for:', '  1 IP header [ect0]', 'Linux 6.18: 1 passed, 1 failed, 1 skipped', ''].join('\n'),
    );
    expect((await call('--suite', join(folder, 'none'))).code).toBe(3);
  });

  test('JSON has a shape of its own', async () => {
    const { out, code } = await call(good, wrong, unknown, broken, '--json');
    const json = JSON.parse(out) as PacketdrillJson;
    expect(code).toBe(3);
    expect(json).toMatchObject({ format: 'ackademy-packetdrill', version: 1, kernel: '6.18', ok: false, passed: 1, failed: 1, skipped: 2 });
    expect(json.scripts.map(({ result }) => result)).toEqual(['pass', 'fail', 'skip', 'bad']);
    expect(json.scripts[1]).toEqual({ file: wrong, result: 'fail', line: 10, column: 4, field: 'flags', expected: '> R. 1:1(0) ack 1', actual: '> F. 1:1(0) ack 1', feature: null });
    expect(json.scripts[2]).toMatchObject({ line: 9, column: 4, feature: 'IP header [ect0]' });
  });

  test("packetdrill's own options may be given, and count more than the script's", async () => {
    const late = file('late.pkt', `--tolerance_usecs=1000\n${ACCEPTED}+0 < F. 1:1(0) ack 1 win 9\n+.03 > . 1:1(0) ack 2\n`);
    expect((await call(late)).code).toBe(1);
    expect((await call('--tolerance_usecs=40000', late)).code).toBe(0);
    expect((await call('--ip_version=ipv6', good)).out).toBe(`SKIP ${good}:1: --ip_version=ipv6\n`);
  });
});
