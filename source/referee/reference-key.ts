import { DECISIONS, type DecisionName } from '../kernel/decision.ts';
import type { Citation } from './verdict.ts';

/** The kinds of what can be looked up, in the order in which they are shown. */
export const REFERENCE_KINDS = ['rule', 'verdict', 'misconception', 'state', 'sysctl', 'counter', 'drop', 'errno', 'fact', 'rfc', 'kernel', 'manual'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** What can be looked up, by kind and name: `rule:syn-sent/established`, `state:LISTEN`, `rfc:RFC 9293 3.5`. */
export type ReferenceKey = `${ReferenceKind}:${string}`;

export function isDecision(name: string): name is DecisionName {
  return Object.hasOwn(DECISIONS, name);
}

/** A source as levels and decisions write it: `F3.2`, `RFC 9293 3.5`, `tcp_input.c:tcp_ack`, `listen(2)`. */
export function sourceKey(source: string): ReferenceKey {
  if (/^F\d/.test(source)) return `fact:${source}`;
  if (source.startsWith('RFC ')) return `rfc:${source}`;
  return /\.[ch]:/.test(source) ? `kernel:${source.replace(/^(?:[a-z0-9_-]+\/)+/, '').replace(/\(\)$/, '')}` : `manual:${source}`;
}

/** Where a decision of the kernel rests: its fact, its functions, its RFC sections. */
export function decisionSources(name: DecisionName): readonly string[] {
  const { fact, kernel, rfc } = DECISIONS[name] as { readonly fact: string; readonly kernel: string; readonly rfc: string | null };
  return [fact, ...kernel.split(', '), ...(rfc?.split(', ') ?? [])];
}

export function citationSource(cite: Citation): string {
  if ('man' in cite) return cite.man;
  return 'rfc' in cite ? `${cite.rfc} ${cite.section}`.trim() : `${cite.file.split('/').at(-1)!}:${cite.kernel}`;
}
