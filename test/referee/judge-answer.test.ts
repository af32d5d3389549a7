import { describe, expect, it } from 'vitest';
import { say } from '../../source/message/say.ts';
import { ANSWER_AREAS, ANSWER_REASONS } from '../../source/referee/answer-reasons.ts';
import { answerVerdict } from '../../source/referee/answer-verdict.ts';
import { compareAnswer } from '../../source/referee/judge-answer.ts';
import { asked, says, type Situation } from './situation.ts';

const SYN = 'S 4999:4999(0) <mss 1460,sackOK,wscale 7>';
const SYN_TS = 'S 4999:4999(0) <mss 1460,sackOK,TS val 100 ecr 0,wscale 7>';
const SYN_ACK = 'S. 4999:4999(0) ack 1000 <mss 1460,sackOK,wscale 7>';
const open: Situation = { state: 'ESTABLISHED' };
const half = (...more: readonly string[]): Situation => ({ backlog: 5, arrive: [SYN, ...more] });
/** One connection fills an accept queue of backlog 0; one SYN a SYN queue of it. */
const accepted: readonly string[] = ['40001: S 100:100(0) <mss 1460>', '40001: . 101:101(0) ack ISS+1'];
const halfOpen = '40001: S 100:100(0) <mss 1460>';

/** By situation: what the player sends (null: nothing), and what is said of it. */
const cases: readonly (readonly [what: string, situation: Situation, answers: readonly (readonly [line: string | null, verdict: string])[]])[] = [
  ['connect() asks for a SYN', { connects: 999 }, [
    ['S seq 999', 'connect/sends-syn'],
    ['S seq 123456', 'connect/sends-syn'],
    [null, 'wrong connect/connect-without-syn'],
    ['S. seq 999 ack 1000', 'wrong connect/syn-ack-before-any-syn'],
    ['. seq 999 ack 1000', 'wrong connect/ack-before-any-syn'],
    ['F. seq 999 ack 1000', 'wrong connect/fin-before-any-syn'],
    ['R seq 999', 'wrong connect/reset-instead-of-syn'],
    ['SF seq 999', 'wrong connect/syn-and-fin-together'],
    ['S seq 999 data "hello"', 'allowed connect/data-on-the-syn M04'],
    ['S seq 999 <mss 1460>', 'allowed connect/fewer-options'],
    ['S seq 999 dst 10.0.0.5:81', 'wrong connect/to-the-wrong-address'],
    ['S seq 999 src 10.0.0.9:81', 'wrong connect/from-the-wrong-address'],
    ['none seq 999', 'wrong connect/segment-without-flags'],
  ]],
  ['the SYN-ACK comes back', { connects: 999, arrive: [SYN_ACK] }, [
    ['. seq 1000 ack 5000', 'syn-sent/established'],
    [null, 'wrong syn-sent/syn-ack-unanswered'],
    ['. seq 1000 ack 4999', 'wrong syn-sent/ack-without-the-syn M01'],
    ['. seq 1000 ack 1000', 'wrong syn-sent/ack-is-own-number M02'],
    ['. seq 999 ack 5000', 'wrong syn-sent/own-syn-not-counted M01'],
    ['. seq 5000 ack 5000', 'wrong syn-sent/seq-is-their-number M02'],
    ['. seq 2000 ack 5000', 'wrong syn-sent/seq-ahead'],
    ['. seq 1000 ack 6000', 'wrong syn-sent/ack-finishes-no-handshake'],
    ['. seq 1000 ack 4000', 'wrong syn-sent/ack-finishes-no-handshake'],
    ['. seq 5 ack 5', 'wrong syn-sent/ack-finishes-no-handshake'],
    ['R seq 1000', 'wrong syn-sent/reset-of-a-good-syn-ack'],
    ['F. seq 1000 ack 5000', 'wrong syn-sent/fin-with-the-final-ack'],
    ['S seq 1000', 'wrong syn-sent/syn-again'],
    ['S. seq 1000 ack 5000', 'wrong syn-sent/syn-ack-again'],
    ['P. seq 1000 ack 5000 data "hello"', 'allowed syn-sent/data-with-the-third-segment'],
    ['. seq 1000 ack 5000 win 0', 'allowed syn-sent/zero-window'],
  ]],
  ['a SYN-ACK with a number that fits nothing', { connects: 999, arrive: ['S. 4999:4999(0) ack 77'] }, [
    ['R seq 77', 'syn-sent/bad-ack-reset'],
    [null, 'wrong syn-sent/silent-where-reset-is-due'],
    ['R seq 78', 'wrong syn-sent/reset-seq-not-from-ack M08'],
    ['R. seq 77 ack 5000', 'wrong syn-sent/reset-with-a-needless-ack'],
    ['R. seq 0 ack 5000', 'wrong syn-sent/reset-seq-not-from-ack M08'],
    ['. seq 1000 ack 5000', 'wrong syn-sent/ack-where-reset-is-due'],
  ]],
  ['two SYNs cross', { connects: 999, arrive: [SYN] }, [
    ['S. seq 999 ack 5000', 'syn-sent/crossing-syn'],
    ['S. seq 555 ack 5000', 'wrong syn-sent/second-isn M02'],
    ['. seq 1000 ack 5000', 'wrong syn-sent/ack-without-repeating-the-syn'],
    ['R. seq 0 ack 5000', 'wrong syn-sent/reset-of-a-crossing-syn'],
    [null, 'wrong syn-sent/syn-unanswered'],
  ]],
  ['the second SYN of a crossing', { connects: 999, arrive: [SYN, SYN_ACK] }, [
    [null, 'allowed crossed/silent-second-syn'],
    ['. seq 1000 ack 5000 <nop>', 'allowed crossed/without-sack-block'],
    ['. seq 1000 ack 5000 <sack 4999:5000>', 'crossed/second-syn-d-sack'],
  ]],
  ['a bare ACK while SYN-SENT', { connects: 999, arrive: ['. 4999:4999(0) ack 1000'] }, [
    [null, 'syn-sent/ack-without-syn-ignored'],
    ['R seq 1000', 'wrong syn-sent/reset-of-what-is-ignored'],
    ['. seq 1000 ack 4999', 'wrong syn-sent/answer-to-what-is-ignored'],
  ]],
  ['a SYN for a listener', half(), [
    ['S. seq 70 ack 5000', 'listen/syn-queued'],
    [null, 'wrong listen/syn-unanswered'],
    ['S. seq 70 ack 4999', 'wrong listen/ack-without-the-syn M01'],
    ['S. seq 70 ack 4998', 'wrong listen/ack-finishes-no-handshake'],
    ['S. seq 70 ack 5001', 'wrong listen/ack-finishes-no-handshake'],
    ['S seq 70', 'wrong listen/syn-without-the-ack'],
    ['. seq 70 ack 5000', 'wrong listen/ack-without-own-syn M03'],
    ['F. seq 70 ack 5000', 'wrong listen/fin-instead-of-syn-ack'],
    ['R. seq 0 ack 5000', 'wrong listen/reset-of-a-good-syn'],
    ['S. seq 70 ack 5000 <mss 1460>', 'allowed listen/fewer-options'],
  ]],
  ['a SYN whose sender receives less than we do, and shifts by less', { backlog: 5, arrive: ['S 4999:4999(0) win 1024 <mss 1000,nop,wscale 3>'] }, [
    ['S. seq 70 ack 5000 <mss 1460,nop,wscale 10>', 'listen/syn-queued'],
    ['S. seq 70 ack 5000 <mss 1000,nop,wscale 10>', 'allowed listen/mss-is-theirs M10'],
    ['S. seq 70 ack 5000 <mss 1400,nop,wscale 10>', 'allowed listen/another-mss'],
    ['S. seq 70 ack 5000 <mss 1460,nop,wscale 3>', 'allowed listen/scale-is-theirs M09'],
    ['S. seq 70 ack 5000 <mss 1460,nop,wscale 9>', 'allowed listen/another-scale'],
    ['S. seq 70 ack 5000 win 62 <mss 1460,nop,wscale 10>', 'allowed listen/window-scaled-in-a-syn M09'],
  ]],
  ['a SYN without a window scale', { backlog: 5, arrive: ['S 4999:4999(0) win 1024 <mss 1000>'] }, [
    ['S. seq 70 ack 5000 <mss 1460>', 'listen/syn-queued'],
    ['S. seq 70 ack 5000 <mss 1460,nop,wscale 10>', 'wrong listen/scale-unasked M09'],
  ]],
  ['the same SYN again', { ...half(SYN), every: 1000 }, [
    ['S. seq RIGHT ack 5000', 'request/duplicate-syn'],
    ['S. seq RIGHT+9 ack 5000', 'wrong request/second-isn M02'],
  ]],
  ['the same SYN once more within 500 ms', half(SYN, SYN), [
    [null, 'request/duplicate-syn-limited'],
    ['S. seq ISS ack 5000', 'wrong request/answer-over-the-rate-limit'],
    ['R. seq 0 ack 5000', 'wrong request/reset-of-a-good-connection'],
  ]],
  ['the last ACK of the handshake', half('. 5000:5000(0) ack ISS+1'), [
    [null, 'request/final-ack'],
    ['. ack 5000', 'wrong request/ack-for-a-bare-ack'],
    ['P. ack 5000 data "hi"', 'wrong request/data-nobody-wrote'],
    ['S. ack 5000', 'wrong request/syn-out-of-place'],
    ['R seq 1', 'wrong request/reset-of-a-good-connection'],
    ['F. ack 5000', 'wrong request/fin-before-close'],
    ['none seq 1', 'wrong request/segment-without-flags'],
  ]],
  ['a last ACK with another number', half('. 5000:5000(0) ack 77'), [
    ['R seq 77', 'request/bad-ack-reset'],
    ['S. seq 1 ack 5000', 'wrong request/syn-ack-where-reset-is-due'],
  ]],
  ['a SYN when the accept queue is full', { backlog: 0, arrive: [...accepted, SYN] }, [
    [null, 'listen/accept-queue-full-syn-dropped'],
    ['S. seq 70 ack 5000', 'wrong listen/syn-ack-over-the-limit M15'],
    ['R. seq 0 ack 5000', 'wrong listen/reset-of-an-overflow M13'],
    ['. seq 0 ack 5000', 'wrong listen/ack-of-an-overflow'],
  ]],
  ['a SYN when the SYN queue is full, without cookies', { backlog: 0, sysctls: { tcp_syncookies: 0 }, arrive: [halfOpen, SYN] }, [
    [null, 'listen/syn-queue-full-dropped'],
    ['S. seq 70 ack 5000', 'wrong listen/syn-ack-over-the-limit'],
  ]],
  ['a SYN when the SYN queue is full, with cookies', { backlog: 0, arrive: [halfOpen, SYN_TS] }, [
    ['S. seq RIGHT ack 5000', 'listen/syn-cookie'],
    ['S. seq 70 ack 5000', 'wrong listen/isn-is-no-cookie'],
    ['S. seq RIGHT-1 ack 5000', 'wrong listen/cookie-of-another-size'],
    ['S. seq RIGHT+1 ack 5000', 'wrong listen/isn-is-no-cookie'],
  ]],
  ['a segment without flags for a listener', { backlog: 5, arrive: ['none 4999:4999(0)'] }, [
    [null, 'listen/no-flags-ignored'],
    ['R. seq 0 ack 4999', 'wrong listen/reset-of-what-is-ignored'],
  ]],
  ['a SYN where nobody listens', { arrive: [SYN] }, [
    ['R. seq 0 ack 5000', 'closed/syn-reset'],
    [null, 'wrong closed/silent-where-reset-is-due M07'],
    ['R. seq 0 ack 4999', 'wrong closed/reset-ack-does-not-count-the-syn M01'],
    ['R. seq 0 ack 1', 'wrong closed/reset-ack-wrong M08'],
    ['R. seq 1 ack 5000', 'wrong closed/reset-seq-not-zero M08'],
    ['R seq 0', 'wrong closed/reset-without-its-ack M08'],
    ['S. seq 70 ack 5000', 'wrong closed/syn-ack-without-listener'],
    ['. seq 0 ack 5000', 'wrong closed/ack-where-reset-is-due'],
    ['F. seq 0 ack 5000', 'wrong closed/fin-where-reset-is-due'],
    ['S seq 0', 'wrong closed/syn-where-reset-is-due'],
  ]],
  ['a FIN where nobody listens', { arrive: ['F 4999:4999(0)'] }, [['R. seq 0 ack 4999', 'wrong closed/reset-ack-does-not-count-the-fin M01']]],
  ['a RST where nobody listens', { arrive: ['R 4999:4999(0)'] }, [
    [null, 'closed/rst-ignored'],
    ['R seq 0', 'wrong closed/reset-for-a-reset'],
    ['. seq 0 ack 4999', 'wrong closed/answer-to-a-reset'],
  ]],
  ['a FIN for an open connection', { ...open, arrive: ['F. 5000:5000(0) ack 1000'] }, [
    [null, 'fin/received'],
    ['. seq 1000 ack 5001', 'allowed fin/ack-before-it-is-due'],
    ['. seq 1000 ack 5000', 'wrong fin/ack-without-the-fin M01'],
    ['. seq 999 ack 5001', 'wrong fin/seq-behind'],
    ['F. seq 1000 ack 5001', 'wrong fin/fin-before-close'],
    ['R seq 1000', 'wrong fin/reset-of-a-good-connection'],
  ]],
  ['a FIN in FIN-WAIT-2', { state: 'FIN-WAIT-2', arrive: ['F. 5000:5000(0) ack 1000'] }, [
    ['. seq 1000 ack 5001', 'fin/time-wait'],
    [null, 'wrong fin/fin-unacknowledged'],
    ['F. seq 1000 ack 5001', 'wrong fin/fin-again M17'],
    ['seq 1000 P', 'wrong fin/segment-without-flags'],
  ]],
  ['data after a gap', { ...open, arrive: ['P. 5010:5020(10) ack 1000'] }, [
    ['. seq 1000 ack 5000 <sack 5010:5020>', 'data/out-of-order'],
    ['. seq 1000 ack 5000 <nop>', 'allowed data/without-sack-block'],
    ['. seq 1000 ack 5020 <nop>', 'wrong data/ack-over-a-gap'],
    ['. seq 1000 ack 5021 <nop>', 'wrong data/ack-of-what-never-came'],
    [null, 'wrong data/arrival-unacknowledged'],
  ]],
  ['a FIN after a gap', { ...open, arrive: ['F. 5010:5010(0) ack 1000'] }, [[null, 'wrong fin/arrival-unacknowledged']]],
  ['a SYN for an open connection', { ...open, arrive: [SYN] }, [
    ['. seq 1000 ack 5000', 'segment/syn-challenged'],
    [null, 'wrong segment/challenge-ack-left-out'],
    ['R. seq 0 ack 5000', 'wrong segment/reset-for-an-unexpected-syn'],
  ]],
  ['a SYN one below what is expected: it is not what the challenge ACK would count', { ...open, arrive: ['S 4998:4998(0) win 64240 <mss 1460>'] }, [
    ['. seq 1000 ack 4999', 'wrong segment/ack-too-low'],
    ['. seq 1000 ack 5001', 'wrong segment/ack-of-what-never-came'],
  ]],
  ['a RST that is near, but not exact', { ...open, arrive: ['R 5001:5001(0)'] }, [
    ['. seq 1000 ack 5000', 'segment/rst-challenged'],
    [null, 'wrong segment/challenge-ack-left-out'],
    ['R seq 1000', 'wrong segment/reset-for-a-reset'],
  ]],
  ['the program writes', { ...open, call: 'write' }, [
    ['P. seq 1000 ack 5000 data "xxxxx"', 'call/write'],
    [null, 'wrong call/written-data-unsent'],
    ['P. seq 1000 ack 5000 data "xx"', 'wrong call/data-left-out'],
    ['P. seq 1000 ack 5000 data "xxxxxyz"', 'allowed call/data-along'],
  ]],
  ['the program closes', { ...open, call: 'close' }, [
    ['F. seq 1000 ack 5000', 'close/sends-fin'],
    [null, 'wrong close/close-without-fin'],
    ['. seq 1000 ack 5000', 'wrong close/close-without-fin'],
    ['F seq 1000', 'wrong close/ack-flag-missing'],
    ['R. seq 1000 ack 5000', 'wrong close/reset-instead-of-fin'],
    ['S seq 1000', 'wrong close/syn-out-of-place'],
  ]],
  ['the program closes with data unread', { ...open, end: { unread: 5 }, call: 'close' }, [
    ['R. seq 1000 ack 5000', 'close/unread-data-reset'],
    ['F. seq 1000 ack 5000', 'wrong close/fin-where-reset-is-due M20'],
    [null, 'wrong close/silent-where-reset-is-due'],
    ['. seq 1000 ack 5000', 'wrong close/ack-where-the-connection-ends'],
    ['S. seq 1000 ack 5000', 'wrong close/syn-ack-where-reset-is-due'],
    ['R. seq 0 ack 5000', 'wrong close/reset-seq-not-next M08'],
    ['R seq 0', 'wrong close/reset-without-its-ack M08'],
    ['R seq 1000', 'allowed close/own-reset-without-ack'],
    ['R. seq 1000 ack 4995', 'wrong close/own-reset-ack-wrong'],
  ]],
  ['a SYN,FIN on a connection with timestamps', { ...open, end: { ts: { recent: 100 } }, arrive: ['SF 5000:5000(0) <TS val 200 ecr 0>'] }, [
    ['. seq 1000 ack 5000', 'segment/syn-challenged'],
    ['. seq 1000 ack 5000 <>', 'wrong segment/without-timestamps'],
    [null, 'wrong segment/challenge-ack-left-out'],
  ]],
  ['a SYN,FIN after their FIN', { state: 'CLOSE-WAIT', arrive: ['SF 5000:5000(0)'] }, [['. seq 1000 ack 5000', 'segment/syn-challenged']]],
  ['another FIN after their FIN', { state: 'CLOSE-WAIT', arrive: ['FP. 4999:5000(1) ack 1000'] }, [[null, 'data/duplicate']]],
  ['a FIN exactly at the end of the window', { ...open, arrive: ['F. 69240:69240(0) ack 1000'] }, [['. seq 1000 ack 5000', 'segment/beyond-window-acked']]],
  ['the program closes while SYN-SENT', { connects: 999, call: 'close' }, [
    [null, 'close/syn-sent-silent'],
    ['F. seq 1000 ack 0', 'wrong close/call-sends-nothing'],
  ]],
  ['a SYN that may take over a TIME-WAIT', { state: 'TIME-WAIT', backlog: 5, arrive: ['S 9000:9000(0) <mss 1460>'] }, [
    ['S. seq 66537 ack 9001', 'time-wait/syn-by-sequence'],
    ['S. seq 900000 ack 9001', 'allowed time-wait/isn-above-but-another'],
    ['S. seq 500 ack 9001', 'wrong time-wait/isn-not-above-the-old'],
    ['. seq 1000 ack 5000', 'wrong time-wait/newer-syn-refused M24'],
    ['R. seq 0 ack 9001', 'wrong time-wait/newer-syn-reset M24'],
  ]],
  ['a FIN that comes again to a TIME-WAIT', { state: 'TIME-WAIT', backlog: 5, arrive: ['F. 4999:4999(0) ack 1000'] }, [
    ['S. seq 66537 ack 5000', 'wrong time-wait/syn-ack-again'],
  ]],
  ['a SYN that is older than a TIME-WAIT', { state: 'TIME-WAIT', backlog: 5, arrive: ['S 4000:4000(0) <mss 1460>'] }, [
    ['. seq 1000 ack 5000', 'time-wait/old-syn-acked'],
    [null, 'wrong time-wait/time-wait-ack-left-out'],
    ['S. seq 66537 ack 4001', 'wrong time-wait/older-syn-accepted'],
  ]],
];

function judged(situation: Situation, line: string | null): string {
  const question = asked(situation);
  const sent = says(question, line);
  const { outcome, name, misconception, why, evidence, counterfactual } = answerVerdict(question.decision, sent, compareAnswer(question.decision, sent));
  for (const phrase of [why, evidence, counterfactual]) if (phrase) expect(say('en', phrase)).not.toMatch(/\{\w+\}|^</);
  return `${outcome === 'as-linux' ? '' : `${outcome} `}${name}${misconception ? ` ${misconception}` : ''}`;
}

describe.each(cases)('%s', (_what, situation, answers) => {
  it.each(answers)('%s: %s', (line, verdict) => {
    expect(judged(situation, line)).toBe(verdict);
  });
});

it('what is typed carries the timestamps that both ends agreed on, unless options are given, or it is a RST', () => {
  const question = asked({ ...open, end: { ts: { recent: 100 } }, arrive: ['. 5000:5000(0) ack 1000'] });
  expect(['. seq 1000 ack 5000', 'F. seq 1000 ack 5000', 'R seq 1000', '. seq 1000 ack 5000 <>', '. seq 1000 ack 5000 dst 10.0.0.5:7'].map((line) => says(question, line)!.options.ts?.ecr)).toEqual([100, 100, undefined, undefined, undefined]);
});

/** Reasons that are not a matter of comparing: the player threw away what he should decide about. */
const NOT_COMPARED = ['thrown-away', 'call-thrown-away'];

/** It needs a host without a free port: levels/reuse-rules.test.ts. */
const NO_PORT = ['syn-without-a-port'];

it('every reason is reached by a real decision; those of timers in judge-again.test.ts', () => {
  const reached = new Set(cases.flatMap(([, , answers]) => answers.flatMap(([, verdict]) => /\/(\S+)/.exec(verdict)![1]!)));
  const others = ANSWER_REASONS.filter((reason) => ANSWER_AREAS[reason].some((area) => area !== 'timer'));
  expect(others.filter((reason) => !reached.has(reason))).toEqual([...NOT_COMPARED, ...NO_PORT]);
});
