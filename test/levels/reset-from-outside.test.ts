import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { scopeOf } from '../../source/world/situation.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('05-attacker/01-reset-from-outside');
const port = Number(playLevel(level, '1', []).session.drawn.numbers['port']);
const FORGED = `src 10.0.0.5:${port} dst 10.0.0.9:80`;
const READY = ['call socket', 'call setsockopt 3 IP_TRANSPARENT 1'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('the real client is told the number by the server, and its RST ends TIME-WAIT', () => {
  const { session } = playLevel(level, '1', [...READY, `. seq 5 ack 1 win 512 ${FORGED}`]);
  const rcvNxt = Number(session.drawn.numbers['clientNext']);
  const [forged, provoked, reset] = session.world.journal.segments;
  expect(session.phase).toBe('won');
  expect(forged).toMatchObject({ forged: true, from: 'attacker' });
  expect(provoked).toMatchObject({ from: 'server', to: 'client', segment: { ack: rcvNxt } });
  expect(reset).toMatchObject({ from: 'client', to: 'server', segment: { seq: rcvNxt } });
});

test('a newer SYN opens a request, which the RST of the client deletes', () => {
  const { session } = playLevel(level, '1', [...READY, `S seq $ win 512 ${FORGED}`.replace('$', String(Number(playLevel(level, '1', []).session.drawn.numbers['clientNext']) + 1))]);
  expect(session.phase).toBe('won');
  expect(session.world.hosts.get('server')!.counters.EmbryonicRsts).toBe(1);
});

test('a RST that is off by one does nothing, one that is exact ends it', () => {
  const { clientNext } = playLevel(level, '1', []).session.drawn.numbers;
  const off = playLevel(level, '1', [...READY, `R seq ${Number(clientNext) - 1} ${FORGED}`]);
  expect(off.session.phase).not.toBe('won');
  expect(off.session.world.journal.segments).toHaveLength(1);
  expect(playLevel(level, '1', [...READY, `R seq ${clientNext} ${FORGED}`]).session.phase).toBe('won');
});

test('a refused forgery is no move', () => {
  const { session, verdicts } = playLevel(level, '1', [`S seq 5 ${FORGED}`, 'call socket', `S seq 5 ${FORGED}`]);
  expect(session.movesMade).toBe(1);
  expect(verdicts.map((verdict) => verdict?.name)).toEqual(['refused/spoof-needs-transparent', 'call/socket', 'refused/spoof-needs-transparent']);
});

test('four forged segments without an answer lose; those from the own address are not counted', () => {
  const own = [`P. seq 9 ack 1 src 10.0.0.66:${port} dst 10.0.0.9:80 data "x"`, `P. seq 9 ack 1 src 10.0.0.66:${port} dst 10.0.0.9:80 data "x"`];
  const blind = [1, 2, 3].map((seq) => `R seq ${seq} ${FORGED}`);
  const three = playLevel(level, '1', [...READY, ...own, ...blind]);
  expect(three.session.phase).not.toBe('lost');
  expect(hintAt(three.session).id).toBe('after-reset');
  const four = playLevel(level, '1', [...READY, ...own, ...blind, `R seq 4 ${FORGED}`]);
  expect([four.session.phase, four.session.loss?.rule]).toEqual(['lost', 'F7.13']);
});

test('the fourth may still be the one that wins', () => {
  const blind = [1, 2, 3].map((seq) => `R seq ${seq} ${FORGED}`);
  expect(playLevel(level, '1', [...READY, ...blind, `F. seq 9 ack 1 ${FORGED}`]).session.phase).toBe('won');
});

test('off the path: what server and client say to each other is neither seen nor in formulas until it is over', () => {
  const other = `P. seq 9 ack 1 src 10.0.0.5:${port + 1} dst 10.0.0.9:80 data "x"`;
  const { session } = playLevel(level, '1', [...READY, other]);
  const view = sessionView(session);
  expect(session.world.journal.segments).toHaveLength(2);
  expect(view.world.ladder.filter(({ kind }) => kind === 'segment')).toHaveLength(1);
  expect(view.world.sockets.every(({ host }) => host === 'attacker')).toBe(true);
  expect(view.world.lifelines.map(({ state }) => state)).toEqual([null, null, 'CLOSED']);
  expect(Object.keys(scopeOf(session.world, 'attacker')).filter((name) => name.startsWith('#'))).toEqual(['#1.seq', '#1.ack']);
  const won = sessionView(playLevel(level, '1', [...READY, other, `. seq 5 ack 1 ${FORGED}`]).session);
  expect(won.world.ladder.filter(({ kind }) => kind === 'segment')).toHaveLength(5);
});

test('what the attacker knows beforehand is shown, with the numbers of this variant', () => {
  expect(sessionView(playLevel(level, '1', []).session).world.known).toEqual(expect.arrayContaining([
    { name: 'client', value: `10.0.0.5:${port}` },
    { name: 'RCV.NXT', value: '????' },
  ]));
});
