import { join } from 'node:path';
import { nodeFileSystem } from '../../storage/node-file-system.ts';

/** Below the player's data folder: the fingerprints of servers that were joined, a line each, as `HOST:PORT FINGERPRINT`. */
const FILE = 'known-servers.txt';

export interface KnownServers {
  readonly path: string;
  /** The fingerprint that this server had; null where it was never joined. */
  readonly fingerprintOf: (server: string) => string | null;
  /** Throws where it cannot be written. */
  readonly remember: (server: string, fingerprint: string) => void;
}

export function openKnownServers(data: string): KnownServers {
  const path = join(data, FILE);
  const lines = (nodeFileSystem.readText(path) ?? '').split('\n').map((line) => line.split(' '));
  return {
    path,
    fingerprintOf: (server) => lines.findLast(([known]) => known === server)?.[1] ?? null,
    remember(server, fingerprint) {
      nodeFileSystem.makeFolder(data);
      nodeFileSystem.appendThrough(path, `${server} ${fingerprint}\n`);
    },
  };
}
