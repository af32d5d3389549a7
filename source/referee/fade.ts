import { ACK, has } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Decision } from '../world/decision.ts';
import type { DecisionView } from './session-view.ts';

/** Nothing is filled in but the ends of the connection. */
export const MOST_FADED = 3;

/**
 * What of an answer the composer is filled with, and which numbers it asks for. A level fades it: 0 fills in all but the one
 * number that is asked for, 1 leaves the flags and the acknowledgment to the player, 2 the sequence number as well, 3 all
 * but the ends. Where Linux would stay silent nothing is filled in that could be sent by mistake.
 */
export function givenFields(template: Partial<Segment>, { expected }: Pick<Decision, 'expected'>, fade: number): Pick<DecisionView, 'template' | 'asks'> {
  const answer = expected.sent[0];
  const { seq: _seq, ...unnumbered } = template;
  if (fade >= MOST_FADED) return { template: endsOf(template), asks: ['seq', 'ack'] };
  if (fade === 2) return { template: unnumbered, asks: ['seq', 'ack'] };
  if (fade > 0 || answer === undefined) return { template, asks: ['ack'] };
  const { flags, length, data } = answer;
  const filled = { flags, length, ...(data !== undefined && { data }) };
  return has(flags, ACK) ? { template: { ...template, ...filled }, asks: ['ack'] } : { template: { ...unnumbered, ...filled }, asks: ['seq'] };
}

function endsOf({ srcIp, srcPort, dstIp, dstPort }: Partial<Segment>): Partial<Segment> {
  return { ...(srcIp !== undefined && { srcIp }), ...(srcPort !== undefined && { srcPort }), ...(dstIp !== undefined && { dstIp }), ...(dstPort !== undefined && { dstPort }) };
}
