import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where a version of the program keeps what can be made again: by the XDG Base Directory Specification, `%LOCALAPPDATA%` on Windows, `~/Library/Caches` on macOS. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, platform: string, version: string, home: string = homedir()): string {
  const named = env['XDG_CACHE_HOME'];
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'ackademy', 'cache', version);
  if (named !== undefined && isAbsolute(named)) return join(named, 'ackademy', version);
  return join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'ackademy', version);
}

/** Of the names beside a version's folder, those of earlier versions. Later ones stay: two may be installed, and each would remove the other's. */
export function earlierVersions(names: readonly string[], version: string): string[] {
  const now = numbersOf(version);
  return names.filter((name) => {
    const then = numbersOf(name);
    const at = then.findIndex((number, index) => number !== now[index]);
    return at >= 0 && then.length === now.length && then[at]! < now[at]!;
  });
}

/** `0.12.3`, and `0.12.3-beta.1` like the version that it leads to. Empty for any other name. */
function numbersOf(name: string): number[] {
  return /^(\d+)\.(\d+)\.(\d+)(?:-|$)/.exec(name)?.slice(1).map(Number) ?? [];
}
