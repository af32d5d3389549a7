import { expect, test } from 'vitest';
import { foldersFor } from '../../source/storage/folders.ts';

test('files are where the XDG variables say', () => {
  expect(foldersFor({ XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '/c' }, 'linux', '/home/ada')).toEqual({ data: '/d/ackademy', config: '/c/ackademy' });
});

test('without them, or when they are relative, files are in the usual places of the home folder', () => {
  const usual = { data: '/home/ada/.local/share/ackademy', config: '/home/ada/.config/ackademy' };
  expect(foldersFor({}, 'linux', '/home/ada')).toEqual(usual);
  expect(foldersFor({ XDG_DATA_HOME: 'here', XDG_CONFIG_HOME: '' }, 'linux', '/home/ada')).toEqual(usual);
});

test('macOS and Windows have their own usual places', () => {
  expect(foldersFor({}, 'darwin', '/Users/ada').data).toBe('/Users/ada/Library/Application Support/ackademy');
  expect(foldersFor({ APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'win32', 'C:\\Users\\ada').config).toContain('Roaming');
});
