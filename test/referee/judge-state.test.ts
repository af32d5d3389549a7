import { describe, expect, it } from 'vitest';
import { STATE_REASONS, stateVerdict } from '../../source/referee/judge-state.ts';
import { TCP_STATES, type TcpState } from '../../source/tcp/state.ts';
import { asked, type Situation } from './situation.ts';

const SYN = 'S 4999:4999(0) <mss 1460>';
const FIN = 'F. 5000:5000(0) ack 1000';

/** By situation: where the player sends the socket, and what is said of it. */
const cases: readonly (readonly [what: string, situation: Situation, choices: readonly (readonly [state: TcpState, verdict: string])[]])[] = [
  ['a SYN for a listener', { backlog: 5, arrive: [SYN] }, [
    ['SYN-RECEIVED', 'as-linux state/listen-syn-queued'],
    ['LISTEN', 'wrong state/connection-not-listener M06'],
    ['ESTABLISHED', 'wrong state/established-too-early'],
    ['CLOSED', 'wrong state/closed-too-early'],
    ['TIME-WAIT', 'wrong state/state-out-of-reach'],
  ]],
  ['the SYN-ACK comes back', { connects: 999, arrive: ['S. 4999:4999(0) ack 1000'] }, [
    ['ESTABLISHED', 'as-linux state/syn-sent-established'],
    ['SYN-SENT', 'wrong state/state-should-have-moved'],
    ['SYN-RECEIVED', 'wrong state/state-by-another-event'],
  ]],
  ['two SYNs cross', { connects: 999, arrive: [SYN] }, [['ESTABLISHED', 'wrong state/established-too-early']]],
  ['a FIN for an open connection', { state: 'ESTABLISHED', arrive: [FIN] }, [
    ['CLOSE-WAIT', 'as-linux state/fin-received'],
    ['FIN-WAIT-1', 'wrong state/active-side-state M21'],
    ['TIME-WAIT', 'wrong state/active-side-state M21'],
    ['FIN-WAIT-2', 'wrong state/active-side-state M21'],
    ['CLOSING', 'wrong state/active-side-state M21'],
    ['LAST-ACK', 'wrong state/state-out-of-reach'],
    ['CLOSED', 'wrong state/closed-too-early'],
  ]],
  ['a FIN after a gap', { state: 'FIN-WAIT-2', arrive: ['F. 5010:5010(0) ack 1000'] }, [
    ['FIN-WAIT-2', 'as-linux state/fin-out-of-order'],
    ['TIME-WAIT', 'wrong state/time-wait-over-a-gap'],
    ['CLOSED', 'wrong state/state-should-have-stayed'],
  ]],
  ['the program closes', { state: 'ESTABLISHED', call: 'close' }, [
    ['FIN-WAIT-1', 'as-linux state/close-sends-fin'],
    ['CLOSE-WAIT', 'wrong state/passive-side-state M21'],
    ['FIN-WAIT-2', 'wrong state/fin-wait-2-needs-the-ack'],
    ['CLOSING', 'wrong state/closing-needs-crossing-fins'],
    ['TIME-WAIT', 'wrong state/time-wait-before-their-fin'],
    ['CLOSED', 'wrong state/closed-without-time-wait M21'],
  ]],
  ['our FIN is acknowledged', { state: 'ESTABLISHED', call: 'shutdown', arrive: ['. 5000:5000(0) ack 1001'] }, [
    ['FIN-WAIT-2', 'as-linux state/fin-acknowledged'],
    ['TIME-WAIT', 'wrong state/time-wait-before-their-fin'],
    ['CLOSING', 'wrong state/closing-needs-crossing-fins'],
    ['ESTABLISHED', 'wrong state/no-way-back'],
    ['CLOSED', 'wrong state/closed-without-time-wait M21'],
  ]],
  ['their FIN crosses ours', { state: 'ESTABLISHED', call: 'shutdown', arrive: [FIN] }, [
    ['CLOSING', 'as-linux state/fin-closing'],
    ['TIME-WAIT', 'wrong state/time-wait-before-our-ack'],
    ['FIN-WAIT-2', 'wrong state/fin-wait-2-needs-the-ack'],
    ['LAST-ACK', 'wrong state/passive-side-state M21'],
  ]],
  ['their FIN comes with the ACK of ours', { state: 'ESTABLISHED', call: 'shutdown', arrive: ['F. 5000:5000(0) ack 1001'] }, [
    ['TIME-WAIT', 'as-linux state/fin-time-wait'],
    ['FIN-WAIT-2', 'wrong state/fin-wait-2-but-their-fin-came'],
    ['CLOSING', 'wrong state/closing-needs-crossing-fins'],
  ]],
  ['our FIN, sent second, is acknowledged', { state: 'CLOSE-WAIT', end: { rcvNxt: 5001 }, call: 'shutdown', arrive: ['. 5001:5001(0) ack 1001'] }, [
    ['CLOSED', 'as-linux state/fin-last-ack-done'],
    ['TIME-WAIT', 'wrong state/time-wait-on-the-passive-side M21'],
    ['LAST-ACK', 'wrong state/state-should-have-moved'],
  ]],
  ['an exact RST', { state: 'ESTABLISHED', arrive: ['R 5000:5000(0)'] }, [
    ['CLOSED', 'as-linux state/segment-rst-exact'],
    ['TIME-WAIT', 'wrong state/time-wait-after-a-reset'],
    ['ESTABLISHED', 'wrong state/state-should-have-moved'],
  ]],
  ['a RST that is near, but not exact', { state: 'ESTABLISHED', arrive: ['R 5001:5001(0)'] }, [
    ['ESTABLISHED', 'as-linux state/segment-rst-challenged'],
    ['CLOSED', 'wrong state/closed-by-a-poor-reset M08'],
  ]],
  ['a RST for TIME-WAIT that is not exact', { state: 'TIME-WAIT', arrive: ['R 5001:5001(0)'] }, [['CLOSED', 'wrong state/closed-by-a-poor-reset M25']]],
  ['data for an open connection', { state: 'ESTABLISHED', arrive: ['P. 5000:5005(5) ack 1000'] }, [['CLOSE-WAIT', 'wrong state/state-should-have-stayed']]],
];

function judged(situation: Situation, chosen: TcpState): string {
  const { outcome, name, misconception } = stateVerdict(asked(situation).decision, chosen);
  return `${outcome} ${name}${misconception ? ` ${misconception}` : ''}`;
}

describe.each(cases)('%s', (_what, situation, choices) => {
  it.each(choices)('%s: %s', (state, verdict) => {
    expect(judged(situation, state)).toBe(verdict);
  });

  it('says of every state but one that it is wrong, with both states in its reason', () => {
    const { decision } = asked(situation);
    const { from, to } = decision.expected;
    const verdicts = TCP_STATES.map((state) => stateVerdict(decision, state));
    expect(verdicts.filter(({ outcome }) => outcome === 'as-linux')).toHaveLength(1);
    for (const { outcome, why } of verdicts) if (outcome === 'wrong') expect(why.params).toMatchObject({ from, to });
  });
});

it('every reason is reached by a real decision', () => {
  const reached = new Set(cases.flatMap(([, , choices]) => choices.map(([, verdict]) => /state\/(\S+)/.exec(verdict)![1]!)));
  expect(STATE_REASONS.filter((reason) => !reached.has(reason))).toEqual([]);
});
