import { expect, test } from 'vitest';
import type { Predicate } from '../../source/level/goal.ts';
import { holds } from '../../source/level/holds.ts';
import type { SegmentFact, WorldFacts } from '../../source/level/world-facts.ts';
import { ACK, FIN, PSH, SYN } from '../../source/tcp/flags.ts';
import { fakeFacts } from './fake-facts.ts';

const onServer = <T>(value: T, other: T) => (host: string): T => (host === 'server' ? value : other);
const segment = (fields: Partial<SegmentFact>): SegmentFact => ({ n: 1, from: 'client', to: 'server', flags: SYN, fate: 'arrived', forged: false, srcPort: 40000, dstPort: 80, seq: 1000, ack: 0, ...fields });

const facts = fakeFacts({
  now: 5000,
  states: onServer([{ state: 'LISTEN', port: 80, peerPort: null }, { state: 'ESTABLISHED', port: 80, peerPort: 40000 }], []),
  queueLength: (host, name) => (host === 'server' && name === 'accept' ? 2 : 0),
  counter: (host, name) => (host === 'server' && name === 'ListenDrops' ? 3 : 0),
  returned: (host) => (host === 'client' ? [{ call: 'connect', errno: null, value: 0, peerPort: 80 }, { call: 'connect', errno: 'ECONNREFUSED', value: null, peerPort: 81 }] : []),
  received: onServer([{ bytes: 10, eof: false, peerPort: 40000 }, { bytes: 5, eof: true, peerPort: 40001 }], []),
  segments: () => [
    segment({}),
    segment({ n: 2, from: 'server', to: 'client', flags: SYN | ACK, srcPort: 80, dstPort: 40000 }),
    segment({ n: 3, flags: ACK | PSH, fate: 'lost' }),
    segment({ n: 4, from: 'attacker', flags: SYN, forged: true, fate: 'dropped' }),
  ],
  decisions: (host, name) => (host === 'server' && name === 'listen/syn-queued' ? 2 : 0),
  sysctl: (host, name) => (host === 'server' && name === 'tcp_syncookies' ? '1' : null),
  stage: () => 'handshakes',
  service: (over) => (over === 1000 ? 90 : null),
  pending: () => [{ host: 'client', flags: SYN | ACK, call: null, timer: false, port: 40_000, peerPort: 80 }, { host: 'server', flags: null, call: 'close', timer: false, port: 80, peerPort: 40_000 }],
  accepted: onServer(4, 0),
  heldSince: (what) => ('time' in what ? 2000 : null),
});

/** Each kind of condition, with one that holds and one that does not. */
const cases: readonly (readonly [kind: string, yes: Predicate, no: Predicate])[] = [
  ['all', { all: [{ time: { atLeast: 1 } }, { time: { atMost: 5000 } }] }, { all: [{ time: { atLeast: 1 } }, { time: { atMost: 1 } }] }],
  ['any', { any: [{ time: { atMost: 1 } }, { time: { atLeast: 1 } }] }, { any: [{ time: { atMost: 1 } }, { time: { atLeast: 9000 } }] }],
  ['not', { not: { time: { atMost: 1 } } }, { not: { time: { atLeast: 1 } } }],
  ['state', { state: { host: 'server', is: 'ESTABLISHED' } }, { state: { host: 'client', is: 'ESTABLISHED' } }],
  ['state, one of several', { state: { host: 'server', is: ['CLOSING', 'ESTABLISHED'] } }, { state: { host: 'server', is: ['CLOSING', 'TIME-WAIT'] } }],
  ['state of a peer', { state: { host: 'server', is: 'ESTABLISHED', peerPort: 40000 } }, { state: { host: 'server', is: 'ESTABLISHED', peerPort: 40001 } }],
  ['state of a port', { state: { host: 'server', is: 'LISTEN', port: 80 } }, { state: { host: 'server', is: 'LISTEN', port: 81 } }],
  ['CLOSED, for a peer that has nothing', { state: { host: 'server', is: 'CLOSED', peerPort: 40001 } }, { state: { host: 'server', is: 'CLOSED', peerPort: 40000 } }],
  ['CLOSED, for a host', { state: { host: 'client', is: 'CLOSED' } }, { state: { host: 'server', is: 'CLOSED' } }],
  ['queue', { queue: { host: 'server', name: 'accept', atLeast: 2 } }, { queue: { host: 'server', name: 'accept', atLeast: 3 } }],
  ['queue, at most', { queue: { host: 'server', name: 'accept', atMost: 2 } }, { queue: { host: 'server', name: 'accept', atMost: 1 } }],
  ['queue, not empty', { queue: { host: 'server', name: 'accept' } }, { queue: { host: 'server', name: 'syn' } }],
  ['counter', { counter: { host: 'server', name: 'ListenDrops', atLeast: 3 } }, { counter: { host: 'server', name: 'ListenDrops', atLeast: 4 } }],
  ['counter, at most', { counter: { host: 'server', name: 'ListenOverflows', atMost: 0 } }, { counter: { host: 'server', name: 'ListenDrops', atMost: 0 } }],
  ['returned 0', { returned: { host: 'client', call: 'connect', errno: null } }, { returned: { host: 'client', call: 'close', errno: null } }],
  ['returned an errno', { returned: { host: 'client', call: 'connect', errno: 'ECONNREFUSED' } }, { returned: { host: 'client', call: 'connect', errno: 'ETIMEDOUT' } }],
  ['returned, for a peer', { returned: { host: 'client', call: 'connect', errno: null, peerPort: 80 } }, { returned: { host: 'client', call: 'connect', errno: null, peerPort: 81 } }],
  ['received', { received: { host: 'server', bytes: 15 } }, { received: { host: 'server', bytes: 16 } }],
  ['received anything', { received: { host: 'server' } }, { received: { host: 'client' } }],
  ['received from a peer', { received: { host: 'server', bytes: 10, peerPort: 40000 } }, { received: { host: 'server', bytes: 10, peerPort: 40001 } }],
  ['received end-of-file', { received: { host: 'server', eof: true, peerPort: 40001 } }, { received: { host: 'server', eof: true, peerPort: 40000 } }],
  ['received no end-of-file yet', { received: { host: 'server', eof: false, peerPort: 40000 } }, { received: { host: 'server', eof: false } }],
  ['sent', { sent: { from: 'client', flags: 'S' } }, { sent: { from: 'client', flags: 'S.' } }],
  ['sent so often', { sent: { from: 'client', atLeast: 2 } }, { sent: { from: 'client', atLeast: 3 } }],
  ['sent to a host', { sent: { from: 'server', to: 'client', flags: 'S.' } }, { sent: { from: 'server', to: 'attacker' } }],
  ['sent with a sequence number', { sent: { from: 'client', seq: 1000 } }, { sent: { from: 'client', seq: 1001 } }],
  ['sent with an acknowledgment number', { sent: { from: 'client', ack: 0 } }, { sent: { from: 'client', ack: 1 } }],
  ['sent to a port', { sent: { from: 'client', dstPort: 80 } }, { sent: { from: 'client', dstPort: 81 } }],
  ['sent under another name', { sent: { from: 'attacker', forged: true } }, { sent: { from: 'client', forged: true } }],
  ['sent with PSH, which only counts when named', { sent: { from: 'client', flags: '.' } }, { sent: { from: 'server', flags: 'SP.' } }],
  ['arrived, dropped ones too', { arrived: { at: 'server', flags: 'S', atLeast: 2 } }, { arrived: { at: 'server', flags: '.' } }],
  ['arrived from a host', { arrived: { at: 'server', from: 'attacker' } }, { arrived: { at: 'client', from: 'attacker' } }],
  ['arrived from a port', { arrived: { at: 'client', srcPort: 80 } }, { arrived: { at: 'client', srcPort: 40000 } }],
  ['decided', { decided: { host: 'server', decision: 'listen/syn-queued' } }, { decided: { host: 'client', decision: 'listen/syn-queued' } }],
  ['decided so often', { decided: { host: 'server', decision: 'listen/syn-queued', atLeast: 2 } }, { decided: { host: 'server', decision: 'listen/syn-queued', atLeast: 3 } }],
  ['time', { time: { atLeast: 5000 } }, { time: { atLeast: 5001 } }],
  ['time, at most', { time: { atMost: 5000 } }, { time: { atMost: 4999 } }],
  ['sysctl', { sysctl: { host: 'server', name: 'tcp_syncookies', is: '1' } }, { sysctl: { host: 'server', name: 'tcp_syncookies', is: '0' } }],
  ['held', { held: { ms: 3000, what: { time: {} } } }, { held: { ms: 3001, what: { time: {} } } }],
  ['held by something that does not hold', { not: { held: { ms: 0, what: { all: [] } } } }, { held: { ms: 0, what: { all: [] } } }],
  ['plan', { plan: { stage: 'handshakes' } }, { plan: { stage: 'gone' } }],
  ['service', { service: { atLeast: 90, over: 1000 } }, { service: { atLeast: 91, over: 1000 } }],
  ['service, when nobody has come', { not: { service: { atLeast: 0, over: 2000 } } }, { service: { atLeast: 0, over: 2000 } }],
  ['pending', { pending: { host: 'client', flags: 'S.' } }, { pending: { host: 'client', flags: 'S' } }],
  ['pending call', { pending: { call: 'close' } }, { pending: { host: 'client', call: 'close' } }],
  ['pending on a connection', { pending: { call: 'close', port: 80, peerPort: 40_000 } }, { pending: { call: 'close', port: 40_000 } }],
  ['pending anything', { pending: {} }, { pending: { host: 'attacker' } }],
  ['accepted', { accepted: { host: 'server', atLeast: 4 } }, { accepted: { host: 'server', atLeast: 5 } }],
  ['accepted, at most', { accepted: { host: 'server', atMost: 4 } }, { accepted: { host: 'server', atMost: 3 } }],
];

test.each(cases)('%s: holds when it is so, and not when it is not', (_kind, yes, no) => {
  expect(holds(yes, facts)).toBe(true);
  expect(holds(no, facts)).toBe(false);
});

test('FIN is part of the flags even when only ACK is named', () => {
  const closing: WorldFacts = fakeFacts({ segments: () => [segment({ flags: FIN | ACK })] });
  expect(holds({ sent: { from: 'client', flags: '.' } }, closing)).toBe(false);
  expect(holds({ sent: { from: 'client', flags: 'F.' } }, closing)).toBe(true);
});

test('segments are not looked at further than needed', () => {
  const endless = fakeFacts({ segments: function* () { for (;;) yield segment({}); } });
  expect(holds({ sent: { from: 'client', atLeast: 1000 } }, endless)).toBe(true);
});

test('a dead socket that a program still holds beside a TIME-WAIT is not CLOSED', () => {
  const states = [{ state: 'CLOSED', port: 5, peerPort: 80 }, { state: 'TIME-WAIT', port: 5, peerPort: 80 }] as const;
  const closed: Predicate = { state: { host: 'client', is: 'CLOSED', port: 5 } };
  expect(holds(closed, fakeFacts({ states: () => [...states] }))).toBe(false);
  expect(holds(closed, fakeFacts({ states: () => [states[0]] }))).toBe(true);
});
