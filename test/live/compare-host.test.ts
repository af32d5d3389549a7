import { describe, expect, test } from 'vitest';
import type { Sent, Transcript } from '../../source/live/dialogue/dialogue.ts';
import { compareHost, sameSegment } from '../../source/live/proof/compare-host.ts';
import type { HostPlan } from '../../source/live/proof/plan-host.ts';

const sent = (...texts: readonly [number, string][]): Sent[] => texts.map(([at, text]) => ({ at, after: 1, text }));
const planOf = (twin: Sent[], states = ['80 LISTEN 0']): HostPlan => ({ host: 'server', dialogue: { ip: 1, sysctls: {}, steps: [{ at: 0, do: 'sysctl', name: 'tcp_sack', value: 1 }], until: 1030 }, sent: twin, states });
const transcript = (kernel: Sent[], states = ['80 LISTEN 0']): Transcript => ({ made: [0], ended: 0, sent: kernel, results: [null], states: [states], counters: {} });
const differences = (twin: Sent[], kernel: Sent[]): (string | null)[] => compareHost(planOf(twin), transcript(kernel)).rungs.map(({ difference }) => difference);

describe('two ladders side by side', () => {
  const one = sent([0, '1 S. 0:0(0)'], [200, '1 F. 1:1(0)']);

  test('are the same when the kernel is a little late', () => {
    expect(compareHost(planOf(one), transcript(sent([0.4, '1 S. 0:0(0)'], [224, '1 F. 1:1(0)'])))).toMatchObject({ same: true });
  });

  test('show what only one of the two sent, and keep the rest together', () => {
    expect(differences(one, sent([0, '1 S. 0:0(0)']))).toEqual([null, 'missing']);
    expect(differences(one, sent([0, '1 S. 0:0(0)'], [100, '1 . 1:1(0)'], [200, '1 F. 1:1(0)']))).toEqual([null, 'extra', null]);
  });

  test('show another segment and another time', () => {
    expect(differences(one, sent([0, '1 S. 0:0(0)'], [200, '1 R. 1:1(0)']))).toEqual([null, 'segment']);
    expect(differences(one, sent([0, '1 S. 0:0(0)'], [400, '1 F. 1:1(0)']))).toEqual([null, 'time']);
  });

  test('are the same when a timer is in time although the step before was made late', () => {
    expect(compareHost(planOf(one), { ...transcript(sent([0, '1 S. 0:0(0)'], [207, '1 F. 1:1(0)'])), made: [60] })).toMatchObject({ same: true });
    expect(compareHost(planOf(one), transcript(sent([0, '1 S. 0:0(0)'], [170, '1 F. 1:1(0)'])))).toMatchObject({ same: false });
  });

  test('may have the segments of two connections in another order, and those of one may not', () => {
    const on = (connection: string, ...texts: readonly [number, string][]): Sent[] => sent(...texts).map((one) => ({ ...one, connection }));
    const [syn, ack] = [on('1001 9 80', [1014, '80 S 0:0(0)']), on('1002 9 80', [1021, '80 . 1:1(0) ack 1'])];
    const swapped = [...on('1002 9 80', [1022, '80 . 1:1(0) ack 1']), ...on('1001 9 80', [1030, '80 S 0:0(0)'])];
    expect(differences([...syn, ...ack], swapped)).toEqual([null, null]);
    const alone = [...swapped].map((one) => ({ ...one, connection: '1001 9 80' }));
    expect(differences([...syn, ...ack].map((one) => ({ ...one, connection: '1001 9 80' })), alone)).toContain('missing');
  });

  test('differ in a state alone', () => {
    expect(compareHost(planOf(one), transcript(one, ['80 LISTEN 1']))).toMatchObject({ same: false, states: { same: false } });
  });

  test('are compared by the states at their end, where those are known: a timer may have ended what the last step left', () => {
    const left = transcript(one, ['80 10.0.0.5:1 SYN-RECEIVED', '80 LISTEN 0']);
    expect([compareHost(planOf(one), left).same, compareHost(planOf(one), { ...left, endStates: ['80 LISTEN 0'] }).same]).toEqual([false, true]);
  });

  test('do not hold against the kernel what it says after the end', () => {
    expect(differences(one, [...one, ...sent([1010, '1 F. 1:1(0)'])])).toEqual([null, null]);
  });
});

test('a window may differ by one unit, and by no more', () => {
  expect(sameSegment('1 . 1:1(0) ack 1 win 64', '1 . 1:1(0) ack 1 win 63')).toBe(true);
  expect(sameSegment('1 . 1:1(0) ack 1 win 64', '1 . 1:1(0) ack 1 win 62')).toBe(false);
  expect(sameSegment('1 . 1:1(0) ack 1 win 64', '1 . 1:1(0) ack 2 win 64')).toBe(false);
});
