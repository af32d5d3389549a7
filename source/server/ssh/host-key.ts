import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { statSync } from 'node:fs';
import ssh2 from 'ssh2';
import { nodeFileSystem } from '../../storage/node-file-system.ts';

/** The server's own key: students see its fingerprint when they connect for the first time, and the board shows it. */
export interface HostKey {
  /** OpenSSH's format, without a passphrase. */
  readonly pem: string;
  /** As `ssh` prints it: `SHA256:` and base64. */
  readonly fingerprint: string;
  /** Ed25519 over the bytes of a text; base64. */
  readonly sign: (text: string) => string;
  /** As in a known_hosts file: `ssh-ed25519 AAAA...`. */
  readonly publicText: string;
}

const FILE = 'host-key';

export type HostKeyOpened = { readonly ok: true; readonly key: HostKey } | { readonly ok: false; readonly why: 'open' | 'damaged'; readonly path: string };

/** The key in a folder; made where there is none, so that students are not warned of another one each time. Throws where it cannot be read or written. */
export function openHostKey(folder: string): HostKeyOpened {
  const path = join(folder, FILE);
  const known = nodeFileSystem.readText(path);
  if (known === null) {
    const { private: made } = ssh2.utils.generateKeyPairSync('ed25519');
    nodeFileSystem.writeThrough(path, made);
    return opened(made, path);
  }
  // Whoever can read it can stand in for the server.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) return { ok: false, why: 'open', path };
  return opened(known, path);
}

function opened(pem: string, path: string): HostKeyOpened {
  const read: unknown = ssh2.utils.parseKey(pem);
  const key = Array.isArray(read) ? (read as unknown[])[0] : read;
  if (key === undefined || key instanceof Error) return { ok: false, why: 'damaged', path };
  const parsed = key as ssh2.ParsedKey;
  const bytes = parsed.getPublicSSH();
  return {
    ok: true,
    key: {
      pem,
      fingerprint: fingerprintOfKey(bytes),
      publicText: `${parsed.type} ${Buffer.from(bytes).toString('base64')}`,
      sign: (text) => Buffer.from(parsed.sign(text)).toString('base64'),
    },
  };
}

/** A public key's bytes as `ssh` shows them. */
export function fingerprintOfKey(bytes: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`;
}
