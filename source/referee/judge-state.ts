import { nextState } from '../connection/compiled-table.ts';
import { CONNECTION_EVENTS } from '../connection/connection-machine.ts';
import { FIN, has } from '../tcp/flags.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Decision } from '../world/decision.ts';
import { citeDecision } from './cite.ts';
import { primaryDecision } from './judge-answer.ts';
import type { Verdict } from './verdict.ts';

/** States that only the side that closes second passes through. */
const PASSIVE: ReadonlySet<TcpState> = new Set(['CLOSE-WAIT', 'LAST-ACK']);
/** States that only the side that closes first passes through. */
const ACTIVE: ReadonlySet<TcpState> = new Set(['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'TIME-WAIT']);

function stateReason(decision: Decision, chosen: TcpState): { reason: string; misconception?: string } {
  const { from, to } = decision.expected;
  const cause = decision.cause.kind === 'segment' ? decision.cause.segment : null;
  const fin = cause !== null && has(cause.flags, FIN);
  if (chosen === from) return { reason: 'state-should-have-moved' };
  if (to === from && fin && chosen === 'TIME-WAIT') return { reason: 'time-wait-over-a-gap' };
  if (to === from) return { reason: 'state-should-have-stayed' };
  if (chosen === 'CLOSED') return ACTIVE.has(to) ? { reason: 'closed-without-time-wait', misconception: 'M21' } : { reason: 'closed-too-early' };
  if (PASSIVE.has(chosen) && ACTIVE.has(to)) return { reason: 'passive-side-state', misconception: 'M21' };
  if (ACTIVE.has(chosen) && PASSIVE.has(to)) return { reason: 'active-side-state', misconception: 'M21' };
  if (chosen === 'TIME-WAIT') return { reason: 'time-wait-before-their-fin' };
  if (chosen === 'CLOSING') return { reason: 'closing-needs-crossing-fins' };
  if (chosen === 'FIN-WAIT-2') return { reason: 'fin-wait-2-needs-the-ack' };
  if (chosen === 'ESTABLISHED') return { reason: from === 'LISTEN' || from === 'SYN-SENT' || from === 'SYN-RECEIVED' ? 'established-too-early' : 'no-way-back' };
  const reachable = CONNECTION_EVENTS.some((event) => nextState(from, event) === chosen);
  return { reason: reachable ? 'state-by-another-event' : 'state-out-of-reach' };
}

/** Judges where the player sends the socket. */
export function stateVerdict(decision: Decision, chosen: TcpState): Verdict {
  const primary = primaryDecision(decision);
  const { rule, cite } = citeDecision(primary);
  const { from, to } = decision.expected;
  if (chosen === to) {
    return { name: `state/${primary.replace('/', '-')}`, outcome: 'as-linux', rule, why: { id: 'verdict.state-as-linux', params: { from, to } }, evidence: { id: `decision.${primary}` }, counterfactual: null, cite };
  }
  const { reason, misconception } = stateReason(decision, chosen);
  return {
    name: `state/${reason}`,
    outcome: 'wrong',
    rule,
    ...(misconception ? { misconception } : {}),
    why: { id: `verdict.${reason}`, params: { from, to, chosen } },
    evidence: { id: `decision.${primary}` },
    counterfactual: { id: from === to ? 'verdict.linux-stays' : 'verdict.linux-moves', params: { from, to } },
    cite,
  };
}
