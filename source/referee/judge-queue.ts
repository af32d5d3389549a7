import { FIN, has, SYN } from '../tcp/flags.ts';
import type { Decision } from '../world/decision.ts';
import type { QueueName } from '../world/move.ts';
import { citeDecision } from './cite.ts';
import { primaryDecision } from './judge-answer.ts';
import type { Verdict } from './verdict.ts';

const STREAM: ReadonlySet<QueueName> = new Set(['receive', 'out-of-order']);
const HANDSHAKE: ReadonlySet<QueueName> = new Set(['syn', 'accept']);

function queueReason(decision: Decision, chosen: QueueName): { reason: string; misconception?: string } {
  const { queue: right, from } = decision.expected;
  const cause = decision.cause.kind === 'segment' ? decision.cause.segment : null;
  const handshake = from === 'LISTEN' || from === 'SYN-RECEIVED' || from === 'SYN-SENT' || from === 'CLOSED';
  if (handshake && STREAM.has(chosen)) return { reason: 'stream-queue-for-a-handshake' };
  if (!handshake && HANDSHAKE.has(chosen)) return { reason: 'handshake-queue-for-data' };
  const isSyn = cause !== null && has(cause.flags, SYN);
  if (handshake && right === 'none') {
    if (chosen === 'syn') return isSyn ? { reason: 'syn-queued-over-the-limit', misconception: 'M15' } : { reason: 'half-open-without-a-syn' };
    return isSyn ? { reason: 'accepted-without-handshake' } : { reason: 'accepted-over-the-limit', misconception: 'M11' };
  }
  if (right === 'syn') return chosen === 'accept' ? { reason: 'accepted-without-handshake', misconception: 'M06' } : { reason: 'syn-not-remembered' };
  if (right === 'accept') return chosen === 'syn' ? { reason: 'finished-but-left-half-open', misconception: 'M06' } : { reason: 'finished-but-forgotten' };
  if (right === 'out-of-order') {
    if (chosen === 'receive') return { reason: cause !== null && has(cause.flags, FIN) ? 'fin-over-a-gap' : 'data-over-a-gap' };
    return { reason: 'early-arrival-thrown-away' };
  }
  if (right === 'receive') return chosen === 'out-of-order' ? { reason: 'in-order-data-kept-back' } : { reason: 'good-data-thrown-away' };
  return { reason: chosen === 'receive' ? 'nothing-to-receive' : 'nothing-to-keep' };
}

/** Judges where the player puts what arrived. */
export function queueVerdict(decision: Decision, chosen: QueueName): Verdict {
  const primary = primaryDecision(decision);
  const { rule, cite } = citeDecision(primary);
  const { queue } = decision.expected;
  if (chosen === queue) {
    return { name: `queue/${primary.replace('/', '-')}`, outcome: 'as-linux', rule, why: { id: `verdict.queue-as-linux-${queue}` }, evidence: { id: `decision.${primary}` }, counterfactual: null, cite };
  }
  const { reason, misconception } = queueReason(decision, chosen);
  return {
    name: `queue/${reason}`,
    outcome: 'wrong',
    rule,
    ...(misconception ? { misconception } : {}),
    why: { id: `verdict.${reason}` },
    evidence: { id: `decision.${primary}` },
    counterfactual: { id: `verdict.linux-queues-${queue}` },
    cite,
  };
}
