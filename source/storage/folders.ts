import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where this player's files are. */
export interface Folders {
  /** progress.json: what cannot be had again. */
  readonly data: string;
  /** settings.json: what a person might edit. */
  readonly config: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folders by the XDG Base Directory Specification (which asks that a relative path be ignored), `%APPDATA%` on
 * Windows, and `~/Library` on macOS unless the XDG variables are set there.
 */
export function foldersFor(env: Environment, platform: string, home: string = homedir()): Folders {
  const named = (name: string): string | null => {
    const value = env[name];
    return value !== undefined && isAbsolute(value) ? value : null;
  };
  const place = (variable: string, otherwise: readonly string[]) => join(named(variable) ?? join(home, ...otherwise), 'ackademy');
  if (platform === 'win32') {
    const roaming = env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
    return { data: join(roaming, 'ackademy'), config: join(roaming, 'ackademy') };
  }
  if (platform === 'darwin') {
    return {
      data: place('XDG_DATA_HOME', ['Library', 'Application Support']),
      config: place('XDG_CONFIG_HOME', ['Library', 'Preferences']),
    };
  }
  return { data: place('XDG_DATA_HOME', ['.local', 'share']), config: place('XDG_CONFIG_HOME', ['.config']) };
}
