import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROOF_FILE, type LevelProof } from '../../level/proof.ts';

/** The project's own folder `levels`, wherever the command is given: two places from the source, one from what was built. Null outside of the project. */
export function projectLevels(): string | null {
  const places = ['../levels', '../../../levels'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((path) => existsSync(join(path, 'course.yaml'))) ?? null;
}

/** Folder of a level below `levels`, or null. */
export function folderOf(id: string, levels: string): string | null {
  const yaml = readdirSync(levels, { recursive: true, encoding: 'utf8' }).find((path) => path.split(sep).at(-1) === 'level.yaml' && path.split(sep).at(-2)?.replace(/^\d\d-/, '') === id);
  return yaml === undefined ? null : join(levels, dirname(yaml));
}

/** Keeps a proof beside its level; returns the file as seen from here, or null when there is no such folder. */
export function keepProof(id: string, proof: Omit<LevelProof, 'format' | 'version' | 'stale'>, levels: string | null = projectLevels()): string | null {
  const folder = levels === null ? null : folderOf(id, levels);
  if (folder === null) return null;
  const file = join(folder, PROOF_FILE);
  const whole: LevelProof = { format: 'ackademy-proof', version: 2, ...proof };
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  return relative(process.cwd(), file);
}
