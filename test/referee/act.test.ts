import { describe, expect, it } from 'vitest';
import type { Level } from '../../source/level/level.ts';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { ATTACK_REASONS } from '../../source/referee/judge-attack.ts';
import { SETTING_EFFECTS } from '../../source/referee/judge-setting.ts';
import { UNPROVOKED_REASONS } from '../../source/referee/judge-unprovoked.ts';
import { REFUSALS } from '../../source/referee/refusal.ts';
import type { Move } from '../../source/world/move.ts';
import { Conversation } from './conversation.ts';
import { smallLevel } from './small-levels.ts';

type Host = AuthorSetup['hosts'][string];
const PEER: Host = { ip: '10.0.0.9', side: 'server' };

/** A connection of ours on 10.0.0.5:40000, with 1000 to send next and 5000 expected. */
function open(you: Partial<Host> = {}, more: Partial<AuthorSetup> = {}): AuthorSetup {
  return {
    horizon: '5min',
    hosts: { client: { ip: '10.0.0.5', you: true, ...you }, server: { ...PEER, listen: [{ port: 80 }] } },
    connections: [{ a: { host: 'client', port: 40_000, state: 'ESTABLISHED', sndNxt: 1000, rcvNxt: 5000 }, b: { host: 'server', port: 80, state: 'ESTABLISHED', sndNxt: 5000, rcvNxt: 1000 } }],
    ...more,
  };
}

const say = (level: Level, ...lines: readonly string[]): string => {
  const play = new Conversation(level).all(...lines.slice(0, -1));
  return play.say(lines.at(-1)!);
};

describe('a kernel that speaks unasked', () => {
  const level = smallLevel({ setup: open({ decides: ['answer'] }) });
  const cases = [
    ['. seq 1000 ack 5000', 'unprovoked-ack'],
    ['P. seq 1000 ack 5000 data "hello"', 'unprovoked-data'],
    ['P. seq 900 ack 5000 data "hello"', 'unprovoked-retransmission'],
    ['F. seq 1000 ack 5000', 'unprovoked-fin'],
    ['R seq 1000', 'unprovoked-reset'],
    ['S seq 2000', 'unprovoked-syn'],
    ['S. seq 2000 ack 5000', 'unprovoked-syn-ack'],
    ['none seq 1000', 'segment-without-flags'],
  ] as const;

  it.each(cases)('%s is wrong: %s', (line, reason) => {
    const play = new Conversation(level);
    expect(play.say(line)).toBe(`wrong unprovoked/${reason}`);
    expect(play.verdict).toMatchObject({ why: { id: `verdict.${reason}` }, counterfactual: { id: 'verdict.linux-sends-nothing' } });
    expect(play.verdict!.cite.length).toBeGreaterThan(0);
  });

  it('has a case for every reason', () => {
    expect(cases.map(([, reason]) => reason).toSorted()).toEqual([...UNPROVOKED_REASONS].toSorted());
  });
});

describe('an attack', () => {
  const attack = (more: Partial<AuthorSetup> = {}, goal: Level['goals'] = [{ id: 'open', holds: { not: { state: { host: 'server', is: 'TIME-WAIT' } } } }]): ReturnType<typeof smallLevel> =>
    smallLevel({
      role: 'attacker',
      calls: ['socket', 'setsockopt'],
      goals: goal,
      setup: {
        horizon: '5min',
        hosts: { attacker: { ip: '10.9.9.9', side: 'attacker', you: true }, client: { ip: '10.0.0.5' }, server: { ...PEER, listen: [{ port: 80 }] } },
        connections: [{ a: { host: 'server', port: 80, state: 'TIME-WAIT', sndNxt: 1000, rcvNxt: 5000 }, b: { host: 'client', port: 40_000, state: 'CLOSED' } }],
        ...more,
      },
    });
  const spoof = ['call socket', 'call setsockopt 3 IP_TRANSPARENT 1'];
  const from = 'src 10.0.0.5:40000 dst 10.0.0.9:80';

  it('works when it meets the goal: a stray segment makes the server ask its old client, whose RST ends TIME-WAIT', () => {
    const play = new Conversation(attack()).all(...spoof);
    expect(play.say(`. seq 1 ack 1 ${from}`)).toBe('effective time-wait/ack-again');
    expect(play.verdict).toMatchObject({ why: { id: 'decision.time-wait/ack-again' }, evidence: { id: 'decision.time-wait/rst-exact' } });
  });

  it('tells what followed from it when it meets the goal by an answer of another kind, too', () => {
    const open = { ...attack(), goals: [{ id: 'open', holds: { state: { host: 'server', is: 'CLOSED', peerPort: 40_000 } } }] as Level['goals'] };
    const play = new Conversation({ ...open, setup: { ...open.setup, connections: [{ a: { host: 'server', port: 80, state: 'ESTABLISHED', sndNxt: 1000, rcvNxt: 5000 }, b: { host: 'client', port: 40_000, state: 'CLOSED' } }] } }).all(...spoof);
    expect(play.say(`S seq 1 ${from}`)).toBe('effective segment/syn-challenged');
    expect(play.verdict).toMatchObject({ evidence: { id: 'decision.segment/rst-exact' } });
  });

  it.each([['syn', 'effective'], ['accept', 'no-effect']] as const)('with a place in the SYN queue, where the level wants the %s queue full: %s', (name, outcome) => {
    const play = new Conversation(attack({}, [{ id: 'open', holds: { queue: { host: 'server', name, atLeast: 9 } } }])).all(...spoof);
    expect(play.say('S seq 1 src 10.0.0.77:4000 dst 10.0.0.9:80')).toBe(`${outcome} listen/syn-queued`);
    expect(play.verdict).toMatchObject({ evidence: { id: 'verdict.place-held' } });
  });

  it('that was one too many is said to have lost the level before it arrived', () => {
    const level = { ...attack({ link: { delay: '2s' }, script: [] }), lose: [{ id: 'spent', rule: 'F4.3', holds: { sent: { from: 'attacker', atLeast: 1 } } }] as Level['lose'] };
    const play = new Conversation(level);
    expect(play.say('S seq 1 dst 10.0.0.9:80')).toBe('harmful attack/still-on-its-way');
    expect(play.verdict).toMatchObject({ why: { id: 'verdict.lost-before-it-arrived' } });
  });

  it('does harm when it makes TIME-WAIT start anew', () => {
    expect(say(attack(), ...spoof, `. seq 5000 ack 1 ${from}`)).toBe('harmful time-wait/bare-ack-restarts');
  });

  it('does nothing with a RST that is not exact, and shows the wrong idea behind it', () => {
    const play = new Conversation(attack()).all(...spoof);
    expect(play.say(`R seq 5001 ${from}`)).toBe('no-effect time-wait/rst-inexact-ignored');
    expect(play.verdict!.misconception).toBe('M08');
  });

  it('does nothing with an exact RST where tcp_rfc1337 forbids it', () => {
    const level = attack({ hosts: { attacker: { ip: '10.9.9.9', side: 'attacker', you: true }, client: { ip: '10.0.0.5' }, server: { ...PEER, sysctls: { tcp_rfc1337: 1 } } } });
    const play = new Conversation(level).all(...spoof);
    expect(play.say(`R seq 5000 ${from}`)).toBe('no-effect time-wait/rst-rfc1337-ignored');
    expect(play.verdict!.misconception).toBe('M25');
  });

  it('sees nothing of what others send to each other until it is over', () => {
    const blind = new Conversation(attack({}, [{ id: 'open', holds: { accepted: { host: 'server', atLeast: 99 } } }])).all(...spoof, `. seq 1 ack 1 ${from}`);
    expect(blind.consequences).toEqual([]);
    const winner = new Conversation(attack()).all(...spoof, `. seq 1 ack 1 ${from}`);
    expect(winner.consequences.map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual(['sent server', 'sent client', 'state server']);
  });

  const lost = { link: { impair: ['lose attacker>server 1'] } };
  const waiting = { link: { delay: '2s' }, script: [] };
  const reasons = [
    ['lost-on-the-way', attack(lost), '. seq 1 ack 1 dst 10.0.0.9:80'],
    ['nobody-there', attack(), 'S seq 1 dst 10.77.7.7:80'],
    ['stopped-by-the-router', attack({ nats: [{ ip: '198.51.100.7', inside: ['attacker'] }] }), 'R seq 1 dst 10.0.0.9:80'],
    ['still-on-its-way', { ...attack(waiting), mode: 'live' as const }, 'S seq 1 dst 10.0.0.9:80'],
  ] as const;

  it.each(reasons)('has no effect: %s', (reason, level, line) => {
    expect(say(level, line)).toBe(`no-effect attack/${reason}`);
  });

  it('has a case for every such reason', () => {
    expect(reasons.map(([reason]) => reason)).toEqual(ATTACK_REASONS);
  });
});

describe('a call', () => {
  const level = smallLevel({ role: 'operator', calls: ['socket', 'bind', 'listen', 'connect', 'accept', 'read', 'write', 'shutdown', 'close', 'setsockopt'], setup: { ...open(), hosts: { client: { ip: '10.0.0.5', you: true, listen: [{ port: 80, backlog: 5, accept: 'never' }] }, server: PEER }, connections: [] } });
  const cases = [
    ['effective call/socket', ['call socket']],
    ['no-effect call/bind-eaddrinuse', ['call socket', 'call bind 4 10.0.0.5:80']],
    ['effective call/bind', ['call socket', 'call bind 4 10.0.0.5:81']],
    ['no-effect call/bind-eaddrnotavail', ['call socket', 'call bind 4 10.7.7.7:81']],
    ['no-effect call/accept-waits', ['call accept 3']],
    ['no-effect call/accept-einval', ['call socket', 'call accept 4']],
    ['effective call/connect', ['call socket', 'call connect 4 10.0.0.9:80']],
    ['no-effect call/close-ebadf', ['call close 99']],
    ['effective call/close', ['call close 3']],
    ['effective call/setsockopt', ['call setsockopt 3 SO_REUSEADDR 1']],
    ['no-effect call/setsockopt-einval', ['call setsockopt 3 TCP_SYNCNT 128']],
    ['no-effect call/write-epipe', ['call socket', 'call write 4 5']],
    ['no-effect setting/listen-shows-nothing-yet', ['call listen 3 1']],
  ] as const;

  it.each(cases)('%s', (verdict, lines) => {
    const play = new Conversation(level).all(...lines.slice(0, -1));
    expect(play.say(lines.at(-1)!)).toBe(verdict);
    expect(play.verdict!.cite.slice(0, 1)).toMatchObject([{ man: expect.stringMatching(/\(2\)$/) as string }]);
  });

  it('that turns SO_LINGER on with 0 seconds is told what it will do; with more it is a setting like others', () => {
    const why = (line: string) => new Conversation(level).all(line).verdict!.why.id;
    expect([0, 1].map((seconds) => why(`call setsockopt 3 SO_LINGER ${seconds}`))).toEqual(['verdict.call.setsockopt-linger-zero', 'verdict.call.setsockopt']);
  });

  it('after which only undo helps does harm, once', () => {
    const hints: Level['hints'] = [{ id: 'gone', when: { decided: { host: 'client', decision: 'close/listener' } }, deadEnd: true }, { id: 'open', when: null, deadEnd: false }];
    const play = new Conversation({ ...level, hints });
    expect(play.say('call close 3')).toBe('harmful call/close');
    expect(play.verdict).toMatchObject({ evidence: { id: 'verdict.no-way-on' } });
    expect(play.say('call socket')).toBe('effective call/socket');
  });

  it('says which error came, and what it means', () => {
    const play = new Conversation(level).all('call close 99');
    expect(play.verdict).toMatchObject({ why: { id: 'verdict.call-failed', params: { call: 'close', errno: 'EBADF' } }, evidence: { id: 'errno.EBADF' } });
  });
});

describe('a setting', () => {
  const flood: AuthorSetup = {
    horizon: '2min',
    hosts: { server: { ...PEER, you: true, sysctls: { tcp_syncookies: 0 }, listen: [{ port: 80, backlog: 16, accept: { every: 0, reply: { bytes: 100, close: true } } }] }, client: { ip: '10.2.0.1' } },
    link: { delay: '10ms' },
    traffic: [
      { kind: 'flood', name: 'flood', rate: 200, to: '10.0.0.9:80', from: '198.51.100.0/24' },
      { kind: 'clients', name: 'legit', host: 'client', rate: 10, to: '10.0.0.9:80', request: 100, patience: '3s' },
    ],
  };
  const operator = (setup: AuthorSetup, changes: Partial<Level> = {}): Level => ({ ...smallLevel({ role: 'operator', mode: 'live', sysctls: ['tcp_syncookies', 'tcp_max_syn_backlog', 'tcp_rfc1337'], setup }), ...changes });
  const cookiesOn: AuthorSetup = { ...flood, hosts: { ...flood.hosts, server: { ...flood.hosts['server']!, sysctls: { tcp_syncookies: 1 } } } };
  const quiet: AuthorSetup = { horizon: '1min', hosts: { server: { ...PEER, you: true } } };
  const goal = [{ id: 'open', holds: { sysctl: { host: 'server', name: 'tcp_rfc1337', is: '1' } } }] as Level['goals'];
  const cases = [
    ['helps', 'effective setting/tcp_syncookies-helps', operator(flood), 'sysctl net.ipv4.tcp_syncookies=1'],
    ['hurts', 'harmful setting/tcp_syncookies-hurts', operator(cookiesOn), 'sysctl tcp_syncookies=0'],
    ['changes-nothing', 'no-effect setting/tcp_max_syn_backlog-changes-nothing', operator(cookiesOn), 'sysctl tcp_max_syn_backlog=1'],
    ['shows-nothing-yet', 'no-effect setting/tcp_rfc1337-shows-nothing-yet', operator(quiet), 'sysctl tcp_rfc1337=1'],
  ] as const;

  it.each(cases)('%s: %s', (_effect, verdict, level, line) => {
    expect(say(level, 'wait 8s', line)).toBe(verdict);
  });

  it('that meets a goal helps, whatever traffic there is', () => {
    expect(say(operator(quiet, { mode: 'turns', goals: goal }), 'sysctl tcp_rfc1337=1')).toBe('effective setting/tcp_rfc1337-helps');
  });

  it('that helps some clients and not others is told of those for whom most changes', () => {
    const elsewhere: AuthorSetup = { ...flood, hosts: { ...flood.hosts, other: { ip: '10.0.0.10', side: 'server', listen: [{ port: 80, accept: { every: 0, reply: { bytes: 100, close: true } } }] } }, traffic: [...flood.traffic!, { kind: 'clients', name: 'calm', host: 'client', rate: 10, to: '10.0.0.10:80', request: 100, patience: '3s' }] };
    const play = new Conversation(operator(elsewhere)).all('wait 8s', 'sysctl tcp_syncookies=1');
    expect(play.verdict).toMatchObject({ name: 'setting/tcp_syncookies-helps', evidence: { id: 'verdict.service-compared-of', params: { of: 'legit', with: 100 } } });
  });

  it('that unmakes a goal is told what it unmade', () => {
    const two = [...goal, { id: 'open', holds: { accepted: { host: 'server', atLeast: 1 } } }] as Level['goals'];
    const play = new Conversation(operator(quiet, { mode: 'turns', goals: two })).all('sysctl tcp_rfc1337=1');
    expect(play.consequences).toEqual([]);
    expect(play.all('sysctl tcp_rfc1337=0').consequences).toEqual(['goal-lost 1 2']);
  });

  it('has a case for every effect, and shows the wrong idea about tcp_max_syn_backlog', () => {
    expect(cases.map(([effect]) => effect)).toEqual(SETTING_EFFECTS);
    expect(new Conversation(operator(cookiesOn)).all('wait 8s', 'sysctl tcp_max_syn_backlog=1').verdict).toMatchObject({ misconception: 'M12', evidence: { id: 'verdict.service-compared', params: { seconds: 15 } } });
  });
});

describe('a refusal', () => {
  const kernel = (decides: Host['decides'] = ['queue'], script: AuthorSetup['script'] = []): Level => smallLevel({ setup: { ...open({ decides }), script } });
  const write: AuthorSetup['script'] = [{ at: 0, host: 'server', act: 'write', port: 80, bytes: 5 }];
  const operator = smallLevel({ role: 'operator', sysctls: ['tcp_syncookies'], calls: ['close'], setup: open() });
  const cases: readonly (readonly [reason: string, level: Level, lines: readonly (string | Move)[]])[] = [
    ['no-such-host', kernel(), [{ do: 'silent', host: 'server' }]],
    ['nothing-to-answer', kernel(), ['silent']],
    ['nothing-to-drop', kernel(), ['drop']],
    ['nothing-to-queue', kernel(), ['queue syn']],
    ['no-state-asked', kernel(), ['state CLOSED']],
    ['no-timer-asked', kernel(), ['timer 1s']],
    ['timer-not-yours', kernel(['answer'], write), ['timer 1s']],
    ['no-call-asked', kernel(), ['returns 0']],
    ['returns-not-yours', kernel(['answer'], [{ at: 0, host: 'client', act: 'write', port: 40_000, bytes: 5 }]), ['returns 5']],
    ['answer-not-yours', kernel(['queue'], write), ['silent']],
    ['queue-not-yours', kernel(['answer'], write), ['queue receive']],
    ['state-not-yours', kernel(['answer'], write), ['state ESTABLISHED']],
    ['already-chosen', kernel(['answer', 'queue'], write), ['queue receive', 'queue none']],
    ['ack-missing', kernel(), ['. seq 1']],
    ['spoof-needs-transparent', kernel(), ['R seq 1 src 10.9.9.9:1']],
    ['no-such-sysctl', operator, [{ do: 'sysctl', name: 'tcp_tw_recycle', value: '1' }]],
    ['not-a-number', operator, ['sysctl tcp_syncookies=many']],
    ['not-two-ports', smallLevel({ role: 'operator', sysctls: ['ip_local_port_range'], setup: open() }), ['sysctl ip_local_port_range=40000']],
    ['out-of-range', operator, ['sysctl tcp_syncookies=300']],
    ['level-is-over', kernel(), ['wait 10min', 'silent']],
    ['nothing-to-predict', kernel(), ['predict a']],
    ['sysctls-locked', kernel(), ['sysctl tcp_syncookies=1']],
    ['sysctl-locked', operator, ['sysctl tcp_sack=0']],
    ['calls-locked', kernel(), ['call close 3']],
    ['call-locked', operator, ['call socket']],
    ['operators-send-nothing', operator, ['R seq 1']],
    ['kernel-first', smallLevel({ calls: ['listen'], setup: open({ decides: ['answer'], decidesUntil: '1s' }) }), ['call listen 3 5']],
  ];

  it.each(cases)('%s', (reason, level, lines) => {
    const play = new Conversation(level).all(...lines.slice(0, -1));
    const before = play.session;
    expect(play.say(lines.at(-1)!)).toBe(`refused refused/${reason}`);
    expect(play.session).toBe(before);
  });

  it('says what may be, what came, and the limits', () => {
    expect(new Conversation(operator).all('sysctl tcp_syncookies=300').verdict!.why.params).toEqual({ name: 'tcp_syncookies', value: '300', min: 0, max: 255, kernel: '6.18' });
    expect(new Conversation(operator).all('call socket').verdict!.why.params).toEqual({ call: 'socket', calls: 'close' });
    expect(new Conversation(operator).all('sysctl tcp_sack=0').verdict!.why.params).toEqual({ name: 'tcp_sack', names: 'tcp_syncookies' });
  });

  /** Asked for in session.test.ts, and those of experts and classes in expert.test.ts and graded.test.ts. */
  const ELSEWHERE = ['prediction-first', 'no-more-hints', 'no-such-option', 'expert-hint', 'expert-seq', 'class-hints', 'class-predict'];

  it('has a case for every reason', () => {
    expect(REFUSALS.filter((reason) => !cases.some(([covered]) => covered === reason))).toEqual(ELSEWHERE);
  });
});
