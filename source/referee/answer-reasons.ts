import type { Area } from './situations.ts';

/**
 * What can be said of an answer that is not Linux's own, each about one kind of difference, and the parts of the kernel whose
 * decisions can be answered so. The texts are in the message catalogues under `verdict.REASON`; a verdict's name is the area of
 * the kernel's decision and the reason.
 */
export const ANSWER_AREAS = {
  // nothing was sent
  'silent-second-syn': ['crossed'],
  'silent-where-reset-is-due': ['syn-sent', 'listen', 'request', 'closed', 'segment', 'data', 'close', 'fin-wait-2'],
  'connect-without-syn': ['connect'],
  'syn-unanswered': ['syn-sent', 'listen', 'request', 'time-wait'],
  'close-without-fin': ['crossed', 'data', 'close', 'shutdown', 'fin'],
  'fin-unacknowledged': ['request', 'segment', 'data', 'fin', 'fin-wait-2', 'time-wait'],
  'syn-ack-unanswered': ['syn-sent', 'request', 'segment'],
  'arrival-unacknowledged': ['crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'fin', 'fin-wait-2', 'time-wait'],
  'challenge-ack-left-out': ['request', 'segment', 'fin-wait-2'],
  'time-wait-ack-left-out': ['time-wait'],
  'written-data-unsent': ['call'],
  'thrown-away': ['syn-sent', 'crossed', 'listen', 'cookie', 'request', 'closed', 'segment', 'data', 'ack', 'fin', 'fin-wait-2', 'time-wait'],
  'call-thrown-away': ['connect', 'close', 'shutdown', 'fin-wait-2', 'time-wait', 'call'],
  // nothing was due
  'reset-for-a-reset': ['syn-sent', 'listen', 'request', 'closed', 'segment', 'fin-wait-2', 'time-wait'],
  'answer-to-a-reset': ['syn-sent', 'listen', 'request', 'closed', 'segment', 'fin-wait-2', 'time-wait'],
  'reset-of-a-good-connection': ['crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'ack-for-a-bare-ack': ['crossed', 'cookie', 'request', 'segment', 'ack', 'fin', 'fin-wait-2', 'time-wait'],
  'ack-before-it-is-due': ['segment', 'data', 'ack', 'fin'],
  'answer-over-the-rate-limit': ['request', 'segment', 'time-wait'],
  'reset-of-an-overflow': ['listen', 'cookie', 'request'],
  'syn-ack-over-the-limit': ['listen', 'cookie', 'request'],
  'ack-of-an-overflow': ['listen', 'cookie', 'request'],
  'reset-of-what-is-ignored': ['syn-sent', 'listen', 'request', 'segment', 'data', 'fin-wait-2', 'time-wait'],
  'answer-to-what-is-ignored': ['syn-sent', 'listen', 'request', 'segment', 'data', 'fin-wait-2', 'time-wait'],
  'syn-without-a-port': ['connect'],
  'call-sends-nothing': ['connect', 'close', 'shutdown', 'fin-wait-2', 'time-wait', 'call'],
  'data-nobody-wrote': ['crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'fin', 'fin-wait-2', 'time-wait'],
  'fin-before-close': ['crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'fin', 'call'],
  'fin-again': ['segment', 'data', 'ack', 'fin', 'fin-wait-2', 'time-wait'],
  'segment-without-flags': ['connect', 'syn-sent', 'crossed', 'listen', 'cookie', 'request', 'closed', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'syn-out-of-place': ['crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait'],
  // another kind of segment was due
  'reset-instead-of-syn': ['connect'],
  'reset-of-a-good-syn': ['listen', 'request'],
  'reset-of-a-crossing-syn': ['syn-sent'],
  'reset-of-a-good-syn-ack': ['syn-sent', 'crossed', 'request', 'segment'],
  'reset-for-an-unexpected-syn': ['segment', 'fin-wait-2', 'time-wait'],
  'reset-instead-of-fin': ['crossed', 'data', 'close', 'shutdown', 'fin'],
  'syn-ack-without-listener': ['closed'],
  'syn-ack-where-reset-is-due': ['syn-sent', 'listen', 'request', 'segment', 'data', 'close', 'fin-wait-2'],
  'ack-where-reset-is-due': ['syn-sent', 'listen', 'request', 'closed'],
  'ack-where-the-connection-ends': ['request', 'segment', 'data', 'close', 'fin-wait-2'],
  'fin-where-reset-is-due': ['syn-sent', 'listen', 'request', 'closed', 'segment', 'data', 'close', 'fin-wait-2'],
  'syn-where-reset-is-due': ['syn-sent', 'listen', 'request', 'closed', 'segment', 'data', 'close', 'fin-wait-2'],
  'syn-ack-before-any-syn': ['connect'],
  'ack-before-any-syn': ['connect'],
  'fin-before-any-syn': ['connect'],
  'syn-without-the-ack': ['syn-sent', 'listen', 'request', 'time-wait'],
  'ack-without-own-syn': ['listen', 'request'],
  'ack-without-repeating-the-syn': ['syn-sent'],
  'fin-instead-of-syn-ack': ['syn-sent', 'listen', 'request', 'time-wait'],
  'fin-with-the-final-ack': ['syn-sent', 'crossed', 'request', 'segment'],
  'syn-again': ['syn-sent', 'crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'syn-ack-again': ['syn-sent', 'crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'syn-and-fin-together': ['connect', 'syn-sent', 'listen', 'request', 'time-wait'],
  // when a retransmission timer goes off
  'not-sent-again': ['timer'],
  'sent-again-beyond-the-limit': ['timer'],
  'reset-when-giving-up': ['timer'],
  'reset-instead-of-again': ['timer'],
  'another-segment-again': ['timer'],
  'another-number-again': ['timer'],
  'another-ack-again': ['timer'],
  // addresses
  'to-the-wrong-address': ['connect', 'syn-sent', 'crossed', 'listen', 'cookie', 'request', 'closed', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call', 'timer'],
  'from-the-wrong-address': ['connect', 'syn-sent', 'crossed', 'listen', 'cookie', 'request', 'closed', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call', 'timer'],
  // the numbers of a RST
  'reset-with-a-needless-ack': ['syn-sent', 'listen', 'request', 'closed', 'segment', 'data', 'fin-wait-2'],
  'reset-seq-not-from-ack': ['syn-sent', 'listen', 'request', 'closed', 'segment', 'data', 'fin-wait-2'],
  'reset-without-its-ack': ['request', 'closed', 'segment', 'close', 'fin-wait-2'],
  'reset-seq-not-zero': ['request', 'closed', 'segment', 'fin-wait-2'],
  'reset-seq-not-next': ['close'],
  'reset-ack-does-not-count-the-syn': ['request', 'closed', 'segment', 'fin-wait-2'],
  'reset-ack-does-not-count-the-fin': ['closed'],
  'reset-ack-wrong': ['request', 'closed', 'segment', 'fin-wait-2'],
  'own-reset-without-ack': ['close'],
  'own-reset-ack-wrong': ['close'],
  // sequence and ACK numbers
  'second-isn': ['syn-sent', 'crossed', 'request', 'segment', 'data', 'fin', 'timer'],
  'isn-is-no-cookie': ['listen'],
  'cookie-of-another-size': ['listen'],
  'isn-not-above-the-old': ['connect', 'time-wait'],
  'isn-above-but-another': ['connect', 'time-wait'],
  'newer-syn-refused': ['time-wait'],
  'newer-syn-reset': ['time-wait'],
  'older-syn-accepted': ['time-wait'],
  'seq-is-their-number': ['syn-sent', 'crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'own-syn-not-counted': ['syn-sent', 'crossed', 'request', 'segment', 'data', 'close', 'fin'],
  'seq-behind': ['syn-sent', 'crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'seq-ahead': ['syn-sent', 'crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'ack-flag-missing': ['crossed', 'data', 'close', 'shutdown', 'fin'],
  'ack-is-own-number': ['syn-sent', 'crossed', 'listen', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'ack-without-the-syn': ['syn-sent', 'crossed', 'listen', 'request', 'segment', 'fin-wait-2', 'time-wait'],
  'ack-without-the-fin': ['request', 'segment', 'data', 'fin', 'fin-wait-2', 'time-wait'],
  'ack-over-a-gap': ['data', 'fin'],
  'ack-finishes-no-handshake': ['syn-sent', 'crossed', 'listen', 'request', 'time-wait'],
  'ack-of-what-never-came': ['crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'ack-too-low': ['crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  // data, options, window
  'data-on-the-syn': ['connect', 'syn-sent', 'listen', 'request', 'time-wait'],
  'data-with-the-third-segment': ['syn-sent', 'crossed'],
  'data-along': ['syn-sent', 'crossed', 'listen', 'cookie', 'request', 'closed', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'data-left-out': ['crossed', 'data', 'ack', 'close', 'shutdown', 'fin', 'call'],
  'without-sack-block': ['crossed', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'time-wait', 'call'],
  'without-timestamps': ['syn-sent', 'crossed', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
  'fewer-options': ['connect', 'syn-sent', 'listen', 'request', 'time-wait', 'timer'],
  'mss-is-theirs': ['listen', 'request'],
  'another-mss': ['listen', 'request'],
  'scale-is-theirs': ['listen', 'request'],
  'scale-unasked': ['listen', 'request'],
  'another-scale': ['listen', 'request'],
  'window-scaled-in-a-syn': ['listen', 'request'],
  'zero-window': ['connect', 'syn-sent', 'crossed', 'listen', 'cookie', 'request', 'segment', 'data', 'ack', 'close', 'shutdown', 'fin', 'fin-wait-2', 'time-wait', 'call'],
} as const satisfies Readonly<Record<string, readonly Area[]>>;

export type AnswerReason = keyof typeof ANSWER_AREAS;
export const ANSWER_REASONS = Object.keys(ANSWER_AREAS) as readonly AnswerReason[];

export type AnswerName = { readonly [Reason in AnswerReason]: `${(typeof ANSWER_AREAS)[Reason][number]}/${Reason}` }[AnswerReason];
export const ANSWER_NAMES = ANSWER_REASONS.flatMap((reason) => ANSWER_AREAS[reason].map((area) => `${area}/${reason}` as AnswerName));

const LISTED: ReadonlySet<string> = new Set(ANSWER_NAMES);

/** The name of an answer that is not Linux's own. In a part of the kernel that its reason does not list, it is that of the first one that it does. */
export function answerName(area: Area, reason: AnswerReason): AnswerName {
  const name = `${area}/${reason}`;
  return isListed(name) ? name : (`${ANSWER_AREAS[reason][0]}/${reason}` as AnswerName);
}

function isListed(name: string): name is AnswerName {
  return LISTED.has(name);
}
