import { DECISIONS } from '../kernel/decision.ts';
import { ERRNOS } from '../kernel/errno.ts';
import { SYSCTL_NAMES } from '../kernel/sysctl.ts';
import { QUEUE_NAMES } from '../world/move.ts';
import { ANSWER_REASONS } from './answer-reasons.ts';
import { ATTACK_REASONS } from './judge-attack.ts';
import { BLOCKING_CALLS, CALL_FACTS } from './judge-call.ts';
import { QUEUE_REASONS } from './judge-queue.ts';
import { SETTING_EFFECTS } from './judge-setting.ts';
import { STATE_REASONS } from './judge-state.ts';
import { UNPROVOKED_REASONS } from './judge-unprovoked.ts';
import { REFUSALS } from './refusal.ts';

const CALLS = Object.keys(CALL_FACTS);
const SETTINGS = [...SYSCTL_NAMES, 'listen'];

/**
 * Every name that a verdict can have. An answer's is the area of Linux's own decision and a reason; all pairs are here,
 * also those that never meet.
 */
export function verdictNames(): ReadonlySet<string> {
  const acts = [...Object.keys(DECISIONS), ...CALLS.map((call) => `call/${call}`)];
  const areas = new Set(acts.map((name) => name.split('/')[0]!));
  return new Set([
    ...acts,
    ...[...areas].flatMap((area) => ANSWER_REASONS.map((reason) => `${area}/${reason}`)),
    ...[...acts.map((name) => name.replace('/', '-')), ...STATE_REASONS].map((name) => `state/${name}`),
    ...[...acts.map((name) => name.replace('/', '-')), ...QUEUE_REASONS].map((name) => `queue/${name}`),
    ...ATTACK_REASONS.map((name) => `attack/${name}`),
    ...UNPROVOKED_REASONS.map((name) => `unprovoked/${name}`),
    ...SETTINGS.flatMap((name) => SETTING_EFFECTS.map((effect) => `setting/${name}-${effect}`)),
    ...CALLS.flatMap((call) => ERRNOS.map((errno) => `call/${call}-${errno.toLowerCase()}`)),
    ...BLOCKING_CALLS.map((call) => `call/${call}-waits`),
    ...REFUSALS.map((name) => `refused/${name}`),
  ]);
}

/** Every phrase that a verdict, a refusal or what follows from a move can bring; both catalogues have each. */
export function verdictPhrases(): ReadonlySet<string> {
  return new Set([
    ...[...ANSWER_REASONS, ...STATE_REASONS, ...QUEUE_REASONS, ...ATTACK_REASONS, ...UNPROVOKED_REASONS].map((reason) => `verdict.${reason}`),
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
  'verdict.state-as-linux',
  'verdict.state-as-linux-stays',
  'verdict.queue-still-syn',
  'verdict.after-wrong-state',
  'verdict.after-wrong-move',
  'verdict.timer-restarted',
  'verdict.service-compared',
  'verdict.call-failed',
  'verdict.call-blocks',
  'consequence.let-go',
  'consequence.sent',
  'consequence.again',
  'consequence.state',
  'consequence.own-reset',
  'consequence.returned',
  'consequence.failed',
  'consequence.goal-lost',
  'loss.horizon',
] as const;
