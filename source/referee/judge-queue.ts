import { findEntry, findListener } from '../kernel/lookup.ts';
import { FIN, has, SYN } from '../tcp/flags.ts';
import type { Decision } from '../world/decision.ts';
import type { QueueName } from '../world/move.ts';
import { groundsOf } from './cite.ts';
import { causeSegment } from './finding.ts';
import { dashed, isArrival, type ArrivalName, type Dashed } from './situations.ts';
import type { Named } from './verdict.ts';

/** What can be said of a queue that is not the one Linux uses; the texts are under `verdict.REASON`. */
export const QUEUE_REASONS = [
  'stream-queue-for-a-handshake',
  'handshake-queue-for-data',
  'no-queue-for-a-client',
  'no-queue-without-listener',
  'syn-queued-over-the-limit',
  'cookie-remembers-nothing',
  'half-open-without-a-syn',
  'accepted-without-handshake',
  'accepted-over-the-limit',
  'syn-not-remembered',
  'finished-but-left-half-open',
  'finished-but-forgotten',
  'refused-the-last-place',
  'fin-over-a-gap',
  'data-over-a-gap',
  'early-arrival-thrown-away',
  'in-order-data-kept-back',
  'good-data-thrown-away',
  'nothing-to-receive',
  'already-waiting',
  'nothing-to-keep',
] as const;
export type QueueReason = (typeof QUEUE_REASONS)[number];
export type QueueVerdictName = `queue/${QueueReason | Dashed<ArrivalName>}`;

type QueueFinding = readonly [reason: QueueReason, misconception?: string];

const STREAM: ReadonlySet<QueueName> = new Set(['receive', 'out-of-order']);
const HANDSHAKE: ReadonlySet<QueueName> = new Set(['syn', 'accept']);

/** What is early and inside the window. Where it still goes into no queue, all of it waits there already (tcp_input.c:tcp_data_queue_ofo). */
const EARLY: ReadonlySet<string> = new Set(['data/out-of-order', 'fin/out-of-order']);

/** Why what arrived does not go where the player puts it. The queue chosen is another than Linux's. */
export function queueReason(decision: Decision, chosen: QueueName): QueueFinding {
  const { queue: right, from } = decision.expected;
  const opening = HANDSHAKE.has(right) || ['CLOSED', 'LISTEN', 'SYN-SENT', 'SYN-RECEIVED'].includes(from);
  if (opening && STREAM.has(chosen)) return ['stream-queue-for-a-handshake'];
  if (!opening && HANDSHAKE.has(chosen)) return ['handshake-queue-for-data'];
  switch (right) {
    case 'syn':
      return chosen === 'accept' ? ['accepted-without-handshake', 'M03'] : ['syn-not-remembered'];
    case 'accept':
      if (chosen === 'syn') return ['finished-but-left-half-open', 'M06'];
      return takesLastPlace(decision) ? ['refused-the-last-place', 'M11'] : ['finished-but-forgotten'];
    case 'receive':
      return [chosen === 'out-of-order' ? 'in-order-data-kept-back' : 'good-data-thrown-away'];
    case 'out-of-order':
      if (chosen !== 'receive') return ['early-arrival-thrown-away'];
      return [has(causeSegment(decision)?.flags ?? 0, FIN) ? 'fin-over-a-gap' : 'data-over-a-gap'];
    case 'none':
      if (opening) return noHandshakeQueue(decision, chosen);
      if (chosen === 'receive') return ['nothing-to-receive'];
      return [decision.expected.decisions.some((name) => EARLY.has(name)) ? 'already-waiting' : 'nothing-to-keep'];
  }
}

/** The accept queue holds its limit already, and this connection is the one more that fits (F4.3). */
function takesLastPlace(decision: Decision): boolean {
  const cause = causeSegment(decision);
  const queue = cause && findListener(decision.expected.host, cause.dstIp, cause.dstPort)?.listener;
  return queue !== null && queue !== undefined && queue.acceptQueue.length > queue.backlog;
}

function noHandshakeQueue(decision: Decision, chosen: QueueName): QueueFinding {
  const { from, decisions } = decision.expected;
  if (from === 'SYN-SENT') return ['no-queue-for-a-client'];
  if (from === 'CLOSED') return ['no-queue-without-listener'];
  if (decisions.some((name) => name.startsWith('listen/syn-cookie'))) return ['cookie-remembers-nothing', 'M14'];
  const isSyn = has(causeSegment(decision)?.flags ?? 0, SYN);
  if (chosen === 'syn') return isSyn ? ['syn-queued-over-the-limit', 'M15'] : ['half-open-without-a-syn'];
  if (isSyn) return ['accepted-without-handshake', 'M03'];
  return decisions.some((name) => name.startsWith('request/overflow-') || name === 'cookie/accept-queue-full') ? ['accepted-over-the-limit', 'M11'] : ['accepted-over-the-limit'];
}

/** A half-open request that the arrival leaves where it was: `syn` and `none` then say the same. */
function staysHalfOpen(decision: Decision): boolean {
  const cause = causeSegment(decision);
  if (!cause || decision.expected.queue !== 'none' || decision.expected.from !== 'SYN-RECEIVED') return false;
  return findEntry(decision.expected.host, cause.dstIp, cause.dstPort, cause.srcIp, cause.srcPort)?.kind === 'request';
}

/** Judges where the player puts what arrived. */
export function queueVerdict(decision: Decision, chosen: QueueName): Named<QueueVerdictName> {
  const { name, why: evidence, rule, cite } = groundsOf(decision);
  if (!isArrival(name)) throw new Error(`no queue is asked for at a timer: ${name}`);
  const { queue } = decision.expected;
  const still = chosen === 'syn' && staysHalfOpen(decision);
  if (chosen === queue || still) {
    return { name: `queue/${dashed(name)}`, outcome: 'as-linux', rule, why: { id: still ? 'verdict.queue-still-syn' : `verdict.queue-as-linux-${queue}` }, evidence, counterfactual: null, cite };
  }
  const [reason, misconception] = queueReason(decision, chosen);
  return {
    name: `queue/${reason}`,
    outcome: 'wrong',
    rule,
    ...(misconception ? { misconception } : {}),
    why: { id: `verdict.${reason}` },
    evidence,
    counterfactual: { id: `verdict.linux-queues-${queue}` },
    cite,
  };
}
