import { expect, test } from 'vitest';
import { paths } from '../../source/commands/paths.ts';
import { VERSION } from '../../source/commands/version.ts';
import { fakeShell } from './fake-shell.ts';
import { invoke } from './invoke.ts';

const env = { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '/c', XDG_CACHE_HOME: '/e' };
const cache = `/e/ackademy/${VERSION}`;

test('paths tells where progress and settings are, and what may be deleted', async () => {
  const { shell, out } = fakeShell('', env);
  expect(await invoke(paths, [], shell)).toBe(0);
  expect(out()).toBe(`progress: /d/ackademy/progress.json\nsettings: /c/ackademy/settings.json\nruns that you kept: /d/ackademy/runs\ncompiled code, made again when it is missing: ${cache}\n`);
});

test('paths speaks Chinese, and JSON for scripts', async () => {
  const chinese = fakeShell('', env);
  await invoke(paths, ['--lang', 'zh-Hans'], chinese.shell);
  expect(chinese.out()).toContain('进度: /d/ackademy/progress.json');
  const json = fakeShell('', env);
  await invoke(paths, ['--json'], json.shell);
  expect(JSON.parse(json.out())).toEqual({ format: 'ackademy-paths', version: 1, progress: '/d/ackademy/progress.json', settings: '/c/ackademy/settings.json', runs: '/d/ackademy/runs', cache });
});
