import { ERRNOS, type Errno } from '../kernel/errno.ts';
import type { Host, HashEntry, KernelTimer, Socket } from '../kernel/host.ts';
import { allEntries } from '../kernel/lookup.ts';
import { timerLives } from '../kernel/receive.ts';
import { profileOf } from '../kernel/profile.ts';
import { SYSCTL_NAMES, SYSCTLS, sysctlName, sysctlText } from '../kernel/sysctl.ts';
import { formatEndpoint, formatIp } from '../tcp/address.ts';
import { inOrder, type Scheduled } from '../time.ts';
import { resultText } from './call-text.ts';
import { isObeyed } from './fate.ts';
import { tupleState } from './react.ts';
import type { Sample } from './traffic-state.ts';
import type { LadderEntry, Lifeline, QueueView, SeriesView, SocketView, SysctlView, TimerView, TranslationView, WorldView } from './view.ts';
import { natOf } from './route.ts';
import { hostOf, type World } from './world.ts';

/** What a player is allowed to see, and what the level hides because it asks for it. */
export interface Sight {
  /** Hosts whose inside (sockets, queues, timers, counters, sysctls) is shown. */
  readonly inside: readonly string[];
  /** Lifelines to draw, in order; others exist but have no line. */
  readonly lifelines: readonly string[];
  /** Hosts whose state is shown above their lifeline. */
  readonly states: readonly string[];
  /** Only what a program on the player's hosts could read: no wire, no queues, nothing of real clients. Their machines are read with the operator's tools. */
  readonly onlyTools: boolean;
  /** An attacker off the path sees only what he sends and what is sent to him. */
  readonly onlyOwnSegments: boolean;
  /** Field names that print as ????; capacity: how much the queues hold. */
  readonly hide: readonly string[];
  /** What may be set, and on which hosts. */
  readonly editableSysctls: readonly string[];
  readonly own: readonly string[];
  readonly known: readonly { readonly name: string; readonly value: string }[];
  /** Counter values at the player's last move. */
  readonly countersBefore: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

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

function ladder(world: World, sight: Sight): LadderEntry[] {
  const index = new Map(sight.lifelines.map((name, i) => [name, i]));
  const you = new Set(world.setup.hosts.filter((host) => host.you).map((host) => host.name));
  const entries: { at: number; order: number; entry: LadderEntry }[] = [];
  let order = 0;
  for (const record of world.journal.segments) {
    const from = index.get(record.from);
    if (from === undefined) continue;
    if (sight.onlyOwnSegments && !you.has(record.from) && !(record.to !== null && you.has(record.to))) continue;
    const to = record.to === null ? null : (index.get(record.to) ?? null);
    // Off the path nobody sees what a host makes of a segment that has come to it.
    const unseen = sight.onlyOwnSegments && record.to !== null && !you.has(record.to);
    entries.push({
      at: record.sentAt,
      order: order++,
      entry: {
        kind: 'segment',
        n: record.n,
        sentAt: record.sentAt,
        endsAt: record.arrivesAt,
        from,
        to,
        segment: record.segment,
        fate: unseen && record.fate === 'dropped' ? 'arrived' : record.fate,
        progressAtEnd: record.fate === 'lost' ? 0.5 : 1,
        dropReason: unseen ? null : record.dropReason,
        obeyed: !unseen && isObeyed(record),
        auto: record.auto,
        retransmission: record.retransmission,
        forged: record.forged,
        move: record.move,
      },
    });
  }
  for (const { at, host, event } of world.journal.notes) {
    const line = index.get(host);
    if (event.type !== 'state' || line === undefined || !sight.states.includes(host)) continue;
    entries.push({ at, order: order++, entry: { kind: 'state', at, lifeline: line, from: event.from, to: event.to } });
  }
  for (const call of world.journal.calls) {
    const line = index.get(call.host);
    if (line === undefined || (sight.onlyOwnSegments && !you.has(call.host))) continue;
    entries.push({ at: call.at, order: -1, entry: { kind: 'call', at: call.at, lifeline: line, call: call.text, result: resultText(call.result) } });
  }
  return entries.toSorted((a, b) => a.at - b.at || a.order - b.order).map(({ entry }) => entry);
}

/** In a live world connections come and go by the thousand: what stays is shown. */
function listeners(host: Host, sight: Sight): SocketView[] {
  return [...host.listeners.values()].map((socket) => socketView(host, socket, sight));
}

function sockets(host: Host, sight: Sight): SocketView[] {
  const views: SocketView[] = [];
  const shown = new Set<HashEntry>();
  for (const socket of host.sockets.values()) {
    shown.add(socket);
    views.push(socketView(host, socket, sight));
  }
  for (const entry of allEntries(host)) {
    if (views.length > 24) break;
    if (!shown.has(entry)) views.push(socketView(host, entry, sight));
  }
  return views;
}

function socketView(host: Host, entry: HashEntry, sight: Sight): SocketView {
  const numbers: [string, string | number][] = [];
  if (entry.kind === 'time-wait') {
    numbers.push(['RCV.NXT', entry.rcvNxt], ['SND.NXT', entry.sndNxt]);
    if (entry.ts) numbers.push(['TS.Recent', entry.timestamps.recent]);
  } else if (entry.kind === 'request') {
    numbers.push(['IRS', entry.irs], ['RCV.NXT', entry.rcvNxt], ['ISS', entry.iss], ['retransmits', entry.retransmits]);
  } else if (entry.listener) {
    numbers.push(['backlog', entry.listener.backlog]);
  } else if (entry.remotePort !== 0) {
    if (entry.irs !== 0 || entry.rcvNxt !== 0) numbers.push(['IRS', entry.irs], ['RCV.NXT', entry.rcvNxt], ['RCV.WND', entry.rcvWnd]);
    numbers.push(['ISS', entry.iss], ['SND.UNA', entry.sndUna], ['SND.NXT', entry.sndNxt]);
    if (entry.sndWnd > 0) numbers.push(['SND.WND', entry.sndWnd]);
    if (entry.options.ts) numbers.push(['TS.Recent', entry.timestamps.recent]);
    if (entry.error) numbers.push(['errno', entry.error]);
  }
  return {
    host: host.name,
    id: entry.kind === 'socket' ? entry.id : null,
    kind: entry.kind,
    state: entry.kind === 'request' ? 'SYN-RECEIVED' : entry.kind === 'time-wait' ? entry.substate : entry.state,
    local: formatEndpoint({ ip: entry.localIp, port: entry.localPort }),
    remote: entry.remotePort === 0 ? null : formatEndpoint({ ip: entry.remoteIp, port: entry.remotePort }),
    fields: numbers.map(([name, value]) => {
      const hidden = sight.hide.includes(name);
      return { name, value: hidden ? '????' : String(value), hidden };
    }),
  };
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

/** What calls of real clients have failed with so far. */
function seenErrnos(samples: readonly Sample[]): Errno[] {
  return ERRNOS.filter((errno) => samples.some((sample) => sample.errnos[errno] !== undefined));
}

function series(world: World): SeriesView[] {
  if (world.setup.traffic.length === 0) return [];
  const samples = world.traffic.samples;
  const of = (name: string, unit: string, pick: (s: (typeof samples)[number]) => number): SeriesView => ({ name, unit, values: samples.map(pick) });
  // Who of those behind one address is served, nobody else can tell.
  const named = world.nats.length === 0 ? [] : world.setup.traffic.flatMap((traffic) => (traffic.kind === 'clients' ? [of(traffic.name, '/s', (s) => s.servedOf[traffic.name] ?? 0)] : []));
  return [
    ...named,
    of('syn-in', '/s', (s) => s.synIn),
    of('legit', '/s', (s) => s.legit),
    ...(world.setup.traffic.some(({ kind }) => kind === 'flood') || named.length === 0 ? [of('flood', '/s', (s) => s.forged)] : []),
    of('legit-served', '/s', (s) => s.legitServed),
    of('slowest', 'ms', (s) => Math.round(s.slowest)),
    ...(samples.some((s) => s.gaveUp > 0) ? [of('gave-up', '/s', (s) => s.gaveUp)] : []),
    ...seenErrnos(samples).map((errno) => of(errno, '/s', (s) => s.errnos[errno] ?? 0)),
    of('syn-queue', '', (s) => s.synQueue),
    of('accept-queue', '', (s) => s.acceptQueue),
    of('ListenDrops', '/s', (s) => s.drops),
    of('TCPReqQFullDoCookies', '/s', (s) => s.cookieAnswers),
    of('SyncookiesSent', '/s', (s) => s.cookiesSent),
    of('SyncookiesRecv', '/s', (s) => s.cookiesReturned),
    of('TCPSynRetrans', '/s', (s) => s.synAckAgain),
  ];
}
