import type { Host, HashEntry, KernelTimer, Socket } from '../kernel/host.ts';
import { allEntries } from '../kernel/lookup.ts';
import { timerLives } from '../kernel/receive.ts';
import { profileOf } from '../kernel/profile.ts';
import { SYSCTL_NAMES, SYSCTLS, sysctlName, sysctlText } from '../kernel/sysctl.ts';
import { formatEndpoint, formatIp } from '../tcp/address.ts';
import { inOrder, type Scheduled } from '../time.ts';
import { ladder } from './look-ladder.ts';
import { series } from './look-series.ts';
import { listeners, sockets } from './look-sockets.ts';
import { tupleState } from './react.ts';
import type { Lifeline, QueueView, SysctlView, TimerView, TranslationView, WorldView } from './view.ts';
import { natOf } from './route.ts';
import type { Sight } from './sight.ts';
import { hostOf, type World } from './world.ts';

/** The world as this player sees it now. */
export function look(world: World, sight: Sight): WorldView {
  const inside = sight.inside.filter((name) => world.hosts.has(name));
  const settings = inside.flatMap((name) => sysctls(hostOf(world, name), sight));
  if (sight.onlyTools) return withTools(world, sight, settings.filter(({ editable }) => editable));
  return {
    now: world.now,
    horizon: world.setup.horizon,
    lifelines: sight.lifelines.map((name) => lifeline(world, name, sight)),
    ladder: ladder(world, sight),
    sockets: inside.flatMap((name) => (world.setup.traffic.length > 0 ? listeners : sockets)(hostOf(world, name), sight)),
    queues: inside.flatMap((name) => queues(hostOf(world, name), !sight.hide.includes('capacity'))),
    timers: inside.flatMap((name) => timers(hostOf(world, name))),
    counters: inside.flatMap((name) => counters(hostOf(world, name), sight)),
    sysctls: settings,
    series: series(world),
    known: sight.known,
    translations: translations(world, sight),
  };
}

/** In a live world there are hundreds, and an attacker off the path knows of none. */
function translations({ nats, owners, setup, now }: World, sight: Sight): TranslationView[] {
  if (setup.traffic.length > 0 || sight.onlyOwnSegments) return [];
  return nats.flatMap(({ rules, translations: kept }) =>
    kept.filter(({ until }) => until > now).map(({ inside, outsidePort, remote }) => ({ host: owners.get(inside.ip) ?? '', inside: formatEndpoint(inside), outside: formatEndpoint({ ip: rules.ip, port: outsidePort }), remote: formatEndpoint(remote) })),
  );
}

function withTools(world: World, sight: Sight, settings: readonly SysctlView[]): WorldView {
  const yours = sight.lifelines.filter((name) => world.setup.hosts.some((host) => host.you && host.name === name));
  const lines = yours.map((name) => ({ ...lifeline(world, name, sight), state: null }));
  return { now: world.now, horizon: world.setup.horizon, lifelines: lines, ladder: [], sockets: [], queues: [], timers: [], counters: [], sysctls: settings, series: [], known: sight.known };
}

function lifeline(world: World, name: string, sight: Sight): Lifeline {
  const setup = world.setup.hosts.find((host) => host.name === name);
  const host = hostOf(world, name);
  const port = mainPort(world, name);
  const behind = natOf(world, name);
  return {
    host: name,
    side: setup?.side ?? 'client',
    address: port === null ? formatIp(host.addresses[0]!) : formatEndpoint({ ip: host.addresses[0]!, port }),
    you: setup?.you ?? false,
    ...(behind && { behind: formatIp(behind.rules.ip) }),
    state: sight.states.includes(name) ? mainState(world, name) : null,
  };
}

/** The port that labels a host: that of its listener, else of the connection whose state is shown, else of what it sent or got last. */
function mainPort(world: World, name: string): number | null {
  const host = hostOf(world, name);
  for (const socket of host.sockets.values()) if (socket.listener) return socket.localPort;
  const newest = newestEntry(host);
  if (newest) return newest.localPort;
  // What went out under a foreign address says nothing about this host.
  const own = new Set(host.addresses);
  const { segments } = world.journal;
  // Nor does what the level put on the wire in its name, and what came in answer to that.
  const sent = segments.findLast((one) => one.from === name && own.has(one.sent.srcIp) && !(one.injected && one.auto));
  if (sent) return sent.sent.srcPort;
  const got = segments.findLast(({ to, arrives }) => to === name && own.has(arrives.dstIp));
  return got ? got.arrives.dstPort : null;
}

function newestEntry(host: Host): HashEntry | undefined {
  let newest: HashEntry | undefined;
  for (const entry of allEntries(host)) newest = entry;
  return newest;
}

function mainState(world: World, name: string): string {
  const host = hostOf(world, name);
  const newest = newestEntry(host);
  if (newest) return tupleState(host, newest);
  return [...host.sockets.values()].some((socket) => socket.listener) ? 'LISTEN' : 'CLOSED';
}

function queues(host: Host, showsCapacity: boolean): QueueView[] {
  const views: QueueView[] = [];
  for (const socket of host.sockets.values()) {
    if (socket.listener) {
      const { backlog, synTable } = socket.listener;
      const label = `:${socket.localPort}`;
      const accepted = socket.listener.acceptQueue.map((id) => host.sockets.get(id)).filter((s): s is Socket => s !== undefined);
      views.push(
        { host: host.name, name: 'syn', label, length: socket.listener.qlen, capacity: synCapacity(host, backlog, synTable), entries: requestsOf(host, socket).map(remoteOf) },
        { host: host.name, name: 'accept', label, length: socket.listener.acceptQueue.length, capacity: backlog + 1, entries: accepted.slice(0, 12).map(remoteOf) },
      );
    } else if (socket.state !== 'CLOSED' && socket.remotePort !== 0 && socket.parent === null) {
      views.push(
        { host: host.name, name: 'receive', label: remoteOf(socket), length: socket.receivedBytes, capacity: null, entries: [] },
        { host: host.name, name: 'out-of-order', label: remoteOf(socket), length: socket.outOfOrder.length, capacity: null, entries: socket.outOfOrder.map((p) => `${p.seq}:${p.end}${p.fin ? ' FIN' : ''}`) },
      );
    }
  }
  return showsCapacity ? views : views.map((view) => ({ ...view, capacity: null }));
}

/** The oldest half-open requests of a listener: as many as a panel shows. */
function requestsOf(host: Host, listener: Socket): HashEntry[] {
  const found: HashEntry[] = [];
  for (const entry of allEntries(host)) {
    if (found.length >= 12) break;
    if (entry.kind === 'request' && entry.listener === listener.id) found.push(entry);
  }
  return found;
}

function remoteOf(entry: HashEntry): string {
  return formatEndpoint({ ip: entry.remoteIp, port: entry.remotePort });
}

function timers(host: Host): TimerView[] {
  const views: TimerView[] = [];
  if (host.timers.heap.length > 400) return views;
  for (const timer of inOrder(host.timers)) {
    if (timerLives(host, timer.item) && views.length < 8) views.push(timerView(host, timer));
  }
  return views;
}

/** A timer with the connection that it is of. */
export function timerView(host: Host, { at, item }: Pick<Scheduled<KernelTimer>, 'at' | 'item'>): TimerView {
  const entry = item.socket === 0 ? host.ehash.get(item.local)?.get(item.remote) : host.sockets.get(item.socket);
  return { host: host.name, name: item.kind, about: entry ? remoteOf(entry) : '', at };
}

function counters(host: Host, sight: Sight): WorldView['counters'] {
  const before = sight.countersBefore.get(host.name);
  return Object.entries(host.counters)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => ({ host: host.name, name, value, change: value - (before?.[name] ?? 0) }));
}

/** How many half-open requests fit: what the kernel's own rule says (F3.2, F3.3). */
function synCapacity(host: Host, backlog: number, table: number): number {
  const isFull = profileOf(host.profile).rules['F3.2 SYN queue full'];
  return [backlog, backlog + 1, table].toSorted((a, b) => a - b).find((length) => isFull(length, backlog, table)) ?? backlog + 1;
}

function sysctls(host: Host, sight: Sight): SysctlView[] {
  const editable = new Set(sight.editableSysctls.map((name) => sysctlName(name)));
  const { sysctls: specs } = profileOf(host.profile);
  const views = SYSCTL_NAMES.filter((name) => !specs[name].absent && (editable.size === 0 || editable.has(name))).map((name) => ({
    host: host.name,
    name: SYSCTLS[name].prefix + name,
    value: sysctlText(name, host.sysctl[name]),
    editable: editable.has(name) && sight.own.includes(host.name),
    standard: host.sysctl[name] === specs[name].default,
  }));
  // What this level set differently says more than what every Linux has.
  return views.toSorted((a, b) => Number(b.editable) - Number(a.editable) || (a.editable ? 0 : Number(a.standard) - Number(b.standard)));
}
