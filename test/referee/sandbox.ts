import type { Level } from '../../source/level/level.ts';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { findEntry } from '../../source/kernel/lookup.ts';
import { createRandom, mix, nextInt, nextUnit, type Random } from '../../source/random.ts';
import type { Session } from '../../source/referee/session.ts';
import type { SysctlName } from '../../source/kernel/sysctl.ts';
import { ip } from '../../source/tcp/address.ts';
import { ACK, FIN, has, PSH, RST, SYN } from '../../source/tcp/flags.ts';
import { profileOf, PROFILES } from '../../source/kernel/profile.ts';
import { TCP_STATES } from '../../source/tcp/state.ts';
import type { GivenSegment, Move } from '../../source/world/move.ts';
import { hostOf } from '../../source/world/world.ts';
import { oneOf } from './random-mover.ts';
import { smallLevel } from './small-levels.ts';

/**
 * A world without a story, another one for each seed: `me`, whose every act is the player's, in any state, with any
 * settings; and `peer`, a machine without a kernel that sends what the player makes it send.
 */
export function sandbox(seed: number): Level {
  const random = createRandom(mix(seed, 4711));
  const chance = (probability: number): boolean => nextUnit(random) < probability;
  const theme = oneOf(random, THEMES);
  const listens = theme === 'crossing' || theme === 'writing' ? false : theme === 'any' ? chance(0.6) : true;
  const state = theme === 'time-wait' || (theme === 'overflow' && chance(0.4)) ? 'TIME-WAIT' : theme === 'writing' ? oneOf(random, ['ESTABLISHED', 'ESTABLISHED', 'CLOSE-WAIT'] as const) : theme === 'recycling' || (theme === 'any' && chance(listens ? 0.6 : 0.9)) ? oneOf(random, TCP_STATES.filter((name) => name !== 'LISTEN' && name !== 'CLOSED')) : null;
  const ts = theme === 'recycling' ? { recent: 77_000 } : chance(0.5) ? oneOf(random, [{ recent: 77_000 }, { ago: '5s' }]) : null;
  const orphan = chance(0.5);
  const connects = !listens && (theme === 'crossing' || chance(0.4)) && state === null;
  const sysctls: Record<string, number> = {};
  const full = theme === 'overflow';
  if (chance(full ? 0.6 : 0.25)) sysctls['tcp_syncookies'] = oneOf(random, [0, 2]);
  if (chance(full ? 0.5 : 0.2)) sysctls['tcp_max_syn_backlog'] = oneOf(random, [1, 4]);
  if (chance(full ? 0.4 : 0.1)) sysctls['tcp_abort_on_overflow'] = 1;
  if (chance(theme === 'time-wait' ? 0.4 : 0.1)) sysctls['tcp_rfc1337'] = 1;
  if (chance(theme === 'crossing' ? 0.5 : 0.1)) sysctls['tcp_sack'] = 0;
  if (chance(0.15)) sysctls['tcp_max_tw_buckets'] = 0;
  if (chance(0.15)) sysctls['tcp_challenge_ack_limit'] = 1;
  if (chance(0.15)) sysctls['tcp_invalid_ratelimit'] = oneOf(random, [0, 20_000]);
  if (chance(0.15)) sysctls['tcp_timestamps'] = 0;
  const profile = theme === 'recycling' ? oneOf(random, ['2.6.32', '3.10', '4.4'] as const) : chance(0.15) ? oneOf(random, PROFILES) : '6.18';
  const automatic = chance(0.3);
  if (theme === 'recycling') sysctls['tcp_tw_recycle'] = 1;
  const calls = theme === 'writing' ? (['write', oneOf(random, ['close', 'shutdown'] as const), 'close'] as const) : (['write', 'close', 'shutdown', 'write', 'close'] as const).filter(() => chance(0.4));
  const pace = theme === 'writing' ? 10 : 1000;
  const accept = full ? 'never' : oneOf(random, ['never', 'at-once', { every: 0, closesAfterEof: 0 }, { every: '300ms', reply: { bytes: 10, close: true } }] as const);
  const setup: AuthorSetup = {
    horizon: '10min',
    hosts: {
      me: {
        side: 'server',
        ip: '10.0.0.9',
        kernel: profile,
        ...(automatic ? { you: true } : { decides: ['answer', 'state', 'queue'] }),
        sysctls: Object.fromEntries(Object.entries(sysctls).filter(([name]) => !profileOf(profile).sysctls[name as SysctlName].absent)),
        ...(listens ? { listen: [{ port: 80, backlog: full ? 0 : oneOf(random, [0, 1, 128]), accept }] } : {}),
      },
      peer: { side: 'client', ip: '10.0.0.5', you: true, absent: true },
    },
    link: { delay: 1 },
    connections: state === null ? [] : [{ a: { host: 'me', port: 80, state, sndNxt: oneOf(random, [1000, 4_294_967_290]), rcvNxt: oneOf(random, [5000, 4_294_967_295]), ...(ts ? { ts } : {}), ...(orphan && state !== 'ESTABLISHED' && state !== 'CLOSE-WAIT' ? { orphan } : {}), ...(chance(0.2) && state === 'ESTABLISHED' ? { unread: 10 } : {}) }, b: { host: 'peer', port: 40_000, state: 'CLOSED' } }],
    script: [
      ...(connects ? [{ at: 0, host: 'me', act: 'connect' as const, port: 80, to: '10.0.0.5:40000' }] : []),
      ...(chance(0.2) ? [{ at: 10, host: 'me', act: 'call' as const, call: 'setsockopt' as const, socket: 3, option: 'SO_LINGER' as const, value: 0 }] : []),
      ...(chance(0.1) ? [{ at: 4000, host: 'me', act: 'call' as const, call: 'close' as const, socket: 3 }] : []),
      ...(chance(0.05) ? [{ at: 2000, host: 'me', act: 'call' as const, call: 'connect' as const, socket: 3, to: '10.0.0.5:40000' }] : []),
      ...calls.map((act, i) => ({ at: 40 + pace * i * nextInt(random, 1, 5), host: 'me', act, port: 80, ...(act === 'write' ? { bytes: oneOf(random, [5, 20_000]) } : {}) })),
    ],
  };
  const kernel = chance(0.3);
  return smallLevel({ setup, role: kernel ? 'kernel' : 'attacker', calls: ['socket', 'bind', 'listen', 'connect', 'accept', 'read', 'write', 'shutdown', 'close', 'setsockopt'] as never, sysctls: ['tcp_syncookies', 'tcp_max_syn_backlog', 'tcp_abort_on_overflow', 'tcp_rfc1337'] as never });
}

const SEGMENTS = [SYN, SYN, ACK, ACK, ACK, PSH | ACK, PSH | ACK, FIN | ACK, FIN | ACK, SYN | ACK, RST, RST | ACK, FIN, SYN | FIN, 0, FIN | PSH | ACK];

/** What most of a sandbox is about. */
const THEMES = ['any', 'any', 'any', 'overflow', 'time-wait', 'crossing', 'crossing', 'requests', 'recycling', 'writing', 'writing'] as const;

/** What the peer sends: numbers that matter to the connection it meets. */
export function fromPeer(random: Random, { world }: Session): Move {
  const port = oneOf(random, [40_000, 40_000, 40_000, 40_001, 40_002, 40_003, 40_004]);
  const me = hostOf(world, 'me');
  const ends = { srcIp: ip('10.0.0.5'), srcPort: port, dstIp: ip('10.0.0.9'), dstPort: nextUnit(random) < 0.04 ? 22 : 80 };
  const entry = findEntry(me, ends.dstIp, ends.dstPort, ends.srcIp, ends.srcPort);
  const last = world.journal.segments.findLast(({ segment }) => segment.dstPort === port && segment.dstIp === ends.srcIp)?.segment;
  const onward = nextUnit(random) < 0.45;
  const flags = onward ? (entry === undefined && !last ? SYN : entry?.kind === 'time-wait' ? SYN : oneOf(random, [ACK, ACK, PSH | ACK])) : oneOf(random, SEGMENTS);
  const base = entry ? entry.rcvNxt : oneOf(random, [5000, 70_000]);
  const own = entry ? (entry.kind === 'request' ? entry.iss + 1 : entry.kind === 'time-wait' ? entry.sndNxt : entry.sndNxt) : last ? last.seq + (has(last.flags, SYN) ? 1 : 0) : 1000;
  const wnd = entry ? entry.rcvWnd : 65_535;
  const una = entry && entry.kind === 'socket' ? entry.sndUna : own;
  const again = has(flags, SYN) && nextUnit(random) < 0.6 && (entry?.kind === 'request' || (entry?.kind === 'socket' && entry.state === 'SYN-RECEIVED'));
  const seq = again ? base - 1 : entry?.kind === 'time-wait' && onward ? base + 1000 : onward || nextUnit(random) < 0.5 ? base : base + oneOf(random, [-1, 1, 5, 1000, -1000, -5, wnd, wnd - 1, wnd + 5, 70_000, -70_000, 2 ** 31]);
  const ack = onward || nextUnit(random) < 0.6 ? own : oneOf(random, [own - 1, own + 1, una, una - 1, own + 100_000, own - 100_000, 0, own - 5]);
  const length = has(flags, PSH) ? oneOf(random, [1, 5, 6, 1000]) : nextUnit(random) < 0.03 ? 5 : 0;
  const segment: GivenSegment = {
    ...ends,
    flags,
    seq: seq >>> 0,
    ack: has(flags, ACK) ? ack >>> 0 : 0,
    win: 65_535,
    options: has(flags, SYN) ? oneOf(random, [{ mss: 1460, sackPermitted: true, wscale: 7 }, { mss: 1460, ts: { val: oneOf(random, [1, 77_010, 200_000]), ecr: 0 } }, {}]) : oneOf(random, [{}, { ts: { val: oneOf(random, [1, 77_010, 200_000]), ecr: oneOf(random, [0, last?.options.ts?.val ?? 0, 5]) } }]),
    length,
    ...(length > 0 ? { data: 'd'.repeat(length) } : {}),
  };
  return { do: 'send', segment, host: 'peer' };
}
