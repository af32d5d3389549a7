import type { DecisionName } from '../kernel/decision.ts';
import { findEntry } from '../kernel/lookup.ts';
import { nextWindowField } from '../kernel/receive-window.ts';
import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { segment as makeSegment, swapEnds, type Segment } from '../tcp/segment.ts';
import type { Decision } from '../world/decision.ts';
import type { AnswerReason } from './answer-reasons.ts';
import { explains, type AskedSituation } from './situations.ts';
import type { Outcome } from './verdict.ts';

/** What a judge of an answer finds: how bad it is, and, unless it is Linux's own answer, the reason and the wrong idea behind it. */
export type Finding =
  | { readonly reason: null; readonly outcome: 'as-linux' }
  | { readonly reason: AnswerReason; readonly outcome: Extract<Outcome, 'allowed' | 'wrong'>; readonly misconception?: string };

export const wrong = (reason: AnswerReason, misconception?: string): Finding => ({ reason, outcome: 'wrong', ...(misconception ? { misconception } : {}) });
export const allowed = (reason: AnswerReason, misconception?: string): Finding => ({ reason, outcome: 'allowed', ...(misconception ? { misconception } : {}) });
export const RIGHT: Finding = { reason: null, outcome: 'as-linux' };

export type Kind = 'syn' | 'syn-ack' | 'reset' | 'fin' | 'ack' | 'none';

/** What a segment is by its flags. RST outweighs everything, then SYN, then FIN. */
export function kindOf({ flags }: Segment): Kind {
  if (has(flags, RST)) return 'reset';
  if (has(flags, SYN)) return has(flags, ACK) ? 'syn-ack' : 'syn';
  if (has(flags, FIN)) return 'fin';
  return has(flags, ACK) ? 'ack' : 'none';
}

/**
 * The decision that explains a reaction best: the last one that is not about a mere consequence; null where the kernel
 * named none, as in a plain write().
 */
export function primaryDecision({ expected }: Decision): AskedSituation | null {
  const decisions = expected.decisions.filter(explains);
  const consequences: readonly DecisionName[] = decisions.some((name) => name.startsWith('time-wait/')) ? ['data/in-order', 'crossed/established', 'listen/syn-queued'] : ['data/in-order', 'crossed/established'];
  return decisions.findLast((name) => !consequences.includes(name)) ?? decisions.at(-1) ?? null;
}

export function causeSegment({ cause }: Decision): Segment | null {
  return cause.kind === 'segment' ? cause.segment : null;
}

/** Our own FIN has been sent before this. */
export function finIsOut({ expected: { from } }: Decision): boolean {
  return from === 'FIN-WAIT-1' || from === 'FIN-WAIT-2' || from === 'CLOSING' || from === 'LAST-ACK' || from === 'TIME-WAIT';
}

/** The ACK that Linux owes for what arrived and sends a little later (F5.3, F12.5); null when it owes none, or sends at once. */
export function ackOwed(decision: Decision): Segment | null {
  const cause = causeSegment(decision);
  if (!cause || decision.expected.sent.length > 0) return null;
  const entry = findEntry(decision.expected.host, cause.dstIp, cause.dstPort, cause.srcIp, cause.srcPort);
  // Before its handshake is through, a socket owes none, whatever the player made of it.
  if (entry?.kind !== 'socket' || !entry.ackScheduled || decision.expected.to === 'SYN-SENT') return null;
  return makeSegment({ ...swapEnds(cause), flags: ACK, seq: entry.sndNxt, ack: entry.rcvNxt, win: nextWindowField(decision.expected.host, entry) });
}
