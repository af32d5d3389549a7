import { DECISIONS, type DecisionName } from '../kernel/decision.ts';
import type { Citation } from './verdict.ts';

/** Where a decision of the kernel can be read: the function, and the RFC section when one speaks of it. */
export function citeDecision(name: DecisionName): { rule: string; cite: Citation[] } {
  const source = DECISIONS[name];
  const [file, kernel] = source.kernel.split(':') as [string, string];
  const cite: Citation[] = [{ kernel, file: `net/ipv4/${file}` }];
  if (source.rfc !== null) {
    const [, rfc, section] = /^(RFC \d+)(?: (.+))?$/.exec(source.rfc) ?? [];
    if (rfc) cite.push({ rfc, section: section ?? '' });
  }
  return { rule: source.fact, cite };
}
