import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('05-attacker/02-rfc-1337');
const { port, clientNext } = playLevel(level, '1', []).session.drawn.numbers as Record<string, number>;
const FORGED = `win 512 src 10.0.0.5:${port} dst 10.0.0.9:80`;
const DEFENDED = ['server: sysctl tcp_rfc1337=1', 'wait 4s'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('left alone, the RST of the real client ends TIME-WAIT, whatever was forged', () => {
  for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
    const { session } = playLevel(level, seed, ['wait 4s']);
    expect([seed, session.phase, session.loss?.rule]).toEqual([seed, 'lost', 'F7.13']);
    expect(session.world.journal.segments.at(-1)).toMatchObject({ from: 'client', to: 'server', segment: { seq: session.drawn.numbers['clientNext'] } });
  }
});

test('with tcp_rfc1337=1 the same RST is ignored without an answer, and the timer runs on', () => {
  const { session } = playLevel(level, '1', DEFENDED);
  expect(session.goalsMet).toEqual([true, false]);
  expect(session.world.journal.segments).toHaveLength(3);
  expect(session.world.hosts.get('server')!.timeWaitCount).toBe(1);
});

test('neither the same attack again nor the exact RST ends it: then three are spent', () => {
  const { session, verdicts } = playLevel(level, '1', [...DEFENDED, `attacker: P. seq 9 ack 1 ${FORGED} data "x"`, `attacker: R seq ${clientNext} ${FORGED}`, `attacker: F. seq 9 ack 1 ${FORGED}`]);
  expect(verdicts.slice(2).map((verdict) => verdict?.name)).toEqual(['time-wait/data-acked', 'time-wait/rst-rfc1337-ignored', 'time-wait/ack-again']);
  expect([session.phase, session.loss?.why.id]).toEqual(['lost', 'level.lose.spent']);
});

test('of two SYNs with half of all numbers between them one always takes the place of TIME-WAIT', () => {
  for (const seq of [0, 1, clientNext! - 1, clientNext! + 1, 4_294_967_295]) {
    const { session } = playLevel(level, '1', [...DEFENDED, `attacker: S seq ${seq} ${FORGED}`]);
    const across = (seq + 2 ** 31) % 2 ** 32;
    const end = session.phase === 'won' ? session : playLevel(level, '1', [...DEFENDED, `attacker: S seq ${seq} ${FORGED}`, 'wait 1s', `attacker: S seq ${across} ${FORGED}`]).session;
    expect([seq, end.phase]).toEqual([seq, 'won']);
  }
});

test('a SYN below RCV.NXT is told so, and what to do about it', () => {
  const { session } = playLevel(level, '1', [...DEFENDED, `attacker: S seq ${clientNext! - 500} ${FORGED}`]);
  expect(hintAt(session).id).toBe('older');
});

test('taking the defence down to win is no way to win', () => {
  const { session } = playLevel(level, '1', [...DEFENDED, 'server: sysctl tcp_rfc1337=0', `attacker: P. seq 9 ack 1 ${FORGED} data "x"`]);
  expect([session.phase, session.loss?.why.id]).toEqual(['lost', 'level.lose.switched-off']);
});

test('segments go out from the attacker\'s machine, and from no other', () => {
  const { session, verdicts } = playLevel(level, '1', [...DEFENDED, `server: S seq 5 ${FORGED}`, `S seq ${clientNext! + 5} ${FORGED}`]);
  expect(verdicts.slice(2).map((verdict) => verdict?.name)).toEqual(['refused/operators-send-nothing', 'time-wait/syn-by-sequence']);
  expect(session.phase).toBe('won');
});
