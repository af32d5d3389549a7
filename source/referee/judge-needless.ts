import type { DecisionName } from '../kernel/decision.ts';
import { has, RST } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Decision } from '../world/decision.ts';
import { causeSegment, finIsOut, kindOf, primaryDecision, wrong, type Finding } from './finding.ts';

/** There is no room, and Linux drops in silence what asks for it. */
const OVERFLOW: ReadonlySet<DecisionName> = new Set(['listen/syn-queue-full-dropped', 'listen/accept-queue-full-syn-dropped', 'listen/last-quarter-dropped', 'request/overflow-ack-dropped', 'cookie/accept-queue-full', 'time-wait/syn-accept-queue-full']);

/** An answer would be due, but one went out a moment ago. */
const LIMITED: ReadonlySet<DecisionName> = new Set(['request/duplicate-syn-limited', 'segment/out-of-window-limited', 'segment/challenge-limited', 'time-wait/ack-limited']);

/** Segments that mean nothing where they arrive. */
const IGNORED: ReadonlySet<DecisionName> = new Set([
  'syn-sent/ack-without-syn-ignored',
  'syn-sent/no-syn-ignored',
  'syn-sent/paws-ignored',
  'listen/no-flags-ignored',
  'listen/syn-fin-ignored',
  'listen/recycling-dropped',
  'request/no-ack-ignored',
  'segment/no-ack-flag-ignored',
  'data/after-their-fin-ignored',
  'fin-wait-2/orphan-ack-ignored',
  'time-wait/syn-fin-destroys',
]);

/** Linux sends nothing, the player does: why nothing is due. */
export function whatWasNotDue(decision: Decision, sent: Segment): Finding {
  const given = kindOf(sent);
  const cause = causeSegment(decision);
  if (given === 'none') return wrong('segment-without-flags');
  if (!cause) return wrong(given === 'syn' && primaryDecision(decision)?.startsWith('connect/') ? 'syn-without-a-port' : 'call-sends-nothing');
  if (has(cause.flags, RST)) return wrong(given === 'reset' ? 'reset-for-a-reset' : 'answer-to-a-reset');
  const primary = primaryDecision(decision);
  if (primary !== null && OVERFLOW.has(primary)) {
    if (given === 'reset') return wrong('reset-of-an-overflow', 'M13');
    return given === 'syn-ack' ? wrong('syn-ack-over-the-limit', primary === 'listen/accept-queue-full-syn-dropped' ? 'M15' : undefined) : wrong('ack-of-an-overflow');
  }
  if (primary !== null && LIMITED.has(primary)) return wrong(given === 'reset' ? 'reset-of-a-good-connection' : 'answer-over-the-rate-limit');
  if (primary !== null && IGNORED.has(primary)) return wrong(given === 'reset' ? 'reset-of-what-is-ignored' : 'answer-to-what-is-ignored');
  switch (given) {
    case 'reset':
      return wrong('reset-of-a-good-connection');
    case 'fin':
      return wrong(finIsOut(decision) ? 'fin-again' : 'fin-before-close');
    case 'ack':
      return wrong(sent.length > 0 ? 'data-nobody-wrote' : 'ack-for-a-bare-ack');
    default:
      return wrong('syn-out-of-place');
  }
}
