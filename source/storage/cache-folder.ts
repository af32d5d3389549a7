import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where a version of the program keeps what can be made again: by the XDG Base Directory Specification, `%LOCALAPPDATA%` on Windows, `~/Library/Caches` on macOS. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, platform: string, version: string, home: string = homedir()): string {
  const named = env['XDG_CACHE_HOME'];
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'ackademy', 'cache', version);
  if (named !== undefined && isAbsolute(named)) return join(named, 'ackademy', version);
  return join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'ackademy', version);
}
