import { DECISIONS, type DecisionName, type DecisionSource } from '../kernel/decision.ts';
import type { Phrase } from '../phrase.ts';
import type { Decision } from '../world/decision.ts';
import { primaryDecision } from './finding.ts';
import { areaOf, type Area, type AskedName } from './situations.ts';
import type { Citation } from './verdict.ts';

/** Where a decision of the kernel can be read: the function, and the RFC section when one speaks of it. */
export function citeDecision(name: DecisionName): { readonly rule: string; readonly cite: readonly Citation[] } {
  const source: DecisionSource = DECISIONS[name];
  const [file, kernel] = source.kernel.split(':') as [string, string];
  const [, rfc, section] = /^(RFC \d+)(?: (.+))?$/.exec(source.rfc ?? '') ?? [];
  return { rule: source.fact, cite: [{ kernel, file: `net/ipv4/${file}` }, ...(rfc ? [{ rfc, section: section ?? '' }] : [])] };
}

/** What Linux's own act rests on: its name, the area that other verdicts about it belong to, why, and where that is written. */
export interface Grounds {
  readonly area: Area;
  readonly name: AskedName;
  readonly why: Phrase;
  readonly rule: string | null;
  readonly cite: readonly Citation[];
}

/** The grounds of what Linux does here: the branch its kernel takes or, where that has no name, the call that it carries out. */
export function groundsOf(decision: Decision): Grounds {
  const primary = primaryDecision(decision);
  if (primary === null && decision.cause.kind === 'call') {
    // A read() sends nothing: only what it returns is judged.
    const call = decision.cause.call.call === 'read' ? 'write' : decision.cause.call.call;
    return { area: 'call', name: `call/${call}`, why: { id: `verdict.call.${call}` }, rule: null, cite: [{ man: `${call}(2)` }] };
  }
  const name = primary ?? 'ack/plain';
  return { area: areaOf(name), name, why: { id: `decision.${name}` }, ...citeDecision(name) };
}
