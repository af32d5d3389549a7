import { describe, expect, it } from 'vitest';
import { say } from '../../source/message/say.ts';
import { ANSWER_AREAS, ANSWER_REASONS } from '../../source/referee/answer-reasons.ts';
import { Conversation } from './conversation.ts';
import { smallLevel } from './small-levels.ts';

/** A SYN-ACK (1 retransmission), a SYN or data of which the timer has gone off; `ends`: the last time, when Linux gives up. */
function waiting(what: 'S.' | 'S' | 'P.', ends = false): Conversation {
  const play = new Conversation(
    smallLevel({
      setup: {
        horizon: '10min',
        hosts: {
          me: { side: 'server', ip: '10.0.0.9', decides: ['answer', 'timeout'], sysctls: { tcp_synack_retries: ends ? 0 : 1 }, ...(what === 'S.' ? { listen: [{ port: 80, backlog: 4, accept: 'never' }] } : {}) },
          peer: { side: 'client', ip: '10.0.0.5', absent: true },
        },
        link: { delay: 1 },
        connections: what === 'P.' ? [{ a: { host: 'me', port: 80, state: 'ESTABLISHED', sndNxt: 1000, rcvNxt: 5000 }, b: { host: 'peer', port: 40_000, state: 'CLOSED' } }] : [],
        script: [
          ...(what === 'S.' ? [{ at: 0, host: 'peer', act: 'inject' as const, src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment: 'S 4999:4999(0) win 64240 <mss 1460>' }] : []),
          ...(what === 'S' ? [{ at: 0, host: 'me', act: 'connect' as const, port: 80, to: '10.0.0.5:40000', isn: 999 }] : []),
          ...(what === 'P.' ? [{ at: 0, host: 'me', act: 'write' as const, port: 80, bytes: 5 }] : []),
        ],
      },
    }),
  );
  for (const line of [{ 'S.': 'S. seq 999 ack 5000', S: 'S seq 999', 'P.': 'P. seq 1000 ack 5000 data "xxxxx"' }[what], 'wait']) play.say(line);
  return play;
}

const cases: readonly (readonly [what: string, play: Conversation, answers: readonly (readonly [line: string, verdict: string])[]])[] = [
  ['a SYN-ACK is sent again', waiting('S.'), [
    ['S. seq 999 ack 5000 <mss 1460>', 'timer/syn-ack-again'],
    ['S. seq 999 ack 5000', 'timer/syn-ack-again'],
    ['silent', 'wrong timer/not-sent-again'],
    ['drop', 'wrong timer/not-sent-again'],
    ['S. seq 998 ack 5000', 'wrong timer/second-isn M02'],
    ['S. seq 999 ack 4999', 'wrong timer/another-ack-again'],
    ['S seq 999', 'wrong timer/another-segment-again'],
    ['. seq 1000 ack 5000', 'wrong timer/another-segment-again'],
    ['R. seq 1000 ack 5000', 'wrong timer/reset-instead-of-again'],
    ['S. seq 999 ack 5000 <>', 'allowed timer/fewer-options'],
    ['S. seq 999 ack 5000 dst 10.0.0.5:7', 'wrong timer/to-the-wrong-address'],
    ['S. seq 999 ack 5000 src 10.0.0.9:7', 'wrong timer/from-the-wrong-address'],
  ]],
  ['a SYN-ACK has been sent as often as allowed', waiting('S.', true), [
    ['silent', 'timer/request-expired'],
    ['S. seq 999 ack 5000', 'wrong timer/sent-again-beyond-the-limit'],
    ['R. seq 1000 ack 5000', 'wrong timer/reset-when-giving-up'],
  ]],
  ['a SYN is sent again', waiting('S'), [
    ['S seq 999', 'timer/syn-again'],
    ['S seq 5', 'wrong timer/second-isn M02'],
  ]],
  ['data is sent again', waiting('P.'), [
    ['P. seq 1000 ack 5000 data "xxxxx"', 'timer/loss-probe'],
    ['P. seq 1005 ack 5000 data "xxxxx"', 'wrong timer/another-number-again'],
    ['. seq 1005 ack 5000', 'wrong timer/another-segment-again'],
  ]],
];

function judged({ session, verdict }: Conversation): string {
  if (!verdict) throw new Error(`nothing was judged at ${session.world.now} ms`);
  for (const phrase of [verdict.why, verdict.evidence, verdict.counterfactual]) if (phrase) expect(say('en', phrase)).not.toMatch(/\{\w+\}|^</);
  return `${verdict.outcome === 'as-linux' ? '' : `${verdict.outcome} `}${verdict.name}${verdict.misconception ? ` ${verdict.misconception}` : ''}`;
}

describe.each(cases)('%s', (_what, play, answers) => {
  const { session } = play;
  it.each(answers)('%s: %s', (line, verdict) => {
    play.session = session;
    play.say(line);
    expect(judged(play)).toBe(verdict);
  });
});

it('every reason that only timers have is reached', () => {
  const reached = new Set(cases.flatMap(([, , answers]) => answers.map(([, verdict]) => /\/(\S+)/.exec(verdict)![1]!)));
  expect(ANSWER_REASONS.filter((reason) => ANSWER_AREAS[reason].every((area) => area === 'timer') && !reached.has(reason))).toEqual([]);
});
