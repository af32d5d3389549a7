import { describe, expect, test } from 'vitest';
import { starsOf } from '../../source/referee/score.ts';
import { sessionView } from '../../source/referee/view.ts';
import type { Session } from '../../source/referee/session.ts';
import { findingsOf, hintAt, levelAt, playLevel, prints } from './play-level.ts';

const level = levelAt('06-incidents/04-blue-team');
const stageOf = ({ world }: Session) => world.traffic.plan?.stage;
const after = (...lines: string[]) => playLevel(level, '1', lines).session;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 240_000);

describe('what the attacker does follows what his own calls show', () => {
  test('cookies make him finish his handshakes, and he skips the larger flood', () => {
    expect(stageOf(after('wait 7s', 'sysctl tcp_syncookies=1', 'wait 3s'))).toBe('handshakes');
  });

  test('places without cookies make him send twice as many SYNs first', () => {
    const session = after('wait 6s', 'sysctl tcp_synack_retries=0', 'sysctl tcp_max_syn_backlog=4096', 'call listen 3 4096', 'wait 3s');
    expect(stageOf(session)).toBe('more-syns');
  });

  test('a RST shows him that the accept queue is full, and he comes more often', () => {
    expect(stageOf(after('wait 7s', 'sysctl tcp_syncookies=1', 'sysctl tcp_abort_on_overflow=1', 'wait 10s'))).toBe('more-handshakes');
  });

  test('while what he does works he goes on with it', () => {
    expect(stageOf(after('wait 30s'))).toBe('syns');
    expect(stageOf(after('sysctl tcp_syncookies=2', 'sysctl tcp_rfc1337=1', 'wait 37s'))).toBe('handshakes');
  });
});

describe('what the tools of the server show of it', () => {
  test('the flood: SYN-RECV up to the backlog, dropped requests, and a line in dmesg', () => {
    const session = after('wait 7s');
    expect(prints(session, 'ss -tan state syn-recv | wc -l')).toEqual(['18']);
    expect(prints(session, 'nstat | grep TCPReqQFullDrop')).toHaveLength(1);
    expect(prints(session, 'dmesg')[0]).toContain('Possible SYN flooding on port 0.0.0.0:80. Dropping request.');
  });

  test('the forged segment: the answer to the partner, his RST, and a TIME-WAIT less', () => {
    const seen = after('wait 7s', 'sysctl tcp_syncookies=1', 'call listen 3 1024', 'wait 9900ms');
    expect(stageOf(seen)).toBe('assassin');
    expect(prints(seen, 'tcpdump | grep 10.0.0.5').map((line) => /Flags \[(.*?)\]/.exec(line)?.[1])).toEqual([expect.any(String), '.', 'R']);
    expect(prints(seen, 'ss -tan | grep 10.0.0.5')).toHaveLength(4);
  });

  test('nothing of it is seen without them', () => {
    const { world } = sessionView(after('wait 7s'));
    expect([world.ladder, world.sockets, world.queues, world.series, world.counters]).toEqual([[], [], [], [], []]);
    expect(world.lifelines.map(({ host }) => host)).toEqual(['server']);
  });
});

test('without tcp_rfc1337=1 four of the five TIME-WAITs are lost, and the level with them', () => {
  const session = after('wait 7s', 'sysctl tcp_syncookies=1', 'call listen 3 1024', 'wait 30s');
  expect([session.phase, session.world.journal.decided.get('server')?.get('time-wait/rst-exact')]).toEqual(['lost', 4]);
});

test('a setting is judged against what the attacker does now, so no defence is blamed for what he thinks of next', () => {
  const { verdicts } = playLevel(level, '4', ['wait 7s', 'sysctl tcp_syncookies=1', 'wait 5s', 'call listen 3 1024', 'wait 9s', 'sysctl tcp_rfc1337=1']);
  expect(verdicts.map((verdict) => verdict?.outcome)).not.toContain('harmful');
  expect(verdicts.at(-1)).toMatchObject({ name: 'setting/tcp_rfc1337-helps' });
});

test('whoever closes every door beforehand has all stars, whoever lets the flood run on for long has not', () => {
  const all = (wait: string) => after(wait, 'sysctl tcp_syncookies=1', 'call listen 3 1024', 'sysctl tcp_rfc1337=1', 'wait 37s');
  expect([starsOf(all('wait 100ms')), starsOf(all('wait 12s'))]).toEqual([3, 2]);
});

test('at 28 s, with the last stage still to come, the hint says that it is too late', () => {
  expect(hintAt(after('wait 28s'))).toMatchObject({ id: 'late', deadEnd: true });
});
