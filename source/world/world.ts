import type { Ip } from '../tcp/address.ts';
import type { Segment } from '../tcp/segment.ts';
import type { KernelEvent } from '../kernel/context.ts';
import type { Errno } from '../kernel/errno.ts';
import type { Host } from '../kernel/host.ts';
import type { Rules } from '../kernel/rule.ts';
import type { Nat } from '../network/nat.ts';
import { createRandom, type Random } from '../random.ts';
import { createSchedule, type Ms, type Schedule } from '../time.ts';
import type { Decision } from './decision.ts';
import { createJournal, type Journal } from './journal.ts';
import type { Call } from './move.ts';
import type { WorldSetup } from './setup.ts';
import { createTrafficState, type TrafficState } from './traffic-state.ts';

/** Something that will happen by itself. */
export type Happening =
  | { readonly kind: 'arrival'; readonly host: string; readonly segment: Segment; readonly n: number | null; readonly wanders?: boolean }
  | { readonly kind: 'script'; readonly index: number }
  /** A program takes a connection out of its listener's accept queue. */
  | { readonly kind: 'accept'; readonly host: string; readonly socket: number }
  /** A program makes a call later, such as close() some time after end-of-file. */
  | { readonly kind: 'program'; readonly host: string; readonly call: Call }
  | { readonly kind: 'flood'; readonly index: number }
  | { readonly kind: 'client'; readonly index: number }
  /** The attacker has done this for long enough. */
  | { readonly kind: 'stage'; readonly stage: string; readonly go: string }
  | { readonly kind: 'patience'; readonly host: string; readonly socket: number }
  /** A real client's program looks at the errno of its call. */
  | { readonly kind: 'refused'; readonly host: string; readonly socket: number; readonly call: 'connect' | 'read'; readonly errno: Errno };

/** What the programs on a host do by themselves. */
export interface Program {
  readonly host: string;
  /** Listening socket they serve, or the socket itself for a client's program. */
  readonly socket: number;
  readonly closesAfterEof: Ms | null;
  readonly reply: { readonly bytes: number; readonly close: boolean } | null;
  readonly acceptEvery: Ms | null;
  readonly busy: readonly (readonly [Ms, Ms])[];
  /** Earliest time of its next accept(); and whether that turn is on the agenda. */
  acceptReadyAt: Ms;
  acceptDue: boolean;
  readonly writes: number;
  readonly closesAfterReply: boolean;
  readonly thenAfter: Ms;
}

/** The whole deterministic world: hosts, wires, programs and what is going to happen, in virtual time. clone-world.ts copies it. */
export interface World {
  readonly setup: WorldSetup;
  /** Other rules than those of each host's kernel: a wrong idea at work. */
  readonly rules: Rules | null;
  now: Ms;
  hosts: Map<string, Host>;
  owners: Map<Ip, string>;
  /** Routers that translate addresses; each is replaced, never changed. */
  nats: readonly Nat[];
  agenda: Schedule<Happening>;
  inFlight: number;
  linkCounts: Map<string, number>;
  random: Random;
  journal: Journal;
  pending: Decision | null;
  /** Causes that wait until the player has decided an earlier one. */
  waiting: { host: string; segment: Segment; n: number | null }[];
  programs: Map<string, Program>;
  /** What kernels told that programs have not looked at yet. */
  noticed: { host: string; event: KernelEvent }[];
  traffic: TrafficState;
  /** Number of the player's move that is being carried out, or null. */
  move: number | null;
  /** Segment being processed, for the journal's causes. */
  cause: number | null;
}

export function emptyWorld(setup: WorldSetup, seed: number, rules: Rules | null = null): World {
  return {
    setup,
    rules,
    now: 0,
    hosts: new Map(),
    owners: new Map(),
    nats: setup.nats.map((rules) => ({ rules, translations: [] })),
    agenda: createSchedule(),
    inFlight: 0,
    linkCounts: new Map(),
    random: createRandom(seed),
    journal: createJournal(setup.traffic.length === 0),
    pending: null,
    waiting: [],
    programs: new Map(),
    noticed: [],
    traffic: createTrafficState(),
    move: null,
    cause: null,
  };
}

export function hostOf(world: World, name: string): Host {
  const host = world.hosts.get(name);
  if (!host) throw new Error(`no host named "${name}"; there are ${[...world.hosts.keys()].join(', ')}`);
  return host;
}

export function setupOf(world: World, name: string): WorldSetup['hosts'][number] {
  const setup = world.setup.hosts.find((host) => host.name === name);
  if (!setup) throw new Error(`no set-up for host "${name}"`);
  return setup;
}
