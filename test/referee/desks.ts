import type { Level } from '../../source/level/level.ts';
import { SYSCTL_NAMES, SYSCTLS } from '../../source/kernel/sysctl.ts';
import { smallLevel } from './small-levels.ts';

const ALL_CALLS: Level['calls'] = ['socket', 'bind', 'listen', 'connect', 'accept', 'read', 'write', 'shutdown', 'close', 'setsockopt'];

/** A machine whose player makes calls, a peer that is not there, and what is typed at it: every call, and every way in which one fails. */
export const CALLS: readonly (readonly [Level, readonly string[]])[] = (() => {
  const world = (state: 'ESTABLISHED' | 'CLOSE-WAIT', rst: boolean): Level =>
    smallLevel({
      role: 'operator',
      calls: ALL_CALLS,
      setup: {
        horizon: '60min',
        hosts: { me: { side: 'server', ip: '10.0.0.9', you: true }, peer: { side: 'client', ip: '10.0.0.5', absent: true } },
        connections: [{ a: { host: 'me', port: 80, state, sndNxt: 1000, rcvNxt: 5000 }, b: { host: 'peer', port: 40_000, state: 'CLOSED' } }],
        script: rst ? [{ at: 10, host: 'peer', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment: 'R 5000:5000(0) win 0' }] : [],
      },
    });
  return [
    [world('ESTABLISHED', true), ['wait 1s', 'call read 3 10', 'call shutdown 3 WR']],
    [world('ESTABLISHED', true), ['wait 1s', 'call write 3 5']],
    [world('CLOSE-WAIT', true), ['wait 1s', 'call write 3 5', 'call write 3 5']],
    [world('CLOSE-WAIT', true), ['wait 1s', 'call read 3 10']],
    [world('ESTABLISHED', false), ['call setsockopt 3 TCP_USER_TIMEOUT 1', 'call write 3 5', 'wait 60s', 'call read 3 10']],
    [world('ESTABLISHED', false), ['call setsockopt 3 TCP_USER_TIMEOUT 1', 'call write 3 5', 'wait 60s', 'call write 3 5']],
    [world('ESTABLISHED', false), ['call read 3 10', 'call accept 3', 'call connect 3 10.0.0.5:1', 'call shutdown 3 WR', 'call close 3', 'call listen 3 5', 'call connect 3 10.0.0.5:1', 'call bind 3 10.0.0.9:1', 'call accept 3', 'call read 3 10', 'call write 3 5', 'call shutdown 3 WR', 'call close 3', 'call setsockopt 3 SO_LINGER 0']],
    [world('ESTABLISHED', false), ['call setsockopt 3 TCP_SYNCNT 0', 'call socket', 'call read 4 10', 'call listen 3 1', 'call bind 4 10.9.9.9:1', 'call bind 4 10.0.0.9:81', 'call bind 4 10.0.0.9:82', 'call listen 4 5', 'call accept 4', 'call socket', 'call bind 5 10.0.0.9:81', 'call connect 5 10.0.0.5:7', 'call connect 5 10.0.0.5:7', 'call write 5 5']],
    [world('ESTABLISHED', false), ['call socket', 'call setsockopt 4 SO_REUSEADDR 1', 'call bind 4 10.0.0.9:90', 'call socket', 'call setsockopt 5 SO_REUSEADDR 1', 'call bind 5 10.0.0.9:90', 'call listen 4 5', 'call listen 5 5', 'call socket', 'call setsockopt 6 SO_REUSEADDR 1', 'call bind 6 10.0.0.9:91', 'call connect 6 10.0.0.5:9', 'call socket', 'call setsockopt 7 SO_REUSEADDR 1', 'call bind 7 10.0.0.9:91', 'call connect 7 10.0.0.5:9']],
  ];
})();

type Traffic = NonNullable<Parameters<typeof smallLevel>[0]['setup']['traffic']>;

function served(options: { readonly goal?: string; readonly traffic?: Traffic; readonly sysctls?: Readonly<Record<string, number>>; readonly backlog?: number; readonly every?: number; readonly delay?: number; readonly kernel?: '4.4' }): Level {
  const { goal, traffic, sysctls = {}, backlog = 64, every = 0, delay = 10, kernel } = options;
  return smallLevel({
    role: 'operator',
    calls: ['listen'],
    sysctls: [...SYSCTL_NAMES],
    ...(traffic ? { mode: 'live' as const } : {}),
    ...(goal ? { goals: [{ id: 'open', holds: { sysctl: { host: 'server', name: goal.split('=')[0]!, is: goal.split('=')[1]! } } }] } : {}),
    setup: {
      horizon: '5min',
      hosts: { clients: { side: 'client', ip: '10.20.0.1' }, server: { ip: '10.0.0.9', side: 'server', you: true, ...(kernel ? { kernel } : {}), sysctls, listen: [{ port: 80, backlog, accept: { every, reply: { bytes: 40, close: true } } }] } },
      link: { delay },
      ...(traffic ? { traffic } : {}),
    },
  });
}

const clients = { kind: 'clients' as const, name: 'clients', host: 'clients', to: '10.0.0.9:80', request: 100, patience: '3s' };
const CALM: Traffic = [{ ...clients, rate: 1 }];
const FLOOD: Traffic = [{ ...clients, rate: 5 }, { kind: 'flood', name: 'flood', rate: 100, to: '10.0.0.9:80', from: '198.18.0.0/15' }];

/** Two machines behind one address, one of them much longer up, at a server that recycles or may. */
function officeAt(recycles: 0 | 1): Level {
  const office = ['old', 'young'].map((host) => ({ ...clients, name: host, host, pool: false, rate: 2 }));
  return smallLevel({
    role: 'operator',
    mode: 'live',
    sysctls: ['tcp_tw_recycle', 'tcp_timestamps'],
    setup: {
      horizon: '5min',
      hosts: { old: { side: 'client', ip: '192.168.1.2', kernel: '4.4', uptime: '900min' }, young: { side: 'client', ip: '192.168.1.3', kernel: '4.4', uptime: '9min' }, server: { ip: '10.0.0.9', side: 'server', you: true, kernel: '4.4', sysctls: { tcp_tw_recycle: recycles }, listen: [{ port: 80, accept: { every: 0, reply: { bytes: 40, close: true } } }] } },
      nats: [{ ip: '198.51.100.7', inside: ['old', 'young'] }],
      link: { delay: 10 },
      traffic: office,
    },
  });
}

/** A machine that calls another from few ports and closes first: as long as it may use a TIME-WAIT again, they are enough. */
const CALLER = smallLevel({
  role: 'operator',
  mode: 'live',
  sysctls: ['tcp_tw_reuse', 'ip_local_port_range'],
  setup: {
    horizon: '5min',
    hosts: { caller: { side: 'client', ip: '10.0.0.5', you: true, sysctls: { tcp_tw_reuse: 1, ip_local_port_range: '40000 40039' } }, server: { ip: '10.0.0.9', side: 'server', listen: [{ port: 80, accept: { every: 0, closesAfterEof: 0, reply: { bytes: 40 } } }] } },
    link: { delay: 10 },
    traffic: [{ ...clients, host: 'caller', pool: false, rate: 10 }],
  },
});

/** Machines whose settings are turned, and to what: each shows nothing, changes nothing, meets a goal; and those that can do harm do it. */
export const SETTINGS: readonly (readonly [Level, readonly string[]])[] = [
  ...(['4.4', undefined] as const).flatMap((kernel) => [
    [served((kernel ? { kernel } : {})), [...turned(kernel), 'call listen 3 9']] as const,
    [served({ traffic: CALM, ...(kernel ? { kernel } : {}) }), ['wait 10s', ...turned(kernel), 'call listen 3 9']] as const,
    ...turned(kernel).map((line) => [served({ goal: line.slice('sysctl '.length), sysctls: otherThan(line), ...(kernel ? { kernel } : {}) }), [line]] as const),
  ]),
  [served({ traffic: FLOOD, sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: 65_536, tcp_synack_retries: 0 }, backlog: 4096 }), ['wait 10s', 'sysctl tcp_max_syn_backlog=16']],
  [served({ traffic: FLOOD, sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: 65_536, tcp_synack_retries: 0 }, backlog: 4096 }), ['wait 10s', 'call listen 3 16', 'call listen 3 4096']],
  [served({ traffic: FLOOD, sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: 512, tcp_synack_retries: 0 }, backlog: 400 }), ['wait 10s', 'sysctl tcp_synack_retries=5']],
  [served({ traffic: FLOOD, sysctls: { tcp_max_syn_backlog: 64 } }), ['wait 10s', 'sysctl tcp_syncookies=0']],
  [officeAt(0), ['wait 10s', 'sysctl tcp_tw_recycle=1']],
  [officeAt(1), ['wait 10s', 'sysctl tcp_timestamps=0']],
  [CALLER, ['wait 10s', 'sysctl ip_local_port_range=40000 40001']],
  [CALLER, ['wait 10s', 'sysctl tcp_tw_reuse=0']],
  [served({ traffic: [{ ...clients, rate: 10, patience: '30s' }], backlog: 4, every: 120, delay: 100 }), ['wait 10s', 'sysctl tcp_abort_on_overflow=1']],
];

function turned(kernel: '4.4' | undefined): readonly string[] {
  return SYSCTL_NAMES.filter((name) => ('absent' in SYSCTLS[name]) === (kernel === '4.4')).map((name) => `sysctl ${name}=${name === 'ip_local_port_range' ? '2000 3000' : leastOf(name) + 1}`);
}

function otherThan(line: string): Readonly<Record<string, number>> {
  const name = line.slice('sysctl '.length, line.indexOf('='));
  return name === 'ip_local_port_range' ? {} : { [name]: leastOf(name) + 2 };
}

/** 0, or the least value that is taken where that is far from it. */
function leastOf(name: string): number {
  return name === 'tcp_rto_max_ms' ? 1000 : 0;
}
