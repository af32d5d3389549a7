import { join } from 'node:path';
import { handleOf, readCode, seedOf } from '../../classroom/claim-code.ts';
import { classIdOf, type ClassPack } from '../../classroom/class-pack.ts';
import type { LevelHead } from '../../classroom/hand-in.ts';
import { levelHash } from '../../classroom/level-hash.ts';
import type { Level } from '../../level/level.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import { classFolder, openClassRuns, type ClassRuns } from '../../storage/class-runs.ts';
import { foldersFor } from '../../storage/folders.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import type { Shell } from '../shell.ts';
import { VERSION } from '../version.ts';

/** A student in a lab: who by its handle, and what is kept on this machine. */
export interface PlayerClass {
  readonly handle: string;
  readonly seed: string;
  readonly runs: ClassRuns;
}

/** What is kept of the lab: the code that was typed, and the pack, so that `hand-in` needs neither. */
const CLAIM_FILE = 'claim.json';
export const KEPT_PACK = 'pack.ackclass';

export function labFolder(pack: ClassPack, env: Shell['env']): string {
  return classFolder(foldersFor(env, process.platform).data, classIdOf(pack), pack.name);
}

/** The code that was typed for this lab on this machine; null where there is none. */
export function rememberedCode(folder: string, pack: ClassPack): string | null {
  try {
    const kept: unknown = JSON.parse(nodeFileSystem.readText(join(folder, CLAIM_FILE)) ?? 'null');
    const code = typeof kept === 'object' && kept !== null && 'code' in kept && typeof kept.code === 'string' ? readCode(classIdOf(pack), kept.code) : null;
    return code?.ok ? code.code : null;
  } catch {
    return null;
  }
}

/** Keeps code and pack; only the player may read them. Throws where nothing can be written. */
export function remember(folder: string, code: string, packText: string): void {
  nodeFileSystem.makeFolder(folder);
  nodeFileSystem.writeThrough(join(folder, KEPT_PACK), packText);
  nodeFileSystem.writeThrough(join(folder, CLAIM_FILE), `${JSON.stringify({ code })}\n`);
}

/** A student's play of a lab. */
export function openPlayerClass(folder: string, code: string, pack: ClassPack, levels: readonly Level[], save: boolean): PlayerClass {
  const handle = handleOf(code);
  const seed = seedOf(classIdOf(pack), pack.name, code);
  const heads = levels.map((level) => ({ isLive: level.mode === 'live', head: headOf(level, pack, { handle, seed }) }));
  return { handle, seed, runs: openClassRuns({ fs: nodeFileSystem, folder, handle, save, levels: heads }) };
}

/** The head of a level's journal. */
export function headOf(level: Level, pack: ClassPack, { handle, seed }: Pick<PlayerClass, 'handle' | 'seed'>): LevelHead {
  return { game: VERSION, engine: ENGINE_VERSION, pack: pack.name, class: classIdOf(pack), level: level.id, levelVersion: level.version, levelHash: levelHash(level), kernel: level.kernel, expert: false, seed, handle };
}
