import { DEFAULT_PROFILE, profileOf, type Profile, type ProfileId } from '../kernel/profile.ts';
import { parseSysctl } from '../kernel/sysctl.ts';
import { NAT_IDLE, NAT_KEEPS, NAT_PORTS, type NatRules } from '../network/nat.ts';
import { ip, type Endpoint } from '../tcp/address.ts';
import { parseSegment } from '../tcp/notation/parse-segment.ts';
import type { NotationError } from '../tcp/notation/notation-error.ts';
import { NO_OPTIONS, type TcpOptions } from '../tcp/options.ts';
import { segment, type Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import type { AcceptPolicy, ConnectionSetup, EndSetup, HostSetup, Impairment, LinkSetup, ListenerSetup, PlanSetup, ScriptedAct, TrafficSetup, WorldSetup } from '../world/setup.ts';
import type { Side } from '../world/view.ts';
import { parseDuration } from './duration.ts';
import { readEndpoint } from './endpoint.ts';
import { readPrefix } from './prefix.ts';
import { checkPlan } from './check-plan.ts';
import { checkAddresses } from './setup-addresses.ts';
import { SetupError } from './setup-error.ts';
import type { AuthorSetup } from './setup-schema.ts';

type Written<Key extends keyof AuthorSetup> = NonNullable<AuthorSetup[Key]>;
type WrittenHost = Written<'hosts'>[string];
type WrittenEnd = Written<'connections'>[number]['a'];

/**
 * A world's setup from what a level's author wrote, defaults filled in: 20 ms one way, a listener of backlog 128 whose
 * program accepts at once and closes at end-of-file. `kernel`: of the hosts that name none. Throws SetupError.
 */
export function buildSetup(written: AuthorSetup, kernel: ProfileId = DEFAULT_PROFILE): WorldSetup {
  const horizon = ms(written.horizon);
  const names = Object.keys(written.hosts);
  const known = (name: string, ...path: PropertyKey[]): string => {
    if (names.includes(name)) return name;
    throw new SetupError(path, `one of the hosts ${names.join(', ')}`, null, `"${name}"`);
  };
  const setup: WorldSetup = {
    horizon,
    hosts: Object.entries(written.hosts).map(([name, host]) => hostOf(name, host, kernel)),
    nats: (written.nats ?? []).map((nat, index) => natOf(nat, index, known)),
    link: linkOf(written.link ?? {}, known),
    connections: (written.connections ?? []).map((connection, index) => connectionOf(connection, index, known)),
    script: (written.script ?? []).map((act, index) => {
      known(act.host, 'script', index, 'host');
      return actOf(act, ['script', index]);
    }),
    plan: written.plan ? planOf(written.plan) : null,
    traffic: (written.traffic ?? []).map((traffic, index) => {
      if (traffic.kind === 'clients') known(traffic.host, 'traffic', index, 'host');
      return trafficOf(traffic, horizon, ['traffic', index]);
    }),
  };
  checkAddresses(setup);
  checkPlan(setup);
  return setup;
}

/** Durations have been checked by the schema. */
function ms(written: string | number): Ms {
  return parseDuration(written) ?? NaN;
}

function hostOf(name: string, host: WrittenHost, kernel: ProfileId): HostSetup {
  const side = host.side ?? (['client', 'server', 'attacker'] as const).find((candidate): candidate is Side => name.startsWith(candidate));
  if (side === undefined) throw new SetupError(['hosts', name], 'a side, since the name does not begin with client, server or attacker', 'side: client', 'none');
  const written = host.decides ?? [];
  const decides = written.flatMap((word) => (word === 'timeout' ? [] : [word === 'call' ? 'answer' : word]));
  return {
    name,
    side,
    ip: ip(host.ip),
    kernel: host.kernel ?? null,
    sysctls: Object.fromEntries(Object.entries(host.sysctls ?? {}).map(([key, value]) => [key, sysctlValue(key, String(value), profileOf(host.kernel ?? kernel), ['hosts', name, 'sysctls', key])])),
    decides,
    decidesFrom: ms(host.decidesFrom ?? 0),
    decidesUntil: host.decidesUntil === undefined ? Infinity : ms(host.decidesUntil),
    timeouts: written.includes('timeout') || written.includes('timer'),
    callsOnly: written.includes('call'),
    you: host.you ?? decides.length > 0,
    listeners: (host.listen ?? []).map(listenerOf),
    uptime: host.uptime === undefined ? null : ms(host.uptime),
    mtu: host.mtu ?? 1500,
    advmss: host.advmss ?? null,
    provenPeers: (host.provenPeers ?? []).map(ip),
    absent: host.absent ?? false,
  };
}

/** The value as it will be written; the schema knows the names only. */
function sysctlValue(name: string, value: string, profile: Profile, path: readonly PropertyKey[]): string {
  const write = parseSysctl(name, value, profile.sysctls);
  if (write.ok) return value;
  if (write.error === 'no-such-sysctl') throw new SetupError(path, `a sysctl of Linux ${profile.id}`, 'tcp_syncookies: 1', name);
  const range = write.min === undefined ? 'a whole number' : `a number from ${write.min} to ${write.max}`;
  throw new SetupError(path, range, `${name}: 1`, `"${value}"`);
}

function listenerOf(listener: NonNullable<WrittenHost['listen']>[number]): ListenerSetup {
  return { port: listener.port, backlog: listener.backlog ?? 128, reuseAddr: listener.reuseAddr ?? false, accept: acceptOf(listener.accept ?? 'at-once') };
}

function acceptOf(accept: NonNullable<NonNullable<WrittenHost['listen']>[number]['accept']>): AcceptPolicy {
  if (accept === 'never') return { every: null, startsAt: 0, closesAfterEof: null, reply: null };
  const given = accept === 'at-once' ? {} : accept;
  return {
    every: given.every === undefined ? 0 : given.every === null ? null : ms(given.every),
    startsAt: ms(given.startsAt ?? 0),
    busy: (given.busy ?? []).map(([from, until]) => [ms(from), ms(until)] as const),
    closesAfterEof: given.closesAfterEof === null ? null : ms(given.closesAfterEof ?? 0),
    reply: given.reply ? { bytes: given.reply.bytes, close: given.reply.close ?? false } : null,
  };
}

type Known = (name: string, ...path: PropertyKey[]) => string;

function natOf(nat: Written<'nats'>[number], index: number, known: Known): NatRules {
  for (const [at, name] of nat.inside.entries()) known(name, 'nats', index, 'inside', at);
  return { ip: ip(nat.ip), inside: nat.inside, ports: nat.ports ?? NAT_PORTS, keeps: nat.keeps === undefined ? NAT_KEEPS : ms(nat.keeps), idle: nat.idle === undefined ? NAT_IDLE : ms(nat.idle) };
}

function linkOf(link: Written<'link'>, known: Known): LinkSetup {
  for (const pair of Object.keys(link.delays ?? {})) for (const name of pair.split('>')) known(name, 'link', 'delays', pair);
  return {
    delay: ms(link.delay ?? 20),
    delays: Object.fromEntries(Object.entries(link.delays ?? {}).map(([pair, delay]) => [pair, ms(delay)])),
    impairments: (link.impair ?? []).map((text, index) => impairmentOf(text, index, known)),
    loss: link.loss ?? 0,
    duplicate: link.duplicate ?? 0,
    reorder: link.reorder ? { chance: link.reorder.chance, by: ms(link.reorder.by) } : { chance: 0, by: 0 },
  };
}

function impairmentOf(text: string, index: number, known: Known): Impairment {
  const [, act, from, to, nth, by] = /^(\S+) ([^>]+)>(\S+) (\d+)(?: by (\S+))?$/.exec(text)!;
  known(from!, 'link', 'impair', index);
  known(to!, 'link', 'impair', index);
  const delay = by === undefined ? 0 : parseDuration(by);
  if (delay === null) throw new SetupError(['link', 'impair', index], 'a duration after "by"', 'delay client>server 2 by 500ms', `"${by}"`);
  if (act === 'delay' && delay === 0) throw new SetupError(['link', 'impair', index], 'how much later', 'delay client>server 2 by 500ms', `"${text}"`);
  return { act: act as Impairment['act'], from: from!, to: to!, nth: Number(nth), by: delay };
}

function connectionOf({ a, b }: Written<'connections'>[number], index: number, known: Known): ConnectionSetup {
  known(a.host, 'connections', index, 'a', 'host');
  known(b.host, 'connections', index, 'b', 'host');
  return { a: endOf(a, b, ['connections', index, 'a']), b: endOf(b, a, ['connections', index, 'b']) };
}

/** Each end's numbers may be left out when the other end gives them: what one sends next is what the other expects. */
function endOf(end: WrittenEnd, other: WrittenEnd, path: readonly PropertyKey[]): EndSetup {
  const sndNxt = end.sndNxt ?? other.rcvNxt;
  const rcvNxt = end.rcvNxt ?? other.sndNxt;
  if (sndNxt === undefined || rcvNxt === undefined) throw new SetupError(path, 'sndNxt at both ends', 'sndNxt: $iss+1', 'too few numbers');
  return {
    host: end.host,
    port: end.port,
    state: end.state,
    sndNxt,
    rcvNxt,
    age: ms(end.age ?? 0),
    orphan: end.orphan ?? false,
    reuseAddr: end.reuseAddr ?? false,
    ts: end.ts ? ('ago' in end.ts ? { ago: ms(end.ts.ago) } : end.ts) : null,
    closesAfterEof: end.closesAfterEof === undefined || end.closesAfterEof === null ? null : ms(end.closesAfterEof),
    unread: end.unread ?? 0,
  };
}

function planOf({ probe, stages }: Written<'plan'>): PlanSetup {
  return {
    probe,
    stages: Object.entries(stages).map(([name, { next }]) => ({ name, next: (next ?? []).map((way) => ('after' in way ? { go: way.go, after: ms(way.after) } : way)) })),
  };
}

function actOf(act: Written<'script'>[number], path: readonly PropertyKey[]): ScriptedAct {
  const base = { at: ms(act.at), host: act.host, ...(act.stage === undefined ? {} : { stage: act.stage }) };
  switch (act.act) {
    case 'call': {
      const { at: _at, host: _host, act: name, stage: _stage, ...call } = act;
      if (call.call === 'bind' || call.call === 'connect') return { ...base, act: name, call: call.call, socket: call.socket, ...endpoint(call.to) };
      return { ...base, act: name, ...call };
    }
    case 'connect': {
      const then = act.then ? { writes: act.then.writes, closes: act.then.closes ?? false, after: ms(act.then.after ?? 0), closesAfterEof: act.then.closesAfterEof === undefined ? null : ms(act.then.closesAfterEof) } : null;
      // oxlint-disable-next-line unicorn/no-thenable -- what the program does then; never awaited
      return { ...base, act: 'connect', port: act.port, to: endpoint(act.to), isn: act.isn ?? null, then };
    }
    case 'inject':
      return { ...base, act: 'inject', segment: segmentOf(act.segment, act.src, act.dst, [...path, 'segment']) };
    default:
      return { ...base, act: act.act, port: act.port, bytes: act.bytes ?? 0 };
  }
}

/** Its form has been checked by the schema. */
function endpoint(text: string): Endpoint {
  return readEndpoint(text) ?? { ip: NaN, port: NaN };
}

/** A whole segment from its text and its two ends. */
function segmentOf(text: string, src: string, dst: string, path: readonly PropertyKey[]): Segment {
  const parsed = parseSegment(text);
  if (!parsed.ok) throw notationProblem(path, parsed.error);
  const [from, to] = [endpoint(src), endpoint(dst)];
  return segment({ flags: 0, srcIp: from.ip, srcPort: from.port, dstIp: to.ip, dstPort: to.port, ...parsed.fields });
}

function optionsOf(text: string | undefined, path: readonly PropertyKey[]): TcpOptions {
  if (text === undefined) return { mss: 1460 };
  const parsed = parseSegment(text);
  if (!parsed.ok) throw notationProblem(path, parsed.error);
  return parsed.fields.options ?? NO_OPTIONS;
}

function notationProblem(path: readonly PropertyKey[], error: NotationError): SetupError {
  const came = error.got === '' ? 'the end of the text' : `"${error.got}"`;
  return new SetupError(path, error.expected, error.example, error.nearest === null ? came : `${came} (did you mean ${error.nearest}?)`);
}

function trafficOf(traffic: Written<'traffic'>[number], horizon: Ms, path: readonly PropertyKey[]): TrafficSetup {
  const base = { name: traffic.name, stage: traffic.stage ?? null, rate: traffic.rate, startsAt: ms(traffic.startsAt ?? 0), endsAt: traffic.endsAt === undefined ? horizon : ms(traffic.endsAt), to: endpoint(traffic.to) };
  if (traffic.kind === 'clients') {
    return { ...base, kind: 'clients', host: traffic.host, hostile: traffic.hostile ?? false, pulse: traffic.pulse ? { every: ms(traffic.pulse.every), lasts: ms(traffic.pulse.lasts) } : null, request: traffic.request ?? 100, patience: ms(traffic.patience ?? 3000), count: traffic.count ?? Infinity, pool: traffic.pool ?? true, elsewhere: traffic.elsewhere === undefined ? null : endpoint(traffic.elsewhere) };
  }
  return { ...base, kind: 'flood', from: readPrefix(traffic.from) ?? { ip: NaN, prefix: NaN }, options: optionsOf(traffic.options, [...path, 'options']) };
}
