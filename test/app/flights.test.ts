import { expect, test } from 'vitest';
import { flights, momentAt } from '../../source/app/flights.ts';
import { SYN } from '../../source/tcp/flags.ts';
import { segment } from '../../source/tcp/segment.ts';
import type { LadderEntry } from '../../source/world/view.ts';

const flight = (sentAt: number, endsAt: number): LadderEntry => ({
  kind: 'segment', n: 1, sentAt, endsAt, from: 0, to: 1, fate: 'arrived', progressAtEnd: 1, dropReason: null, auto: false, retransmission: false, forged: false, move: null,
  segment: segment({ srcIp: 1, srcPort: 1, dstIp: 2, dstPort: 2, flags: SYN }),
});

test('only the time in which segments fly is played back, and overlapping flights once', () => {
  const ladder = [flight(0, 20), flight(10, 30), flight(1000, 1020), { kind: 'state', at: 30, lifeline: 0, from: 'LISTEN', to: 'SYN-RECEIVED' } as const];
  expect(flights(ladder, 0, 2000)).toEqual([{ from: 0, to: 30 }, { from: 1000, to: 1020 }]);
});

test('a flight that began before the jump or goes on after it is cut', () => {
  expect(flights([flight(0, 40)], 10, 30)).toEqual([{ from: 10, to: 30 }]);
  expect(flights([flight(0, 10), flight(30, 40)], 10, 30)).toEqual([]);
});

test('the playback goes from flight to flight without waiting in between, and ends', () => {
  const stretches = [{ from: 0, to: 30 }, { from: 1000, to: 1010 }];
  expect([0, 0.5, 0.75, 0.875, 1].map((share) => momentAt(stretches, share))).toEqual([0, 20, 1000, 1005, null]);
});
