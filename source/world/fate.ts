import type { DecisionName } from '../kernel/decision.ts';
import type { SegmentRecord } from './journal.ts';

const OBEYED: ReadonlySet<DecisionName> = new Set(['request/rst-exact', 'segment/rst-exact', 'segment/rst-in-window', 'fin-wait-2/orphan-rst', 'time-wait/rst-exact', 'syn-sent/refused']);

/** A RST that has ended something. Linux counts it under a drop reason as well, which says only that it goes no further. */
export function isObeyed({ decisions }: Pick<SegmentRecord, 'decisions'>): boolean {
  return decisions.some((name) => OBEYED.has(name));
}

/** What became of a segment that a kernel has taken in: one for which Linux names a drop reason was dropped, unless it did its work. */
export function settleFate(record: SegmentRecord): void {
  if (record.dropReason !== null && !isObeyed(record)) record.fate = 'dropped';
}
