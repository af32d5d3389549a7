import type { History } from '../quiz/history.ts';
import { isRecord } from './versioned.ts';

/** Raised whenever History has other fields or comes about otherwise: what an earlier version summed up is then summed up again. */
const SNAPSHOT = { format: 'ackademy-reviews-so-far', version: 4 } as const;
/** So much of the log's text before the snapshot's place must be as it was. */
const COMPARED = 200;

/** What a log of this text has come to. */
export function snapshotText(text: string, history: History, facts: string): string {
  return `${JSON.stringify({ ...SNAPSHOT, facts, upTo: text.length, before: text.slice(-COMPARED), history })}\n`;
}

/** The history up to a place in the log's text; null when it was made of another log, with other templates, or by another version. */
export function readSnapshot(kept: string | null, text: string, facts: string): { readonly upTo: number; readonly history: History } | null {
  if (kept === null) return null;
  let body: unknown;
  try {
    body = JSON.parse(kept);
  } catch {
    return null;
  }
  if (!isRecord(body) || body['format'] !== SNAPSHOT.format || body['version'] !== SNAPSHOT.version || body['facts'] !== facts) return null;
  const { upTo, before, history } = body;
  const fits = typeof upTo === 'number' && upTo <= text.length && typeof before === 'string' && before === text.slice(Math.max(0, upTo - COMPARED), upTo);
  return fits ? { upTo, history: history as History } : null;
}
