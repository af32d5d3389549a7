import { nextState } from '../connection/compiled-table.ts';
import { CONNECTION_EVENTS } from '../connection/connection-event.ts';
import type { Phrase } from '../phrase.ts';
import { FIN, has, RST } from '../tcp/flags.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Decision } from '../world/decision.ts';
import { groundsOf } from './cite.ts';
import { causeSegment } from './finding.ts';
import { dashed, type AskedName, type Dashed } from './situations.ts';
import type { Named } from './verdict.ts';

/** What can be said of a state that is not the one Linux goes to; the texts are under `verdict.REASON`. */
export const STATE_REASONS = [
  'state-should-have-moved',
  'connection-not-listener',
  'state-should-have-stayed',
  'time-wait-over-a-gap',
  'closed-by-a-poor-reset',
  'closed-without-time-wait',
  'closed-too-early',
  'time-wait-on-the-passive-side',
  'time-wait-after-a-reset',
  'passive-side-state',
  'active-side-state',
  'time-wait-before-their-fin',
  'time-wait-before-our-ack',
  'closing-needs-crossing-fins',
  'fin-wait-2-needs-the-ack',
  'fin-wait-2-but-their-fin-came',
  'established-too-early',
  'no-way-back',
  'state-by-another-event',
  'state-out-of-reach',
] as const;
export type StateReason = (typeof STATE_REASONS)[number];
export type StateName = `state/${StateReason | Dashed<AskedName>}`;

type StateFinding = readonly [reason: StateReason, misconception?: string];

/** States that only the side that closes second passes through. */
const PASSIVE: ReadonlySet<TcpState> = new Set(['CLOSE-WAIT', 'LAST-ACK']);
/** States that only the side that closes first passes through. */
const ACTIVE: ReadonlySet<TcpState> = new Set(['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'TIME-WAIT']);
/** States before the handshake is through. */
const OPENING: ReadonlySet<TcpState> = new Set(['CLOSED', 'LISTEN', 'SYN-SENT', 'SYN-RECEIVED']);

/** Why the socket does not go where the player sends it. The state chosen is another than Linux's. */
export function stateReason(decision: Decision, chosen: TcpState): StateFinding {
  const { from, to } = decision.expected;
  if (to === from) return unmoved(decision, chosen);
  if (chosen === from) return from === 'LISTEN' ? ['connection-not-listener', 'M06'] : ['state-should-have-moved'];
  switch (chosen) {
    case 'CLOSED':
      return ACTIVE.has(to) ? ['closed-without-time-wait', 'M21'] : ['closed-too-early'];
    case 'ESTABLISHED':
      return [OPENING.has(from) ? 'established-too-early' : 'no-way-back'];
    case 'TIME-WAIT':
      if (to === 'CLOSED') return from === 'LAST-ACK' && !isReset(decision) ? ['time-wait-on-the-passive-side', 'M21'] : ['time-wait-after-a-reset'];
      if (to === 'CLOSING') return ['time-wait-before-our-ack'];
      if (to === 'FIN-WAIT-1' || to === 'FIN-WAIT-2') return ['time-wait-before-their-fin'];
      break;
    case 'CLOSING':
      if (ACTIVE.has(to)) return ['closing-needs-crossing-fins'];
      break;
    case 'FIN-WAIT-2':
      if (to === 'TIME-WAIT') return ['fin-wait-2-but-their-fin-came'];
      if (ACTIVE.has(to)) return ['fin-wait-2-needs-the-ack'];
      break;
    default:
  }
  if (PASSIVE.has(chosen) && ACTIVE.has(to)) return ['passive-side-state', 'M21'];
  if (ACTIVE.has(chosen) && PASSIVE.has(to)) return ['active-side-state', 'M21'];
  return [CONNECTION_EVENTS.some((event) => nextState(from, event) === chosen) ? 'state-by-another-event' : 'state-out-of-reach'];
}

function unmoved(decision: Decision, chosen: TcpState): StateFinding {
  const { from } = decision.expected;
  const cause = causeSegment(decision);
  if (chosen === 'CLOSED' && isReset(decision)) return ['closed-by-a-poor-reset', from === 'TIME-WAIT' ? 'M25' : 'M08'];
  if (chosen === 'TIME-WAIT' && cause !== null && has(cause.flags, FIN)) return ['time-wait-over-a-gap'];
  return ['state-should-have-stayed'];
}

function isReset(decision: Decision): boolean {
  const cause = causeSegment(decision);
  return cause !== null && has(cause.flags, RST);
}

/** Judges where the player sends the socket. */
export function stateVerdict(decision: Decision, chosen: TcpState): Named<StateName> {
  const { name, why: evidence, rule, cite } = groundsOf(decision);
  const { from, to } = decision.expected;
  if (chosen === to) {
    const why: Phrase = from === to ? { id: 'verdict.state-as-linux-stays', params: { from } } : { id: 'verdict.state-as-linux', params: { from, to } };
    return { name: `state/${dashed(name)}`, outcome: 'as-linux', rule, why, evidence, counterfactual: null, cite };
  }
  const [reason, misconception] = stateReason(decision, chosen);
  return {
    name: `state/${reason}`,
    outcome: 'wrong',
    rule,
    ...(misconception ? { misconception } : {}),
    why: { id: `verdict.${reason}`, params: { from, to, chosen } },
    evidence,
    counterfactual: { id: from === to ? 'verdict.linux-stays' : 'verdict.linux-moves', params: { from, to } },
    cite,
  };
}
