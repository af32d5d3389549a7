import { describe, expect, it } from 'vitest';
import { QUEUE_REASONS, queueVerdict } from '../../source/referee/judge-queue.ts';
import { QUEUE_NAMES, type QueueName } from '../../source/world/move.ts';
import { asked, type Situation } from './situation.ts';

const SYN = 'S 4999:4999(0) <mss 1460>';
const LAST_ACK = '. 5000:5000(0) ack ISS+1';
const accepted: readonly string[] = ['40001: S 100:100(0) <mss 1460>', '40001: . 101:101(0) ack ISS+1'];

/** By situation: where the player puts what arrived, and what is said of it. */
const cases: readonly (readonly [what: string, situation: Situation, choices: readonly (readonly [queue: QueueName, verdict: string])[]])[] = [
  ['a SYN for a listener', { backlog: 5, arrive: [SYN] }, [
    ['syn', 'as-linux queue/listen-syn-queued'],
    ['accept', 'wrong queue/accepted-without-handshake M03'],
    ['none', 'wrong queue/syn-not-remembered'],
    ['receive', 'wrong queue/stream-queue-for-a-handshake'],
  ]],
  ['the last ACK of the handshake', { backlog: 5, arrive: [SYN, LAST_ACK] }, [
    ['accept', 'as-linux queue/request-final-ack'],
    ['syn', 'wrong queue/finished-but-left-half-open M06'],
    ['none', 'wrong queue/finished-but-forgotten'],
    ['out-of-order', 'wrong queue/stream-queue-for-a-handshake'],
  ]],
  ['the last ACK for the one place above the limit', { backlog: 0, arrive: [accepted[0]!, '40001: . 101:101(0) ack ISS+1'] }, [['none', 'wrong queue/refused-the-last-place M11']]],
  ['a SYN when the accept queue is full', { backlog: 0, arrive: [...accepted, SYN] }, [
    ['none', 'as-linux queue/listen-accept-queue-full-syn-dropped'],
    ['syn', 'wrong queue/syn-queued-over-the-limit M15'],
    ['accept', 'wrong queue/accepted-without-handshake M03'],
  ]],
  ['an ACK that finishes nothing', { backlog: 5, arrive: ['. 4999:4999(0) ack 77'] }, [
    ['none', 'as-linux queue/listen-ack-reset'],
    ['syn', 'wrong queue/half-open-without-a-syn'],
    ['accept', 'wrong queue/accepted-over-the-limit'],
  ]],
  ['a SYN when the SYN queue is full, with cookies', { backlog: 0, arrive: [accepted[0]!, SYN] }, [
    ['none', 'as-linux queue/listen-syn-cookie'],
    ['syn', 'wrong queue/cookie-remembers-nothing M14'],
  ]],
  ['the same SYN again', { backlog: 5, arrive: [SYN, SYN] }, [
    ['none', 'as-linux queue/request-duplicate-syn'],
    ['syn', 'as-linux queue/request-duplicate-syn'],
  ]],
  ['a SYN where nobody listens', { arrive: [SYN] }, [['syn', 'wrong queue/no-queue-without-listener']]],
  ['the SYN-ACK comes back', { connects: 999, arrive: ['S. 4999:4999(0) ack 1000'] }, [
    ['none', 'as-linux queue/syn-sent-established'],
    ['accept', 'wrong queue/no-queue-for-a-client'],
  ]],
  ['data in order', { state: 'ESTABLISHED', arrive: ['P. 5000:5005(5) ack 1000'] }, [
    ['receive', 'as-linux queue/data-in-order'],
    ['out-of-order', 'wrong queue/in-order-data-kept-back'],
    ['none', 'wrong queue/good-data-thrown-away'],
    ['accept', 'wrong queue/handshake-queue-for-data'],
  ]],
  ['data after a gap', { state: 'ESTABLISHED', arrive: ['P. 5010:5015(5) ack 1000'] }, [
    ['out-of-order', 'as-linux queue/data-out-of-order'],
    ['receive', 'wrong queue/data-over-a-gap'],
    ['none', 'wrong queue/early-arrival-thrown-away'],
  ]],
  ['a FIN after a gap', { state: 'FIN-WAIT-2', arrive: ['F. 5010:5010(0) ack 1000'] }, [
    ['out-of-order', 'as-linux queue/fin-out-of-order'],
    ['receive', 'wrong queue/fin-over-a-gap'],
  ]],
  ['the same FIN after a gap again', { state: 'FIN-WAIT-2', arrive: ['F. 5010:5010(0) ack 1000', 'F. 5010:5010(0) ack 1000'] }, [
    ['none', 'as-linux queue/fin-out-of-order'],
    ['out-of-order', 'wrong queue/already-waiting'],
    ['receive', 'wrong queue/nothing-to-receive'],
  ]],
  ['a FIN in order', { state: 'ESTABLISHED', arrive: ['F. 5000:5000(0) ack 1000'] }, [
    ['none', 'as-linux queue/fin-received'],
    ['receive', 'wrong queue/nothing-to-receive'],
    ['out-of-order', 'wrong queue/nothing-to-keep'],
  ]],
];

function judged(situation: Situation, chosen: QueueName): string {
  const { outcome, name, misconception } = queueVerdict(asked(situation).decision, chosen);
  return `${outcome} ${name}${misconception ? ` ${misconception}` : ''}`;
}

describe.each(cases)('%s', (_what, situation, choices) => {
  it.each(choices)('%s: %s', (queue, verdict) => {
    expect(judged(situation, queue)).toBe(verdict);
  });

  it('has a reason for every queue that is not the right one', () => {
    const { decision } = asked(situation);
    for (const queue of QUEUE_NAMES) {
      const { outcome, counterfactual } = queueVerdict(decision, queue);
      expect(counterfactual !== null).toBe(outcome === 'wrong');
      if (queue === decision.expected.queue) expect(outcome).toBe('as-linux');
    }
  });
});

it('every reason is reached by a real decision', () => {
  const reached = new Set(cases.flatMap(([, , choices]) => choices.map(([, verdict]) => /queue\/(\S+)/.exec(verdict)![1]!)));
  expect(QUEUE_REASONS.filter((reason) => !reached.has(reason))).toEqual([]);
});
