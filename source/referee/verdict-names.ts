import { DECISIONS } from '../kernel/decision.ts';
import { ERRNOS } from '../kernel/errno.ts';
import { SYSCTL_NAMES } from '../kernel/sysctl.ts';
import { QUEUE_NAMES } from '../world/move.ts';
import { ANSWER_NAMES, ANSWER_REASONS, type AnswerName } from './answer-reasons.ts';
import { ATTACK_REASONS, type AttackName } from './judge-attack.ts';
import { CALL_FACTS, CALL_NAMES, type CallName } from './judge-call.ts';
import { QUEUE_REASONS, type QueueVerdictName } from './judge-queue.ts';
import { SETTING_NAMES, type SettingName } from './judge-setting.ts';
import { STATE_REASONS, type StateName } from './judge-state.ts';
import { UNPROVOKED_REASONS, type UnprovokedName } from './judge-unprovoked.ts';
import { REFUSALS, type RefusalName } from './refusal.ts';
import { RETURN_REASONS, type ReturnName } from './judge-returns.ts';
import { TIMER_REASONS, type TimerName } from './judge-timer.ts';
import { ARRIVAL_NAMES, ASKED_NAMES, dashed, SITUATIONS, type AskedName } from './situations.ts';

const CALLS = Object.keys(CALL_FACTS);
const SETTINGS = [...SYSCTL_NAMES, 'listen'];

/** What a choice in a decision can be called: an answer, a state, a queue, a timer or a result, as Linux or not. */
export type ChoiceName = AskedName | AnswerName | StateName | QueueVerdictName | TimerName | ReturnName;

/** What a verdict can be called; each judge names its own, and random play meets every one. */
export type VerdictName = ChoiceName | AttackName | UnprovokedName | SettingName | CallName | RefusalName;

/** Every name that a verdict can have, and none that it cannot. */
export function verdictNames(): ReadonlySet<string> {
  return new Set<VerdictName>([
    ...ASKED_NAMES,
    ...SITUATIONS,
    ...ANSWER_NAMES,
    ...[...ASKED_NAMES.map(dashed), ...STATE_REASONS].map((name) => `state/${name}` as const),
    ...[...ARRIVAL_NAMES.map(dashed), ...QUEUE_REASONS].map((name) => `queue/${name}` as const),
    ...TIMER_REASONS.map((name) => `rto/${name}` as const),
    ...RETURN_REASONS.map((name) => `returns/${name}` as const),
    ...ATTACK_REASONS.map((name) => `attack/${name}` as const),
    ...UNPROVOKED_REASONS.map((name) => `unprovoked/${name}` as const),
    ...SETTING_NAMES,
    ...CALL_NAMES,
    ...REFUSALS.map((name) => `refused/${name}` as const),
  ]);
}

/** Every phrase that a verdict, a refusal or what follows from a move can bring; both catalogues have each. */
export function verdictPhrases(): ReadonlySet<string> {
  return new Set([
    ...[...ANSWER_REASONS, ...STATE_REASONS, ...QUEUE_REASONS, ...TIMER_REASONS, ...RETURN_REASONS, ...ATTACK_REASONS, ...UNPROVOKED_REASONS].map((reason) => `verdict.${reason}`),
    ...Object.keys(DECISIONS).map((name) => `decision.${name}`),
    ...CALLS.map((call) => `verdict.call.${call}`),
    ...SETTINGS.map((name) => `verdict.setting.${name}`),
    ...QUEUE_NAMES.flatMap((queue) => [`verdict.queue-as-linux-${queue}`, `verdict.linux-queues-${queue}`]),
    ...ERRNOS.map((errno) => `errno.${errno}`),
    ...REFUSALS.map((reason) => `refused.${reason}`),
    ...PLAIN_PHRASES,
  ]);
}

const PLAIN_PHRASES = [
  'verdict.linux-sends',
  'verdict.linux-sends-later',
  'verdict.linux-sends-nothing',
  'verdict.linux-stays',
  'verdict.linux-moves',
  'verdict.linux-gives-up',
  'verdict.linux-sets-timer',
  'verdict.linux-returns',
  'verdict.linux-keeps-waiting',
  'verdict.state-as-linux',
  'verdict.state-as-linux-stays',
  'verdict.queue-still-syn',
  'verdict.after-wrong-state',
  'verdict.after-wrong-move',
  'verdict.timer-restarted',
  'verdict.lost-before-it-arrived',
  'verdict.service-compared',
  'verdict.service-compared-of',
  'verdict.loses-ahead',
  'verdict.service-now',
  'verdict.service-ahead',
  'verdict.saves-ahead',
  'verdict.setting-stays',
  'verdict.place-held',
  'verdict.place-freed',
  'verdict.call-failed',
  'verdict.call-blocks',
  'verdict.call.bind-einval',
  'verdict.call.setsockopt-einval',
  'verdict.call.setsockopt-linger-zero',
  'verdict.no-way-on',
  'consequence.let-go',
  'consequence.sent',
  'consequence.again',
  'consequence.state',
  'consequence.own-reset',
  'consequence.returned',
  'consequence.failed',
  'consequence.goal-lost',
  'loss.horizon',
  'loss.horizon.rule',
] as const;
