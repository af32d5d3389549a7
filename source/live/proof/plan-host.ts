import { timestampNow } from '../../kernel/clock.ts';
import { contextOf } from '../../kernel/context.ts';
import type { Host } from '../../kernel/host.ts';
import { findEntry } from '../../kernel/lookup.ts';
import { MEASURED_PROFILE } from '../../kernel/profile.ts';
import { portRange, SYSCTL_NAMES, SYSCTLS } from '../../kernel/sysctl.ts';
import { has, SYN } from '../../tcp/flags.ts';
import type { Segment } from '../../tcp/segment.ts';
import { add } from '../../tcp/sequence.ts';
import type { Ms } from '../../time.ts';
import type { Input, SegmentRecord } from '../../world/journal.ts';
import type { Call } from '../../world/move.ts';
import type { EndSetup, HostSetup } from '../../world/setup.ts';
import { farEnd } from '../../world/route.ts';
import { hostOf, type World } from '../../world/world.ts';
import { usedNumbers } from '../dialogue/begin.ts';
import { type Beginning, connectionOf, type Dialogue, type Sent, type Step } from '../dialogue/dialogue.ts';
import { createNumbers, type Numbers } from '../dialogue/numbers.ts';
import { statesOfHost } from '../dialogue/states.ts';
import { allowedLateness } from './lateness.ts';

/** What one host of a world lived through, for another kernel to live through, and what the simulated one made of it. */
export interface HostPlan {
  readonly host: string;
  readonly dialogue: Dialogue;
  readonly sent: readonly Sent[];
  readonly states: readonly string[];
}

/** The kernel is listened to for so long after the world's end, ms: its last answer may be a little late. */
export const AFTERWARDS: Ms = 30;

/** Why a world or a host of it cannot be put to the real kernel. */
export type WhyNotProved = 'live-traffic' | 'nothing-sent' | 'other-host-kernel';

/** Plans for all hosts of a world that has been played to its end; `start` is the same world at time 0. */
export function planWorld(start: World, end: World): { readonly plans: readonly HostPlan[]; readonly why: WhyNotProved | null } {
  if (!end.journal.keepsSegments) return { plans: [], why: 'live-traffic' };
  const plans = end.setup.hosts.filter((setup) => speaks(end, setup)).map(({ name }) => planHost(start, end, name));
  return { plans, why: plans.length > 0 ? null : end.setup.hosts.some(isOlder) ? 'other-host-kernel' : 'nothing-sent' };
}

/** A host whose set-up names a kernel that nobody measured. */
function isOlder({ kernel }: HostSetup): boolean {
  return kernel !== null && kernel !== MEASURED_PROFILE;
}

/** A host whose kernel had something to do, and is the one that runs, with a route such as the namespace has. A host on which the level makes up segments sends what an attacker says, not what its kernel does. */
function speaks(world: World, host: HostSetup): boolean {
  const { name, absent, advmss } = host;
  const { inputs, segments } = world.journal;
  if (absent || isOlder(host) || advmss !== null || segments.some(({ from, injected, auto }) => from === name && injected && auto)) return false;
  return inputs.some(({ host }) => host === name) || segments.some(({ from, injected }) => from === name && !injected);
}

function planHost(start: World, end: World, name: string): HostPlan {
  const host = hostOf(start, name);
  const numbers = createNumbers();
  const begins = beginningsOf(start, name, numbers);
  const sent: Sent[] = [];
  const steps: Step[] = [];
  const outputs = end.journal.segments.filter((record) => record.from === name && !record.injected && !record.forged);
  let next = 0;
  const hearUntil = (at: Ms): void => {
    for (; next < outputs.length && outputs[next]!.sentAt < at; next++) {
      const record = outputs[next]!;
      sent.push({ at: record.sentAt, after: steps.length, connection: connectionOf(record.sent), text: numbers.hear(record.sent) });
    }
  };
  /** Who was sent something before may answer that: what arrives from others answers nothing. */
  const answerTo = ({ srcIp, srcPort, dstPort }: Segment): Pick<Step, 'awaits'> => {
    const connection = connectionOf({ srcPort: dstPort, dstIp: srcIp, dstPort: srcPort });
    const before = sent.filter((one) => one.connection === connection);
    return before.length === 0 ? {} : { awaits: { count: before.length, connection, sentAt: before.at(-1)!.at } };
  };
  let { ip_local_port_range: ports } = host.sysctl;
  const setPorts = (at: Ms, value: number): void => void steps.push({ at, do: 'sysctl', name: 'ip_local_port_range', value });
  const inputs = end.journal.inputs.filter((one) => one.host === name);
  for (const input of inputs) {
    hearUntil(input.at);
    const { at } = input;
    const chosen = input.do === 'call' ? portChosen(inputs, input.call, outputs.slice(next)) : null;
    if (chosen !== null) setPorts(at, portRange(chosen, chosen));
    if (input.do === 'segment') {
      const echoes = numbers.echoes(input.segment);
      steps.push({ at, ...answerTo(input.segment), do: 'segment', segment: numbers.toDialogue(input.segment, echoes), ...(echoes > 0 ? { echoes } : {}) });
    } else if (input.do === 'sysctl') {
      steps.push({ at, do: 'sysctl', name: input.name, value: input.value });
      if (input.name === 'ip_local_port_range') ports = input.value;
    } else steps.push({ at, do: 'call', call: input.call, ...(input.gives === null ? {} : { gives: input.gives }) });
    if (chosen !== null) setPorts(at, ports);
  }
  hearUntil(Infinity);
  const until = end.now + AFTERWARDS;
  const patience = Math.max(0, ...sent.slice(-1).map((last) => last.at + allowedLateness(steps, sent, last) - until));
  const expects = patience > 0 ? { expects: { count: sent.length, patience } } : {};
  return { host: name, dialogue: { ip: host.addresses[0]!, mtu: host.mtu, sysctls: changedSysctls(host), begins, steps, until, ...expects }, sent, states: statesOfHost(hostOf(end, name)) };
}

/** The port that connect() found for a socket that no bind() gave one: another kernel must be left no choice, it is chance. */
function portChosen(inputs: readonly Input[], call: Call, after: readonly SegmentRecord[]): number | null {
  if (call.call !== 'connect') return null;
  const isBound = inputs.some((one) => one.do === 'call' && one.call.call === 'bind' && one.call.socket === call.socket && one.call.port !== 0);
  return isBound ? null : (after.find(({ sent }) => has(sent.flags, SYN) && sent.dstIp === call.ip && sent.dstPort === call.port)?.sent.srcPort ?? null);
}

/** The settings that are not the default of the kernel that is asked. */
function changedSysctls({ sysctl }: Host): Dialogue['sysctls'] {
  return Object.fromEntries(SYSCTL_NAMES.filter((name) => sysctl[name] !== SYSCTLS[name].default).map((name) => [name, sysctl[name]]));
}

/** Listeners first: a connection to one of their ports was accepted from it. */
function beginningsOf(world: World, name: string, numbers: Numbers): readonly Beginning[] {
  const host = hostOf(world, name);
  const listeners = [...host.sockets.values()].filter(({ state }) => state === 'LISTEN');
  const ends = world.setup.connections.flatMap(({ a, b }) => [{ end: a, other: b }, { end: b, other: a }]);
  return [
    ...listeners.map((socket) => ({ kind: 'listener' as const, gives: socket.id, port: socket.localPort, backlog: socket.listener!.backlog, reuseAddr: socket.reuseAddr })),
    ...ends.filter(({ end }) => end.host === name && end.state !== 'CLOSED').map(({ end, other }) => beginConnection(world, host, end, other, numbers)),
  ];
}

function beginConnection(world: World, host: Host, end: EndSetup, other: EndSetup, numbers: Numbers): Beginning {
  const { ip: remoteIp } = farEnd(world, host.name, other);
  const entry = findEntry(host, host.addresses[0]!, end.port, remoteIp, other.port);
  const tsval = entry && end.ts ? timestampNow(contextOf(host, world.rules, 0, { send: () => {}, note: () => {} }), entry.timestamps.offset) : null;
  numbers.assume(end.port, remoteIp, other.port, { iss: add(end.sndNxt, -usedNumbers(end.state)), next: end.sndNxt, tsvals: tsval === null ? [] : [tsval] });
  return {
    kind: 'connection',
    gives: entry?.kind === 'socket' && entry.open ? entry.id : null,
    state: end.state,
    localPort: end.port,
    remoteIp,
    remotePort: other.port,
    rcvNxt: end.rcvNxt,
    orphan: end.orphan,
    reuseAddr: end.reuseAddr,
    tsRecent: end.ts === null ? null : (entry?.timestamps.recent ?? 0),
    unread: end.unread,
    age: end.age,
  };
}
