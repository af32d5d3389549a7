import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROOF_FILE, type LevelProof } from '../level/proof.ts';

/** SHA-256 of a level.yaml's text, hexadecimal. */
export function levelHash(yaml: string): string {
  return createHash('sha256').update(yaml).digest('hex');
}

/** The level.yaml of a level in the project's own folder `levels`; null outside of the project. */
export function levelFile(id: string, folder = 'levels'): string | null {
  if (!existsSync(join(folder, 'course.yaml'))) return null;
  const name = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) => new RegExp(`(?:^|[/\\\\])\\d\\d-${id}[/\\\\]level\\.yaml$`).test(path));
  return name === undefined ? null : join(folder, name);
}

/** Keeps a proof beside its level; returns the file, or null when there is no such folder. */
export function keepProof(id: string, proof: Omit<LevelProof, 'format' | 'version' | 'hash'>): string | null {
  const yaml = levelFile(id);
  if (yaml === null) return null;
  const file = join(dirname(yaml), PROOF_FILE);
  const whole: LevelProof = { format: 'ackademy-proof', version: 1, ...proof, hash: levelHash(readFileSync(yaml, 'utf8')) };
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  return file;
}
