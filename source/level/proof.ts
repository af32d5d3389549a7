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

/** Reads a level's proof; null when there is none. */
export function readProof(file: string, text: string | undefined): { readonly proof: LevelProof | null; readonly problems: readonly Problem[] } {
  if (text === undefined) return { proof: null, problems: [] };
  const proof = parsed(text);
  if (isProof(proof)) return { proof, problems: [] };
  return { proof: null, problems: [{ file, line: 1, column: 1, expected: 'what "ackademy prove" writes', example: '{ "format": "ackademy-proof", "version": 2, "kernel": "6.18.44", … }', came: text.slice(0, 40).replaceAll('\n', ' ') }] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isProof(value: unknown): value is LevelProof {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const texts = ['kernel', 'date', 'hash'].every((name) => typeof fields[name] === 'string');
  return fields['format'] === 'ackademy-proof' && (fields['version'] === 1 || fields['version'] === 2) && texts && Array.isArray(fields['seeds']) && typeof fields['hosts'] === 'number' && typeof fields['segments'] === 'number';
}
