/** What people install: the packed file, in an empty place, without a registry. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const isWindows = process.platform === 'win32';

function run(command: string, args: readonly string[], { cwd = root, input = '' } = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, input, encoding: 'utf8', shell: isWindows, timeout: 30_000 });
  return { status, stdout, stderr };
}

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ackademy-pack-'));
  const prefix = join(folder, 'prefix');
  const installed = join(prefix, isWindows ? 'ackademy.cmd' : 'bin/ackademy');
  const ackademy = (args: readonly string[], input = '') => run(installed, args, { cwd: folder, input });
  let packed: string[] = [];

  beforeAll(() => {
    const pack = run('npm', ['pack', '--json', '--silent', '--pack-destination', folder]);
    expect(pack.stderr.replaceAll(/^npm warn .*\n/gm, '')).toBe('');
    const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    // --offline proves that nothing else is needed.
    const install = run('npm', ['install', '--global', '--offline', '--prefix', prefix, join(folder, tarball)], { cwd: folder });
    expect(install.status, install.stderr).toBe(0);
    const home = join(prefix, isWindows ? 'node_modules' : 'lib/node_modules', packageJson.name);
    packed = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds the program, its launcher and the legal and first things to read, and nothing else', () => {
    const topLevel = packed.filter((path) => !path.includes('/')).sort();
    expect(topLevel).toEqual(['LICENSE', 'README.md', 'README.zh-Hans.md', 'bin', 'dist', 'package.json']);
    expect(packed).toContain('dist/ackademy.mjs');
    expect(packed).toContain('dist/THIRD-PARTY-LICENSES.txt');
    expect(packageJson).not.toHaveProperty('dependencies');
  });

  test('says its version', () => {
    expect(ackademy(['--version'])).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  describe('with its levels', () => {
    test('lists them as JSON', () => {
      const { status, stdout, stderr } = ackademy(['levels', '--json']);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.stringify(JSON.parse(stdout))).toContain('"first-syn"');
    });

    test('plays one through a pipe, and an unfinished level is not solved', () => {
      const { status, stdout, stderr } = ackademy(['play', 'first-syn', '--plain'], 'state\nquit\n');
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      expect(stdout).not.toBe('');
    });
  });
});

test('a Node that is too old gets one plain line and exit code 2', () => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } }); require('./bin/ackademy.cjs');`;
  const { status, stdout, stderr } = run(process.execPath, ['--eval', pretend]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^ackademy needs Node 22\.12 or later; this is Node 20\.20\.2\..*\n$/);
});
