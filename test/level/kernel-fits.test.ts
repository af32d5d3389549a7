import { expect, it } from 'vitest';
import { kernelNamed, kernelProblem } from '../../source/level/kernel-fits.ts';
import type { Level } from '../../source/level/level.ts';
import { parseLevel } from '../../source/level/parse.ts';
import { smallFiles } from './level-files.ts';

function small(from: string | RegExp = '', to = ''): Level {
  const files = smallFiles();
  const result = parseLevel({ folder: '01-w/01-small', world: 1, files: { ...files, 'level.yaml': files['level.yaml']!.replace(from, to) } });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.level;
}

it('lets a level be played on every kernel', () => {
  expect(kernelProblem(small(), '2.6.32')).toBeNull();
});

it('refuses a kernel that the level is not restricted to', () => {
  const level = small("kernel: '6.18'", "kernel: '6.18'\nkernels: ['5.10', '6.18']");
  expect(kernelProblem(level, '5.10')).toBeNull();
  expect(kernelProblem(level, '4.4')).toEqual({ id: 'kernel.level-restricted', params: { level: 'small', kernel: '4.4', names: '5.10, 6.18', example: '5.10' } });
});

it('refuses a kernel that lacks a sysctl which the level sets, and names those that have it', () => {
  const level = small('ip: 10.0.0.9', 'ip: 10.0.0.9, sysctls: { tcp_invalid_ratelimit: 0 }');
  expect(kernelProblem(level, '3.10')).toEqual({ id: 'kernel.level-sysctl', params: { level: 'small', kernel: '3.10', sysctl: 'tcp_invalid_ratelimit', names: '4.4, 4.19, 5.10, 6.18', example: '4.4' } });
});

it('reads a level on a kernel that has the sysctl it sets, and none other', () => {
  const files = smallFiles();
  const of = (kernel: string) => parseLevel({ folder: '01-w/01-small', world: 1, files: { ...files, 'level.yaml': files['level.yaml']!.replace("'6.18'", `'${kernel}'`).replace('ip: 10.0.0.9', 'ip: 10.0.0.9, sysctls: { tcp_tw_recycle: 1 }') } });
  expect(of('3.10').ok).toBe(true);
  expect(of('4.19')).toMatchObject({ ok: false, problems: [{ expected: 'a sysctl of Linux 4.19', came: 'tcp_tw_recycle' }] });
});

it('a level that may not be played on its own kernel is no level', () => {
  const files = smallFiles();
  const result = parseLevel({ folder: '01-w/01-small', world: 1, files: { ...files, 'level.yaml': files['level.yaml']!.replace("kernel: '6.18'", "kernel: '6.18'\nkernels: ['4.4']") } });
  expect(result).toMatchObject({ ok: false, problems: [{ expected: "the level's own kernel among them, 6.18", came: '4.4', line: 5 }] });
});

it('knows the kernels by name', () => {
  expect(kernelNamed('3.10')).toBe('3.10');
  expect(() => kernelNamed('3.9')).toThrow('there are 2.6.32, 3.10');
});
