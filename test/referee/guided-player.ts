import { createRandom, mix, nextInt, nextUnit, type Random } from '../../source/random.ts';
import { drawLevel } from '../../source/level/draw.ts';
import type { Level } from '../../source/level/level.ts';
import { answerVerdict } from '../../source/referee/answer-verdict.ts';
import { groundsOf } from '../../source/referee/cite.ts';
import { compareAnswer } from '../../source/referee/judge-answer.ts';
import { queueVerdict } from '../../source/referee/judge-queue.ts';
import { returnsVerdict } from '../../source/referee/judge-returns.ts';
import { timerVerdict } from '../../source/referee/judge-timer.ts';
import { stateVerdict } from '../../source/referee/judge-state.ts';
import { play } from '../../source/referee/play.ts';
import { isOver, startSession, type Session } from '../../source/referee/session.ts';
import type { Verdict } from '../../source/referee/verdict.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../source/tcp/flags.ts';
import { TCP_STATES } from '../../source/tcp/state.ts';
import { openSlots, type Decision } from '../../source/world/decision.ts';
import { QUEUE_NAMES, type GivenSegment, type Move } from '../../source/world/move.ts';
import { completeSegment } from '../../source/world/situation.ts';
import { nearlyRight, oneOf, randomCall, randomSegment } from './random-mover.ts';
import { fromPeer } from './sandbox.ts';
import { toldBy, type Told } from '../../source/world/told.ts';

const TOLD: readonly Told[] = [0, 3, 5, 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'blocks'];

const KINDS = [SYN, SYN | ACK, RST, RST | ACK, FIN | ACK, ACK, PSH | ACK, 0, SYN | FIN, SYN | FIN | ACK];

/**
 * Plays a sandbox as somebody who tries things out: in every decision he makes each wrong move that is said to lead to a
 * verdict not met before, takes it back, and goes on mostly as Linux would. `met` is called for every move that is judged.
 */
export function tryOut(level: Level, seed: number, most: number, isNew: (name: string) => boolean, met: (verdict: Verdict, before: Session, after: Session) => void): number {
  const random = createRandom(mix(seed, 17));
  let session = startSession(drawLevel(level, String(seed)));
  let made = 0;
  const make = (move: Move): Session => {
    made++;
    const played = play(session, move);
    if (played.verdict) met(played.verdict, session, played.session);
    return played.session;
  };
  for (let step = 0; step < most && !isOver(session); step++) {
    const { pending } = session.world;
    if (!pending) {
      session = make(unasked(random, session));
      continue;
    }
    for (const move of probes(random, session, pending, isNew)) make(move);
    session = make(nextUnit(random) < 0.05 ? fromPeer(random, session) : nextUnit(random) < 0.9 ? asLinux(pending) : oneOf(random, [{ do: 'drop' }, { do: 'silent' }, { do: 'state', state: oneOf(random, TCP_STATES) }, { do: 'queue', queue: oneOf(random, QUEUE_NAMES) }, { do: 'wait', ms: 600 }] as const));
  }
  return made;
}

function unasked(random: Random, session: Session): Move {
  const dice = nextInt(random, 0, 99);
  if (dice < 74) return fromPeer(random, session);
  if (dice < 92) return { do: 'wait', ms: oneOf(random, [null, 1, 40, 600, 3000, 20_000, 61_000]) };
  return randomCall(random, { host: 'me' });
}

/** What Linux does next in this decision. */
export function asLinux({ expected, slots, chosen, host }: Decision): Move {
  const slot = slots.find((name) => chosen[name] === undefined);
  if (slot === 'state') return { do: 'state', state: expected.to, host };
  if (slot === 'queue') return { do: 'queue', queue: expected.queue, host };
  if (slot === 'returns') return { do: 'returns', result: toldBy(expected.result!), host };
  if (slot === 'timer') return { do: 'timer', ms: expected.timer === 'off' ? null : expected.timer, host };
  const segment = expected.sent[0];
  return segment ? { do: 'send', segment, host } : { do: 'silent', host };
}

/** Moves that promise a verdict that is new, one for each name. */
export function probes(random: Random, session: Session, pending: Decision, isNew: (name: string) => boolean): readonly Move[] {
  const found = new Map<string, Move>();
  const offer = (name: string, move: Move): void => {
    if (isNew(name) && !found.has(name)) found.set(name, move);
  };
  const { host } = pending;
  const open = openSlots(pending);
  if (open.includes('state')) for (const state of TCP_STATES) offer(stateVerdict(pending, state).name, { do: 'state', state, host });
  if (open.includes('queue')) for (const queue of QUEUE_NAMES) offer(queueVerdict(pending, queue).name, { do: 'queue', queue, host });
  const waited = pending.cause.kind === 'timer' ? pending.cause.waited : 500;
  if (open.includes('timer')) for (const ms of [null, 10, waited, waited * 2, 999_000]) offer(timerVerdict(pending, ms ?? 'off').name, { do: 'timer', ms, host });
  if (open[0] === 'returns') {
    for (const result of TOLD) offer(returnsVerdict(pending, result).name, { do: 'returns', result, host });
    return [...found.values()];
  }
  if (pending.cause.kind !== 'timer') offer(`${groundsOf(pending).area}/${pending.cause.kind === 'call' ? 'call-' : ''}thrown-away`, { do: 'drop', host });
  if (!open.includes('answer')) return [...found.values()];
  offer(answerVerdict(pending, null, compareAnswer(pending, null)).name, { do: 'silent', host });
  for (const segment of candidates(random, session, pending)) {
    const sent = completeSegment(session.world, host, segment);
    offer(answerVerdict(pending, sent, compareAnswer(pending, sent)).name, { do: 'send', segment, host });
  }
  return [...found.values()];
}

/** Segments with one thing wrong, and with several. */
function candidates(random: Random, session: Session, { expected: { sent }, cause }: Decision): readonly GivenSegment[] {
  const right = sent[0];
  const theirs = cause.kind === 'segment' ? cause.segment : null;
  const seqs = [0, ...(right ? [right.seq, right.seq - 1, right.seq + 1, right.seq + 99_999, right.seq - 99_999, right.ack] : []), ...(theirs ? [theirs.ack, theirs.seq] : [])];
  const acks = [0, ...(right ? [right.ack, right.ack - 1, right.ack + 1, right.seq, right.seq + 1, right.ack + 1_000_000, right.ack - 50] : []), ...(theirs ? [0, 1, 2].map((n) => theirs.seq + theirs.length + n) : []), ...(theirs ? [theirs.seq, theirs.ack] : [])];
  const made: GivenSegment[] = KINDS.flatMap((flags) => Array.from({ length: 6 }, (_, i) => {
    const length = oneOf(random, [0, 0, 0, 5]);
    return { flags, seq: (i < 3 && right ? right.seq : oneOf(random, seqs)) >>> 0, ack: (i > 3 && right ? right.ack : oneOf(random, acks)) >>> 0, length, ...(length > 0 ? { data: 'd'.repeat(length) } : {}) };
  }));
  made.push(...acks.map((ack) => ({ flags: ACK, ack: ack >>> 0 })));
  const near = Array.from({ length: 6 }, () => [nearlyRight(random, session), randomSegment(random, session)]).flat();
  if (!right) return [...made, ...near];
  const { sack: _sack, ...withoutSack } = right.options;
  const { data: _data, ...withoutData } = right;
  const { length } = right;
  return [...made, ...near, { ...right, win: 0 }, { ...right, options: {} }, { ...right, options: withoutSack }, { ...withoutData, length: 0 }, { ...right, length: length + 5, data: 'd'.repeat(length + 5) }, { ...right, flags: right.flags & ~ACK }, { ...right, dstPort: 5 }, { ...right, srcPort: 5 }];
}
