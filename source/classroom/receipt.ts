import { inGroups, symbolsOf } from './base32.ts';
import { sha256 } from './sha256.ts';

/** The first 60 bits of SHA-256 over a hand-in's text, as a person may copy them: `K7QM-2ZDR-V4XW`. */
export function receiptOfText(text: string): string {
  return inGroups(symbolsOf(sha256('ackademy hand-in', text), 12));
}
