import { SYSCTL_NAMES } from '../../source/kernel/sysctl.ts';
import { nextInt, nextUnit, type Random } from '../../source/random.ts';
import type { Session } from '../../source/referee/session.ts';
import type { SessionView } from '../../source/referee/session-view.ts';
import { ip } from '../../source/tcp/address.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../source/tcp/flags.ts';
import { TCP_STATES } from '../../source/tcp/state.ts';
import { QUEUE_NAMES, type GivenSegment, type Move } from '../../source/world/move.ts';
import { scopeOf } from '../../source/world/situation.ts';
import { toldBy } from '../../source/world/told.ts';

/** A move, or what is done about moves. */
export type Whim = Move | { readonly do: 'undo' } | { readonly do: 'redo' };

const FLAGS = [SYN, ACK, SYN | ACK, RST, RST | ACK, FIN | ACK, PSH | ACK, FIN, SYN | FIN, 0, FIN | PSH | ACK, SYN | RST];
const STRANGER = ip('10.9.9.9');

/** One of these. */
export function oneOf<T>(random: Random, items: readonly T[]): T {
  return items[nextInt(random, 0, items.length - 1)]!;
}

/** What somebody does who plays seven moves in ten by the menu, as Linux would where he can, and three as they come. */
export function whim(random: Random, session: Session, view: SessionView): Whim {
  if (view.phase === 'predicting' && nextUnit(random) < 0.8) return prediction(random, view);
  return nextUnit(random) < 0.7 ? sensible(random, session, view) : wild(random, session, view);
}

function prediction(random: Random, view: SessionView): Move {
  if (nextUnit(random) < 0.2) return { do: 'skip' };
  return { do: 'predict', answer: oneOf(random, view.prediction!.options).key, confidence: oneOf(random, [1, 2, 3, null]) };
}

function sensible(random: Random, session: Session, view: SessionView): Move {
  const { pending } = session.world;
  if (!pending || !view.decision) return view.choices.length > 0 && nextUnit(random) < 0.5 ? oneOf(random, view.choices).move : { do: 'wait', ms: null };
  const right = nextUnit(random) < 0.75;
  if (!right && view.choices.length > 0) return oneOf(random, view.choices).move;
  const { host, expected } = pending;
  if (view.decision.next === 'state') return { do: 'state', state: expected.to, host };
  if (view.decision.next === 'queue') return { do: 'queue', queue: expected.queue, host };
  if (view.decision.next === 'returns') return { do: 'returns', result: toldBy(expected.result!), host };
  if (view.decision.next === 'timer') return { do: 'timer', ms: expected.timer === 'off' ? null : expected.timer, host };
  const segment = expected.sent[0];
  return segment ? { do: 'send', segment, host } : { do: 'silent', host };
}

function wild(random: Random, session: Session, view: SessionView): Whim {
  const dice = nextInt(random, 0, 99);
  const host = hostFor(random, session);
  if (dice < 20) return { do: 'send', segment: nearlyRight(random, session), ...host };
  if (dice < 40) return { do: 'send', segment: randomSegment(random, session), ...host };
  if (dice < 48) return { do: 'state', state: oneOf(random, TCP_STATES), ...host };
  if (dice < 58) return { do: 'queue', queue: oneOf(random, QUEUE_NAMES), ...host };
  if (dice < 62) return { do: 'silent', ...host };
  if (dice < 65) return { do: 'drop', ...host };
  if (dice < 69) return randomCall(random, host);
  if (dice < 72) return { do: 'sysctl', name: oneOf(random, [...SYSCTL_NAMES, 'net.ipv4.tcp_syncookies', 'net.core.tcp_sack', 'tcp_tw_recycle']), value: oneOf(random, ['0', '1', '2', '60', '-1', 'many', '99999999999']), ...host };
  if (dice < 82) return { do: 'wait', ms: oneOf(random, [null, 0, 1, 40, 900, 3000, 20_000]) };
  if (dice < 85) return { do: 'hint' };
  if (dice < 88) return { do: 'predict', answer: oneOf(random, ['a', 'b', 'z']), confidence: null };
  if (dice < 89) return { do: 'skip' };
  if (dice < 92) return view.choices.length > 0 ? oneOf(random, view.choices).move : { do: 'silent' };
  return { do: dice < 97 ? 'undo' : 'redo' };
}

function hostFor(random: Random, session: Session): { readonly host?: string } {
  const dice = nextUnit(random);
  if (dice < 0.8) return {};
  return { host: dice < 0.97 ? oneOf(random, session.world.setup.hosts).name : 'nobody' };
}

export function randomCall(random: Random, host: { readonly host?: string }): Move {
  const socket = nextInt(random, 2, 6);
  const call = oneOf(random, ['socket', 'bind', 'listen', 'connect', 'accept', 'read', 'write', 'shutdown', 'close', 'setsockopt'] as const);
  const to = { ip: ip(oneOf(random, ['10.0.0.5', '10.0.0.9', '0.0.0.0', '10.9.9.9'])), port: oneOf(random, [80, 22, 40_000]) };
  switch (call) {
    case 'socket':
      return { do: 'call', call, ...host };
    case 'bind':
    case 'connect':
      return { do: 'call', call, socket, ...to, ...host };
    case 'listen':
      return { do: 'call', call, socket, backlog: oneOf(random, [-1, 0, 1, 128]), ...host };
    case 'read':
    case 'write':
      return { do: 'call', call, socket, bytes: oneOf(random, [0, 1, 5, 5000]), ...host };
    case 'shutdown':
      return { do: 'call', call, socket, how: oneOf(random, ['RD', 'WR', 'RDWR'] as const), ...host };
    case 'setsockopt':
      return { do: 'call', call, socket, option: oneOf(random, ['SO_REUSEADDR', 'SO_LINGER', 'IP_TRANSPARENT', 'TCP_SYNCNT', 'TCP_USER_TIMEOUT'] as const), value: oneOf(random, [-1, 0, 1, 3]), ...host };
    default:
      return { do: 'call', call, socket, ...host };
  }
}

/** What Linux would send, with one thing changed: the mistakes of somebody who almost knows. */
export function nearlyRight(random: Random, session: Session): GivenSegment {
  const expected = session.world.pending?.expected.sent[0];
  if (!expected) return randomSegment(random, session);
  const own = randomSegment(random, session);
  const cause = session.world.pending?.cause;
  const theirs = cause?.kind === 'segment' ? [cause.segment.seq, cause.segment.ack] : [];
  const near = [expected.seq - 1, expected.seq + 1, expected.seq + 70_000, expected.ack, ...theirs].map((n) => n >>> 0);
  const { data: _data, ...withoutData } = expected;
  switch (nextInt(random, 0, 4)) {
    case 0:
      return { ...expected, seq: oneOf(random, near) };
    case 1:
      return { ...expected, ack: own.ack ?? 0 };
    case 2:
      return { ...expected, options: {} };
    case 3:
      return { ...withoutData, length: 0 };
    default:
      return { ...expected, flags: own.flags ?? 0 };
  }
}

/** Any segment that the composer can make: numbers near those that matter, options present, emptied or left out. */
export function randomSegment(random: Random, session: Session): GivenSegment {
  const host = session.world.pending?.host ?? session.world.setup.hosts.find(({ you }) => you)?.name;
  const near = [0, 4_294_967_295, nextInt(random, 0, 4_294_967_295), ...(host === undefined ? [] : Object.values(scopeOf(session.world, host)))];
  const number = (): number => (oneOf(random, near) + oneOf(random, [0, 0, 1, -1, 2, 1000, 2 ** 31, 65_537])) >>> 0;
  const chance = (probability: number): boolean => nextUnit(random) < probability;
  const length = oneOf(random, [0, 0, 0, 1, 5, 1460]);
  return {
    ...(chance(0.97) ? { flags: oneOf(random, FLAGS) } : {}),
    ...(chance(0.6) ? { seq: number() } : {}),
    ...(chance(0.85) ? { ack: number() } : {}),
    ...(chance(0.2) ? { win: oneOf(random, [0, 1, 512, 65_535]) } : {}),
    ...(chance(0.2) ? { options: oneOf(random, [{}, { mss: 536 }, { ts: { val: nextInt(random, 0, 4_294_967_295), ecr: 0 } }]) } : {}),
    ...(length > 0 ? { length, data: 'd'.repeat(length) } : {}),
    ...(chance(0.06) ? { srcPort: oneOf(random, [1, 80, 40_000]) } : {}),
    ...(chance(0.06) ? { dstPort: oneOf(random, [1, 80, 40_000]) } : {}),
    ...(chance(0.05) ? { dstIp: oneOf(random, [STRANGER, ip('10.0.0.9'), ip('10.0.0.5')]) } : {}),
    ...(chance(0.05) ? { srcIp: oneOf(random, [STRANGER, ip('10.0.0.9'), ip('10.0.0.5')]) } : {}),
  };
}
