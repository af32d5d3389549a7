import type { Level } from '../../source/level/level.ts';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { levelAt } from '../levels/play-level.ts';
import { smallLevel } from './small-levels.ts';

type Script = NonNullable<AuthorSetup['script']>;
type End = NonNullable<AuthorSetup['connections']>[number]['a'];

/** `me`, whose every act is the player's unless it is automatic, in the middle of a conversation; and `peer`, who says what the script has him say. */
function middle(end: Partial<End> | null, script: Script, more: { readonly sysctls?: Record<string, number | string>; readonly automatic?: boolean; readonly timeout?: boolean; readonly returns?: boolean; readonly kernel?: '2.6.32' } = {}): Level {
  return smallLevel({
    role: more.automatic ? 'attacker' : 'kernel',
    calls: ['read', 'write'],
    setup: {
      horizon: '10min',
      hosts: {
        me: { side: 'server', ip: '10.0.0.9', sysctls: more.sysctls ?? {}, ...(more.kernel ? { kernel: more.kernel } : {}), ...(more.automatic ? {} : { decides: more.returns ? ['returns'] : ['answer', 'state', 'queue', ...(more.timeout ? ['timeout' as const] : [])] }) },
        peer: { side: 'client', ip: '10.0.0.5', absent: true, ...(more.automatic ? { you: true } : {}) },
      },
      link: { delay: 1 },
      connections: end === null ? [] : [{ a: { host: 'me', port: 80, state: 'ESTABLISHED', sndNxt: 1000, rcvNxt: 5000, ...end }, b: { host: 'peer', port: 40_000, state: 'CLOSED' } }],
      script,
    },
  });
}

/** A SYN-ACK that repeats the sizes of the SYN, or has others, or a window that is shifted already. */
const OTHER_SIZES = ['<mss 1000,nop,wscale 10>', '<mss 1400,nop,wscale 10>', '<mss 1460,nop,wscale 3>', '<mss 1460,nop,wscale 9>', 'win 62 <mss 1460,nop,wscale 10>'].map((sizes) => `S. seq ISS ack 5000 ${sizes}`);

/** `me` is asked for by a peer who can receive less, and who asks once more. */
function asksForSizes(segment = 'S 4999:4999(0) win 1024 <mss 1000,nop,wscale 3>'): Level {
  const asks = (at: number) => ({ at, host: 'peer', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment }) as const;
  return smallLevel({
    setup: {
      horizon: '1min',
      hosts: { me: { side: 'server', ip: '10.0.0.9', decides: ['answer'], listen: [{ port: 80, backlog: 4, accept: 'never' }] }, peer: { side: 'client', ip: '10.0.0.5', absent: true } },
      link: { delay: 1 },
      script: [asks(10), asks(1400)],
    },
  });
}

type Timed = 'timeout' | 'timer';

/** `me` listens and calls, and nobody ever answers: its retransmission timers are the player's. */
function unanswered(asked: Timed, script: Script, kernel?: '5.10'): Level {
  return smallLevel({
    setup: {
      horizon: '30min',
      hosts: {
        me: { side: 'server', ip: '10.0.0.9', ...(kernel ? { kernel } : {}), sysctls: { tcp_synack_retries: 1, tcp_syn_retries: 1, tcp_retries2: 3, tcp_orphan_retries: 1 }, decides: ['answer', 'state', asked], listen: [{ port: 80, backlog: 4, accept: 'never' }] },
        peer: { side: 'client', ip: '10.0.0.5', absent: true },
      },
      link: { delay: 1 },
      script,
    },
  });
}

const says = (at: number, segment: string): Script[number] => ({ at, host: 'peer', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment });
const does = (at: number, act: 'write' | 'close' | 'shutdown', bytes?: number): Script[number] => ({ at, host: 'me', act, port: 80, ...(bytes === undefined ? {} : { bytes }) });
const calls = (at: number, call: 'read' | 'write'): Script[number] => ({ at, host: 'me', act: 'call', call, socket: 3, bytes: 5 });
const BOTH_WAYS: Script = [{ at: 0, host: 'peer', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment: 'S 5000:5000(0) win 64240 <mss 1460>' }, { at: 40_000, host: 'me', act: 'connect', port: 41_000, to: '10.0.0.5:80', isn: 7000 }];

/** Goes on as Linux would. */
export const AS_LINUX = '(as Linux)';

/** Conversations in which things come together that random play brings together too seldom, line by line; before each line, what may be new is tried out. */
export const STAGES: readonly (readonly [about: string, level: Level, lines: readonly string[]])[] = [
  ['what a bare ACK lets go says what came out of order', middle({}, [does(10, 'write', 5), does(11, 'write', 5), says(20, 'P. 6000:6005(5) ack 1000 win 1024'), says(30, '. 5000:5000(0) ack 1005 win 1024')]), Array<string>(12).fill(AS_LINUX)],
  ['SACK leaves out one of several segments', middle({}, [does(10, 'write', 5000), says(20, '. 5000:5000(0) ack 1000 win 1024 <sack 2460:3920>')]), Array<string>(9).fill(AS_LINUX)],
  ['data whose SACK leaves out one of several segments', middle({}, [does(10, 'write', 5000), says(20, 'P. 5000:5005(5) ack 1000 win 1024 <sack 2460:6000>')]), Array<string>(9).fill(AS_LINUX)],
  ['what a program writes says what came out of order', middle({}, [says(10, 'P. 6000:6005(5) ack 1000 win 1024'), does(30, 'write', 5)]), Array<string>(6).fill(AS_LINUX)],
  ['an early FIN opens the window for our own, and for the data before it', middle({}, [says(5, '. 5000:5000(0) ack 1000 win 0'), does(10, 'write', 5), does(20, 'shutdown'), says(30, 'F. 5005:5005(0) ack 1000 win 1024')]), Array<string>(12).fill(AS_LINUX)],
  ['a FIN takes data along that waits for an ACK', middle({}, [does(10, 'write', 5), does(11, 'write', 5), does(12, 'shutdown')]), Array<string>(9).fill(AS_LINUX)],
  ['close() takes data along that waits for an ACK', middle({}, [does(10, 'write', 5), does(11, 'write', 5), does(12, 'close')]), Array<string>(9).fill(AS_LINUX)],
  ['no FIN-WAIT-2 for an orphan', middle({ state: 'FIN-WAIT-2' }, [{ at: 10, host: 'me', act: 'call', call: 'setsockopt', socket: 3, option: 'TCP_LINGER2', value: -1 }, does(20, 'close')]), Array<string>(6).fill(AS_LINUX)],
  ['no room for a TIME-WAIT, with a gap that is filled last', middle({ state: 'FIN-WAIT-2' }, [says(10, 'F. 5005:5005(0) ack 1000 win 1024'), says(20, 'P. 5000:5005(5) ack 1000 win 1024')], { sysctls: { tcp_max_tw_buckets: 0 } }), Array<string>(9).fill(AS_LINUX)],
  ...(['call read 3 10', 'call write 3 5'] as const).map((call) => ['an opening that its own kernel resets', middle({ state: 'SYN-SENT' }, [says(10, '- 5000:5000(0) win 1024')]), ['R seq 1000', 'state CLOSED', 'queue none', call]] as const),
  ['a SYN-ACK that ends a connection', middle({}, [says(10, 'S. 5000:5000(0) ack 1000 win 1024')], { kernel: '2.6.32' }), [AS_LINUX]],
  ['a RST in the window that ends a connection', middle({}, [says(10, 'R 5100:5100(0) win 0')], { kernel: '2.6.32' }), [AS_LINUX, AS_LINUX, AS_LINUX]],
  ['a blind RST that ends a connection', middle({}, [], { automatic: true, kernel: '2.6.32' }), ['R seq 5100 src 10.0.0.5:40000 dst 10.0.0.9:80']],
  ['crossed SYNs, and the SYN-ACK that completes them', middle({ state: 'SYN-RECEIVED' }, [], { automatic: true }), ['S. seq 4999 ack 1000 src 10.0.0.5:40000 dst 10.0.0.9:80']],
  ...(['timeout', 'timer'] as const).map((asked) => ['nobody answers, neither a SYN-ACK nor a SYN', unanswered(asked, BOTH_WAYS), Array<string>(40).fill(AS_LINUX)] as const),
  ['nobody acknowledges data, nor a FIN', middle({}, [does(10, 'write', 5)], { timeout: true, sysctls: { tcp_retries2: 3 } }), Array<string>(30).fill(AS_LINUX)],
  ...OTHER_SIZES.flatMap((line) => [['a SYN answered with other sizes', asksForSizes(), [line]] as const, ['the same SYN again, answered with other sizes', asksForSizes(), [AS_LINUX, 'wait 1500ms', line]] as const]),
  ['a SYN without a scale, answered with one', asksForSizes('S 4999:4999(0) win 1024 <mss 1000>'), ['S. seq ISS ack 5000 <mss 1460,nop,wscale 10>']],
  ['the same SYN again, answered with a scale', asksForSizes('S 4999:4999(0) win 1024 <mss 1000>'), [AS_LINUX, 'wait 1500ms', 'S. seq ISS ack 5000 <mss 1460,nop,wscale 10>']],
  ['no timer is asked for', middle({}, []), ['timer 1s']],
  ['a timer that is the kernel\'s', middle({}, [does(10, 'write', 5)]), ['timer 1s']],
  ['no call is asked for', middle({}, []), ['returns 0']],
  ['a result that is the kernel\'s', middle({}, [does(10, 'write', 5)]), ['returns 5']],
  ['bytes before a RST, the error after them, once', middle({}, [calls(5, 'read'), says(10, 'P. 5000:5005(5) ack 1000 win 1024'), says(20, 'R 5005:5005(0) win 0'), calls(30, 'read'), calls(40, 'read'), calls(50, 'read'), calls(60, 'write')], { returns: true }), Array<string>(12).fill(AS_LINUX)],
  ['a FIN before a RST', middle({}, [says(10, 'F. 5000:5000(0) ack 1000 win 1024'), calls(20, 'read'), calls(30, 'write'), says(40, 'R 5001:5001(0) win 0'), calls(50, 'read'), calls(60, 'write')], { returns: true }), Array<string>(12).fill(AS_LINUX)],
  ...([[{ ts: { recent: 5 } }, false], [{}, false], [{}, true]] as const).map(([end, binds]) => ['a connect() that meets a TIME-WAIT of its own', again(end, binds), Array<string>(3).fill(AS_LINUX)] as const),
  ['a SYN of the past for who has taken over a TIME-WAIT', again({ ts: { recent: 5 } }, false, [{ at: 30, host: 'peer', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:40001', segment: 'S 7000:7000(0) win 1024 <mss 1460,TS val 1 ecr 0>' }]), Array<string>(9).fill(AS_LINUX)],
  ['an attack that meets nobody', middle({}, [], { automatic: true }), ['S seq 1 src 10.0.0.5:1 dst 10.77.7.7:80']],
  ['an attack that is lost', lossy(), ['S seq 1 src 10.0.0.5:1 dst 10.0.0.9:80']],
  ['settings that are none, and a level that is over', smallLevel({ role: 'operator', sysctls: ['tcp_syncookies', 'ip_local_port_range'], setup: { horizon: '1min', hosts: { me: { ip: '10.0.0.9', side: 'server', you: true } } } }), ['sysctl tcp_tw_recycle=1', 'sysctl tcp_syncookies=many', 'sysctl ip_local_port_range=5', 'sysctl tcp_syncookies=300', 'sysctl tcp_sack=0', 'wait 10min', 'wait 1s']],
  ['questions before hints, and three hints', levelAt('01-opening/01-first-syn'), ['hint', 'hint', 'hint', 'hint', 'S seq 100000', 'hint', 'predict z']],
];

/** Calls connect() for the tuple of a TIME-WAIT, with the only port there is. */
function again(end: Partial<End>, binds: boolean, then: Script = []): Level {
  const call = { at: 10, host: 'me', act: 'call' } as const;
  return middle({ state: 'TIME-WAIT', port: 40_001, age: 5000, reuseAddr: true, ...end }, [
    { ...call, call: 'socket' },
    ...(binds ? [{ ...call, call: 'setsockopt', socket: 4, option: 'SO_REUSEADDR', value: 1 } as const, { ...call, call: 'bind', socket: 4, to: '10.0.0.9:40001' } as const] : []),
    { ...call, call: 'connect', socket: 4, to: '10.0.0.5:40000' },
    ...then,
  ], { sysctls: { tcp_tw_reuse: 1, ip_local_port_range: '40001 40001' } });
}

function lossy(): Level & { readonly setup: AuthorSetup } {
  const { setup, ...level } = smallLevel({ role: 'attacker', setup: { horizon: '1min', hosts: { me: { side: 'server', ip: '10.0.0.9' }, peer: { side: 'client', ip: '10.0.0.5', you: true, absent: true } }, link: { impair: ['lose peer>me 1'] } } });
  return { ...level, setup };
}
