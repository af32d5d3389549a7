import { findEntry } from '../kernel/lookup.ts';
import type { DecisionName } from '../kernel/decision.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import type { Segment } from '../tcp/segment.ts';
import type { SegmentRecord } from '../world/journal.ts';
import type { World } from '../world/world.ts';
import { citeDecision } from './cite.ts';
import { isSituation, type SituationName } from './situations.ts';
import type { Named, Outcome } from './verdict.ts';

/** What can be said of a segment that no kernel has looked at; the texts are under `verdict.REASON`. */
export const ATTACK_REASONS = ['lost-on-the-way', 'nobody-there', 'stopped-by-the-router', 'still-on-its-way'] as const;
export type AttackReason = (typeof ATTACK_REASONS)[number];
export type AttackName = SituationName | `attack/${AttackReason}`;

/** Decisions after which the target is better off than before: TIME-WAIT runs anew. */
const STRENGTHENS: ReadonlySet<DecisionName> = new Set(['time-wait/ack-again', 'time-wait/data-acked', 'time-wait/bare-ack-restarts', 'time-wait/paws-acked']);

/** A RST that reached a connection and was not obeyed because of its numbers. */
const WRONG_NUMBERS: ReadonlySet<DecisionName> = new Set(['segment/rst-challenged', 'segment/rst-outside-ignored', 'request/rst-challenged', 'request/rst-outside-ignored', 'time-wait/rst-inexact-ignored', 'syn-sent/bad-ack-rst-ignored', 'syn-sent/rst-without-ack-ignored']);

/** What came of an attack, as far as the level says it. */
export interface AttackEffects {
  /** It met a goal. */
  readonly reached: boolean;
  /** It lost the level, as the last one of those that the player had. */
  readonly lost: boolean;
  /** A half-open request that stays is of use: it is not the accept queue that the level wants full. */
  readonly placesHelp: boolean;
}

/** A segment that the player sent of his own accord, judged by what it did. `record` is null where a flood keeps none. */
export function attackVerdict(sent: Segment, record: SegmentRecord | null, { reached, lost, placesHelp }: AttackEffects, after: World): Named<AttackName> {
  const primary = record?.decisions.find(isSituation);
  if (record === null || primary === undefined) {
    const reason: AttackReason = record?.fate === 'lost' ? 'lost-on-the-way' : record?.fate === 'no-host' ? 'nobody-there' : record?.fate === 'stopped' ? 'stopped-by-the-router' : 'still-on-its-way';
    return { name: `attack/${reason}`, outcome: lost ? 'harmful' : 'no-effect', rule: null, why: { id: lost && reason === 'still-on-its-way' ? 'verdict.lost-before-it-arrived' : `verdict.${reason}`, params: { sent: printPacketdrill(sent) } }, evidence: null, counterfactual: null, cite: [{ man: 'raw(7)' }] };
  }
  const { rule, cite } = citeDecision(primary);
  const last = after.journal.segments.filter(({ n }) => n > record.n).flatMap(({ decisions }) => decisions).at(-1);
  const strengthened = !reached && STRENGTHENS.has(primary);
  const place = primary === 'listen/syn-queued' && record.forged ? placeOf(record, after) : null;
  const outcome: Outcome = reached || (place === 'held' && placesHelp && !lost) ? 'effective' : strengthened || lost ? 'harmful' : 'no-effect';
  return {
    name: primary,
    outcome,
    rule,
    ...misconceptionOf(primary, reached),
    why: { id: `decision.${primary}` },
    evidence: place !== null ? { id: `verdict.place-${place}` } : reached && last && last !== primary ? { id: `decision.${last}` } : strengthened ? { id: 'verdict.timer-restarted' } : null,
    counterfactual: null,
    cite,
  };
}

/** What became of the half-open request that a forged SYN made: it is still there, or whoever has that address has ended it (F1.8). */
function placeOf({ segment: { srcIp, srcPort, dstIp, dstPort }, to }: SegmentRecord, { hosts }: World): 'held' | 'freed' | null {
  const host = to === null ? undefined : hosts.get(to);
  return host ? (findEntry(host, dstIp, dstPort, srcIp, srcPort)?.kind === 'request' ? 'held' : 'freed') : null;
}

function misconceptionOf(primary: DecisionName, reached: boolean): { readonly misconception?: string } {
  if (reached) return {};
  if (primary === 'time-wait/rst-rfc1337-ignored') return { misconception: 'M25' };
  return WRONG_NUMBERS.has(primary) ? { misconception: 'M08' } : {};
}
