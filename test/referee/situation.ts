import { buildSetup } from '../../source/level/build-setup.ts';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { ip } from '../../source/tcp/address.ts';
import { parseSegment } from '../../source/tcp/notation/parse-segment.ts';
import { has, SYN } from '../../source/tcp/flags.ts';
import { segment as makeSegment, type Segment } from '../../source/tcp/segment.ts';
import { schedule } from '../../source/time.ts';
import type { TcpState } from '../../source/tcp/state.ts';
import { advance } from '../../source/world/advance.ts';
import { createWorld } from '../../source/world/create.ts';
import type { Decision } from '../../source/world/decision.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { resolve } from '../../source/world/resolve.ts';
import type { GivenSegment } from '../../source/world/move.ts';
import { completeSegment, scopeOf } from '../../source/world/situation.ts';
import type { World } from '../../source/world/world.ts';

/** A small world: `me` (10.0.0.9:80), whose every act is the player's, and a peer (10.0.0.5:40000) that is not there, so that only what is injected arrives. */
export interface Situation {
  /** A connection of ours; we send 1000 next and expect 5000. */
  readonly state?: TcpState;
  readonly end?: Partial<NonNullable<AuthorSetup['connections']>[number]['a']>;
  readonly backlog?: number;
  readonly sysctls?: Readonly<Record<string, number>>;
  /** We call connect() at 0 with this initial sequence number; otherwise nobody does. */
  readonly connects?: number;
  /** A program makes a call instead of a segment arriving. */
  readonly call?: 'close' | 'write' | 'shutdown';
  /** Segments that arrive, 1 ms apart unless `every` says otherwise; all but the last are dealt with as Linux does. `40001:` before one gives the peer's port. */
  readonly arrive?: readonly string[];
  readonly every?: number;
}

export interface Asked {
  readonly world: World;
  readonly decision: Decision;
}

/** The last decision that a situation puts to the player. `ISS` in what arrives stands for the initial sequence number of our last SYN. */
export function asked({ state, end, backlog, sysctls, connects, call, arrive = [], every = 1 }: Situation): Asked {
  const setup: AuthorSetup = {
    horizon: '10min',
    hosts: {
      me: { side: 'server', ip: '10.0.0.9', decides: ['answer', 'state', 'queue'], ...(sysctls ? { sysctls } : {}), ...(backlog === undefined ? {} : { listen: [{ port: 80, backlog, accept: 'never' }] }) },
      peer: { side: 'client', ip: '10.0.0.5', absent: true },
    },
    link: { delay: 1 },
    connections: state ? [{ a: { host: 'me', port: 80, state, sndNxt: 1000, rcvNxt: 5000, ...end }, b: { host: 'peer', port: 40_000, state: 'CLOSED' } }] : [],
    script: [
      ...(connects === undefined ? [] : [{ at: 0, host: 'me', act: 'connect' as const, port: 80, to: '10.0.0.5:40000', isn: connects }]),
      ...(call ? [{ at: 1, host: 'me', act: call, port: 80, ...(call === 'write' ? { bytes: 5 } : {}) }] : []),
    ],
  };
  const world = createWorld(buildSetup(setup), 7);
  const steps: { readonly at: number; readonly text: string | null }[] = [
    ...(connects === undefined ? [] : [{ at: 0, text: null }]),
    ...(call ? [{ at: 1, text: null }] : []),
    ...arrive.map((text, i) => ({ at: (i + 2) * every, text })),
  ];
  let iss = 0;
  for (const [i, { at, text }] of steps.entries()) {
    if (text !== null) inject(world, at, text.replaceAll('ISS', String(iss)));
    advance(world, at);
    const { pending } = world;
    if (i === steps.length - 1 || !pending) continue;
    iss = pending.expected.sent.find(({ flags }) => has(flags, SYN))?.seq ?? iss;
    resolve(world);
  }
  if (!world.pending) throw new Error('nothing was asked');
  return { world, decision: world.pending };
}

const ME = { dstIp: ip('10.0.0.9'), dstPort: 80 };
const PEER = { srcIp: ip('10.0.0.5'), win: 64_240 };

function inject(world: World, at: number, text: string): void {
  const [, port = '40000', line = text] = /^(\d+): (.*)$/.exec(text) ?? [];
  world.inFlight++;
  schedule(world.agenda, at, { kind: 'arrival', host: 'me', segment: makeSegment({ ...ME, ...PEER, srcPort: Number(port), ...fieldsOf(line) }), n: null });
}

function fieldsOf(line: string): GivenSegment & { flags: number; seq: number } {
  const read = parseSegment(line);
  if (!read.ok) throw new Error(`"${line}" is no segment: ${JSON.stringify(read)}`);
  return { flags: 0, seq: 0, ...read.fields };
}

/** What the player sends: the line, completed as the game completes it; null for silence. */
export function says({ world, decision }: Asked, line: string | null): Segment | null {
  if (line === null) return null;
  const right = decision.expected.sent[0];
  const read = parseMoveLine(line, { scope: { ...scopeOf(world, 'me'), ...(right ? { RIGHT: right.seq } : {}) } });
  if (!read.ok || read.value.do !== 'send') throw new Error(`"${line}" is no segment: ${JSON.stringify(read)}`);
  return completeSegment(world, 'me', read.value.segment);
}
