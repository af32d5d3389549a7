import { expect, test } from 'vitest';
import { checkHints } from '../../source/level/check-hints.ts';
import { checkReasons } from '../../source/level/check-reasons.ts';
import type { Level } from '../../source/level/level.ts';
import type { CheckedHint, CheckedVerdict, SessionEngine } from '../../source/level/session-engine.ts';
import { checkOptions } from '../../source/commands/check/check-options.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import type { Session } from '../../source/referee/session.ts';
import { levelAt } from '../levels/play-level.ts';

const level = levelAt('01-opening/01-first-syn');
const { verdictNames, phrases } = checkOptions();

/** The level with another third step for the hint about the SYN-ACK. */
const advising = (text: string): Level => ({ ...level, texts: { ...level.texts, en: { ...level.texts.en, 'hint.ack.3': text } } });

test.each<readonly [advice: string, finding: string | null]>([
  ['Send . seq SEG.ACK ack SEG.SEQ+1', null],
  ['Take a move back with undo.', null],
  ['Send . seq SEG.ACK ack SEG.SEQ', 'seed 1: "Send . seq SEG.ACK ack SEG.SEQ" at 40 ms: . seq SEG.ACK ack SEG.SEQ is syn-sent/ack-without-the-syn'],
  ['Answer nothing (silent).', 'silent is syn-sent/syn-ack-unanswered'],
  ['Type call listen 3 5', 'call listen 3 5 is refused/calls-locked'],
  ['Send . seq SEG.ACK ack SEG.SEQ, or . seq SEG.ACK ack SEG.SEQ+1', null],
])('a hint that says %j', (advice, finding) => {
  const told = checkHints(sessionEngine, advising(advice), ['1', '2']).map(({ about, message }) => `${about}: ${message}`);
  expect(told).toEqual(finding === null ? [] : [expect.stringContaining(finding)]);
});

test('what a hint says to do then is held against what is asked then', () => {
  const listener = levelAt('01-opening/02-the-listener');
  const advice = (then: string): Level => ({ ...listener, texts: { ...listener.texts, en: { ...listener.texts.en, 'hint.ack.3': `Enter queue accept, then ${then}` } } });
  expect(checkHints(sessionEngine, advice('silent'), ['1'])).toEqual([]);
  expect(checkHints(sessionEngine, advice('R seq SEG.ACK'), ['1'])).toContainEqual(expect.objectContaining({ check: 'hint', about: 'ack', message: expect.stringContaining('at 63 ms: R seq SEG.ACK is ') }));
});

test('a dead end that is none for a hint is no matter of its move', () => {
  const dead: SessionEngine<Session> = { ...sessionEngine, hint: (session): CheckedHint | null => ({ ...sessionEngine.hint!(session)!, deadEnd: true }) };
  expect(checkHints(dead, advising('Answer nothing (silent).'), ['1'])).toEqual([]);
});

test('every wrong move near a solution has its reason', () => {
  expect(checkReasons(sessionEngine, level, '1', verdictNames!, phrases!)).toEqual([]);
});

test.each<readonly [fault: string, change: Partial<CheckedVerdict>, message: string]>([
  ['a name that nobody knows', { name: 'syn-sent/somehow' }, 'is no name that a verdict can have'],
  ['a text that no catalogue has', { evidence: { id: 'verdict.of-nothing' } }, 'has no text in both languages: verdict.of-nothing'],
  ['no fact and no source', { rule: null, cite: [] }, 'names neither a fact nor a source'],
])('a wrong move with %s is found', (_fault, change, message) => {
  const engine: SessionEngine<Session> = { ...sessionEngine, play: (session, move) => {
    const { verdict, ...rest } = sessionEngine.play(session, move);
    return { ...rest, verdict: verdict?.outcome === 'wrong' ? { ...verdict, ...change } : verdict };
  } };
  expect(checkReasons(engine, level, '1', verdictNames!, phrases!)).toContainEqual(expect.objectContaining({ check: 'reason', message }));
});
