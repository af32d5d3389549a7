import { inward, outward, type Nat } from '../network/nat.ts';
import type { Endpoint } from '../tcp/address.ts';
import type { Segment } from '../tcp/segment.ts';
import type { EndSetup } from './setup.ts';
import { hostOf, type World } from './world.ts';

/** Where a segment goes, and how it reads on the way: on the public wire, and when it arrives. All one object where no router changes it. */
export interface Route {
  /** Null: nobody has that address, or nobody who can be reached from here. */
  readonly to: string | null;
  /** A router on the way has no translation for it. */
  readonly stopped: boolean;
  readonly outside: Segment;
  readonly arrives: Segment;
}

/** The router that a host is behind. */
export function natOf(world: World, host: string): Nat | undefined {
  return world.nats.find(({ rules }) => rules.inside.includes(host));
}

/**
 * Leads a segment from `from` through the routers on its way; these learn from it at once, since they stand close to the
 * sender and what comes back is short of them by no more than a link. Neighbours behind one router meet directly, and
 * private addresses mean nothing outside.
 */
export function route(world: World, from: string, sent: Segment): Route {
  const nat = natOf(world, from);
  const owner = world.owners.get(sent.dstIp) ?? null;
  if (world.nats.length === 0 || (nat && owner !== null && nat.rules.inside.includes(owner))) return { to: owner, stopped: false, outside: sent, arrives: sent };
  const outside = nat ? through(world, nat, outward(nat, sent, world.now)) : sent;
  if (outside === null) return { to: null, stopped: true, outside: sent, arrives: sent };
  const door = world.nats.find(({ rules }) => rules.ip === outside.dstIp);
  const arrives = door ? through(world, door, inward(door, outside, world.now)) : outside;
  const to = arrives === null ? undefined : world.owners.get(arrives.dstIp);
  const reached = to !== undefined && (door || !natOf(world, to)) ? to : null;
  return { to: reached, stopped: arrives === null, outside, arrives: reached === null ? outside : arrives! };
}

function through(world: World, before: Nat, { nat, segment }: ReturnType<typeof outward>): Segment | null {
  world.nats = world.nats.map((one) => (one === before ? nat : one));
  return segment;
}

/** Address and port of the far end of a connection, as the end at `host` has them: those of the router that it is behind. A port stays as it is. */
export function farEnd(world: World, host: string, far: EndSetup): Endpoint {
  const nat = natOf(world, far.host);
  const isShared = nat !== undefined && !nat.rules.inside.includes(host);
  return { ip: isShared ? nat.rules.ip : hostOf(world, far.host).addresses[0]!, port: far.port };
}
