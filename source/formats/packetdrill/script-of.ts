import { SYSCTLS, sysctlName } from '../../kernel/sysctl.ts';
import type { Action, Script, ScriptEvent, ScriptSegment } from '../../packetdrill/language/script.ts';
import { ACK, has, SYN } from '../../tcp/flags.ts';
import { inWireOrder } from '../../tcp/option-order.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import { call, ellipsis, integer, NOWHERE, word } from './build.ts';
import { callEvents } from './calls.ts';
import { NotExpressible } from './refusal.ts';
import type { SeenSegment, Viewpoint } from './viewpoint.ts';

/** How long the opening takes that a script needs first where the run began with a connection. */
const OPENING: Ms = 100;

/** What the script's numbers count from: the first ones of the host and of the other side. */
interface Bases {
  readonly local: number;
  readonly remote: number;
}

/**
 * The run of one host as a script: what came in is put in, what it sent is expected, its programs' calls are made. A connection that was there
 * at time 0 is opened first. Throws NotExpressible. Conventions of numbers: packetdrill's, see packetdrill/run/connection.ts.
 */
export function scriptOf(viewpoint: Viewpoint): Script {
  const { host, segments, existing } = viewpoint;
  const bases = basesOf(viewpoint);
  const shift = existing ? OPENING : 0;
  const timed: { readonly at: Ms; readonly order: number; readonly event: ScriptEvent }[] = [
    ...segments.map((seen) => ({ at: seen.at + shift, order: seen.direction === 'in' ? 0 : 2, event: at(seen.at + shift, segmentOf(seen, bases)) })),
    ...callEvents(viewpoint, shift).map((event) => ({ at: event.at, order: event.first ? -1 : 1, event: at(event.at, event.call) })),
  ];
  const events = timed.toSorted((a, b) => a.at - b.at || a.order - b.order).map(({ event }) => event);
  const usesTimestamps = segments.some(({ segment }) => segment.options.ts);
  return {
    options: [{ place: NOWHERE, name: 'ip_version', value: 'ipv4' }, ...(usesTimestamps ? [{ place: NOWHERE, name: 'tcp_ts_ecr_scaled', value: null }] : [])],
    init: initOf(host.sysctls),
    events: [...(existing ? opening(existing.ts) : []), ...events],
    cleanup: null,
  };
}

function basesOf({ segments, existing }: Viewpoint): Bases {
  if (existing) return { local: (existing.sndNxt - 1) >>> 0, remote: (existing.rcvNxt - 1) >>> 0 };
  const own = segments.find(({ direction, segment }) => direction === 'out' && has(segment.flags, SYN));
  const first = segments.find(({ direction }) => direction === 'in');
  return { local: own?.segment.seq ?? 0, remote: first?.segment.seq ?? 0 };
}

function segmentOf({ direction, segment }: SeenSegment, { local, remote }: Bases): ScriptSegment {
  const { flags, seq, ack, win, length } = segment;
  const [ours, theirs] = direction === 'out' ? [local, remote] : [remote, local];
  return {
    kind: 'segment',
    place: NOWHERE,
    direction,
    ports: null,
    ip: null,
    flags,
    seq: (seq - ours) >>> 0,
    length,
    ack: has(flags, ACK) ? (ack - theirs) >>> 0 : null,
    win: direction === 'in' ? win : null,
    urg: null,
    options: optionsOf(segment, theirs),
  };
}

function optionsOf({ options }: Segment, base: number): ScriptSegment['options'] {
  const sack = options.sack?.map(([left, right]) => [(left - base) >>> 0, (right - base) >>> 0] as const);
  return inWireOrder(sack ? { ...options, sack } : options);
}

function initOf(sysctls: Readonly<Record<string, string>>): Script['init'] {
  const settings = Object.entries(sysctls).map(([given, value]) => {
    const name = sysctlName(given);
    if (name === null) throw new NotExpressible('sysctl', { name: given });
    return `${SYSCTLS[name].prefix}${name}=${value}`;
  });
  return settings.length === 0 ? null : { kind: 'command', place: NOWHERE, text: `sysctl -q ${settings.join(' ')}` };
}

/** connect() by this host, answered at once. */
function opening(ts: boolean): readonly ScriptEvent[] {
  const made = (direction: 'in' | 'out', flags: number, fields: Pick<ScriptSegment, 'seq' | 'ack' | 'win' | 'options'>): ScriptSegment => ({ kind: 'segment', place: NOWHERE, direction, ports: null, ip: null, flags, length: 0, urg: null, ...fields });
  const theirs: ScriptSegment['options'] = ts ? inWireOrder({ mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 1 }, wscale: 10 }) : inWireOrder({ mss: 1460, sackPermitted: true, wscale: 10 });
  const own: ScriptSegment['options'] = inWireOrder({ mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 0 }, wscale: 10 });
  return [
    at(0, call('socket', [ellipsis, word('SOCK_STREAM'), word('IPPROTO_TCP')], 3)),
    at(0, { ...call('connect', [integer(3), ellipsis, ellipsis], 0), until: 10 }),
    at(0, made('out', SYN, { seq: 0, ack: null, win: null, options: own })),
    at(10, made('in', SYN | ACK, { seq: 0, ack: 1, win: 65_160, options: theirs })),
    at(10, made('out', ACK, { seq: 1, ack: 1, win: null, options: 'any' })),
  ];
}

function at(time: Ms, action: Action): ScriptEvent {
  return { place: NOWHERE, time: { kind: 'absolute', at: time }, action };
}
