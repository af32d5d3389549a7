import { expect, test } from 'vitest';
import { cacheFolder, earlierVersions } from '../../source/storage/cache-folder.ts';

test('what can be made again is where XDG_CACHE_HOME says, unless it is relative', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux', '1.2.3', '/home/ada')).toBe('/c/ackademy/1.2.3');
  expect(cacheFolder({ XDG_CACHE_HOME: 'c' }, 'linux', '1.2.3', '/home/ada')).toBe('/home/ada/.cache/ackademy/1.2.3');
});

test('macOS and Windows have their own places for it', () => {
  expect(cacheFolder({}, 'darwin', '1.2.3', '/Users/ada')).toBe('/Users/ada/Library/Caches/ackademy/1.2.3');
  expect(cacheFolder({ LOCALAPPDATA: 'C:\\Local' }, 'win32', '1.2.3', 'C:\\Users\\ada')).toContain('Local');
});

test('earlier versions are told from later ones, and from what is no version', () => {
  expect(earlierVersions(['0.9.9', '0.10.0', '0.10.1', '0.11.0', '1.0.0', '0.2.40-beta.1', 'notes', '..', '0.1', '0.1.0.tar'], '0.10.1')).toEqual(['0.9.9', '0.10.0', '0.2.40-beta.1']);
});
