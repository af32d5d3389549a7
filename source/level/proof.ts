import { fieldsOf, readKept } from './kept-beside.ts';
import type { Problem } from './problem.ts';

/** What a proof on a real kernel leaves with a level: `ackademy prove` writes it, and nobody by hand. */
export interface LevelProof {
  readonly format: 'ackademy-proof';
  /** 1: its hash was that of level.yaml, and so it is stale. */
  readonly version: 1 | 2;
  /** Release of the kernel that was asked, `6.18.44`. */
  readonly kernel: string;
  /** Day of the proof, `2026-11-22`. */
  readonly date: string;
  /** SHA-256 of what was played (commands/prove/proof-hash.ts), hexadecimal: a level or an engine that plays it otherwise makes the proof stale. */
  readonly hash: string;
  /** Variants that were proved, and how many segments of how many hosts were the same on both kernels. */
  readonly seeds: readonly string[];
  readonly hosts: number;
  readonly segments: number;
  /** Written by the build, never into the file: the level is no longer played as it was proved. */
  readonly stale?: true;
}

export const PROOF_FILE = 'proof.json';

const KEPT = { writtenBy: 'ackademy prove', example: '{ "format": "ackademy-proof", "version": 2, "kernel": "6.18.44", … }', isKept: isProof };

/** Reads a level's proof; null when there is none. */
export function readProof(file: string, text: string | undefined): { readonly proof: LevelProof | null; readonly problems: readonly Problem[] } {
  const { kept, problems } = readKept(file, text, KEPT);
  return { proof: kept, problems };
}

function isProof(value: unknown): value is LevelProof {
  const fields = fieldsOf(value);
  const texts = ['kernel', 'date', 'hash'].every((name) => typeof fields[name] === 'string');
  return fields['format'] === 'ackademy-proof' && (fields['version'] === 1 || fields['version'] === 2) && texts && Array.isArray(fields['seeds']) && typeof fields['hosts'] === 'number' && typeof fields['segments'] === 'number';
}
