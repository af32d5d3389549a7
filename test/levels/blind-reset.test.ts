import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('05-attacker/04-blind-reset');
const { port, service, theirs, mine, last, lastMine } = playLevel(level, '1', []).session.drawn.numbers as Record<string, number>;
const TO_SERVER = `win 0 src 10.0.0.5:${port} dst 10.0.0.9:${service}`;
const TO_CLIENT = `win 0 src 10.0.0.9:${service} dst 10.0.0.5:${port}`;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test.each([
  [theirs! - 1, 'segment/rst-outside-ignored'],
  [theirs!, 'segment/rst-exact'],
  [theirs! + 1, 'segment/rst-in-window'],
  [theirs! + 5840, 'segment/rst-in-window'],
  [theirs! + 5841, 'segment/rst-outside-ignored'],
])('on Linux 2.6.32 the window counts, from RCV.NXT to its right edge: a RST with %i is %s', (seq, name) => {
  expect(playLevel(level, '1', [`R seq ${seq} ${TO_SERVER}`]).verdicts.map((verdict) => verdict?.name)).toEqual([name]);
});

test.each([
  [mine! + 1, 'segment/rst-challenged'],
  [mine!, 'segment/rst-exact'],
])('on Linux 6.18 only the exact number counts: a RST with %i is %s', (seq, name) => {
  const { session, verdicts } = playLevel(level, '1', [`R seq ${seq} ${TO_CLIENT}`]);
  expect(verdicts.map((verdict) => verdict?.name)).toEqual([name]);
  expect(session.goalsMet[1]).toBe(name === 'segment/rst-exact');
});

test('the highest number that is possible is in the window in every variant, and the same at the new kernel is only challenged', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { session } = playLevel(level, String(seed), []);
    const drawn = session.drawn.numbers as Record<string, number>;
    const { verdicts } = playLevel(level, String(seed), [`R seq ${drawn['lastMine']} win 0 src 10.0.0.9:${drawn['service']} dst 10.0.0.5:${drawn['port']}`, `R seq ${drawn['last']} win 0 src 10.0.0.5:${drawn['port']} dst 10.0.0.9:${drawn['service']}`]);
    expect([seed, ...verdicts.map((verdict) => verdict?.name)]).toEqual([seed, 'segment/rst-challenged', 'segment/rst-in-window']);
  }
});

test('once the server has no socket its RST answers the challenge ACK, with exactly the number that the client expects', () => {
  const { session } = playLevel(level, '1', [`R seq ${last} ${TO_SERVER}`, `R seq ${lastMine} ${TO_CLIENT}`]);
  expect(session.world.journal.segments.slice(-2)).toMatchObject([
    { from: 'client', to: 'server', segment: { ack: mine } },
    { from: 'server', to: 'client', segment: { seq: mine } },
  ]);
  expect([session.phase, session.movesMade]).toEqual(['won', 2]);
});

test('while the server has one a challenge ACK harms nobody, and the next within 500 ms is left out', () => {
  const { session } = playLevel(level, '1', [`R seq ${lastMine} ${TO_CLIENT}`, `R seq ${last} ${TO_SERVER}`, `R seq ${lastMine} ${TO_CLIENT}`]);
  expect(session.goalsMet).toEqual([true, false]);
  expect(playLevel(level, '1', [`R seq ${lastMine} ${TO_CLIENT}`, `R seq ${last} ${TO_SERVER}`, 'wait 1s', `R seq ${lastMine} ${TO_CLIENT}`]).session.phase).toBe('won');
});

test('hints follow what was tried', () => {
  expect(hintAt(playLevel(level, '1', [`R seq ${lastMine} ${TO_CLIENT}`]).session).id).toBe('other-end');
  expect(hintAt(playLevel(level, '1', [`R seq 5 ${TO_SERVER}`]).session).id).toBe('missed');
  expect(hintAt(playLevel(level, '1', [`R seq ${last} ${TO_SERVER}`]).session).id).toBe('provoke');
});

test('four that miss the server lose', () => {
  const { session } = playLevel(level, '1', [1, 2, 3, 4].map((seq) => `R seq ${seq} ${TO_SERVER}`));
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F11.1']);
});
