import { SYSCTLS, sysctlName } from '../../kernel/sysctl.ts';
import type { Action, Script, ScriptEvent, ScriptSegment } from '../../packetdrill/language/script.ts';
import { ACK, has, SYN } from '../../tcp/flags.ts';
import { inWireOrder } from '../../tcp/option-order.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import { NOWHERE } from './build.ts';
import { callEvents } from './calls.ts';
import { firstNumbers, historyOf } from './history.ts';
import { NotExpressible } from './refusal.ts';
import type { SeenSegment, Viewpoint } from './viewpoint.ts';

/** What the script's numbers count from: the first ones of the host and of the other side. */
interface Bases {
  readonly local: number;
  readonly remote: number;
}

/**
 * The run of one host as a script: what came in is put in, what it sent is expected, its programs' calls are made. A connection that was there
 * at time 0 is opened first, and closed as far as it was. Throws NotExpressible. Conventions of numbers: packetdrill's, see packetdrill/run/connection.ts.
 */
export function scriptOf(viewpoint: Viewpoint): Script {
  const { host, segments, existing } = viewpoint;
  const bases = basesOf(viewpoint);
  const history = existing && historyOf(existing);
  const prepared = host.listeners.length > 0;
  // A script begins at time 0; the run may begin later.
  const begins = Math.min(...segments.map((seen) => seen.at), ...viewpoint.calls.map((made) => made.at));
  const shift = history?.until ?? (prepared ? 0 : -begins);
  const stamps = existing !== null || segments.some(({ direction, segment }) => direction === 'out' && segment.options.ts);
  const sayable = (seen: SeenSegment): SeenSegment => (stamps ? seen : withoutTimestamps(seen));
  const timed: { readonly at: Ms; readonly order: number; readonly event: ScriptEvent }[] = [
    ...segments.map((seen) => ({ at: seen.at + shift, order: seen.direction === 'in' ? 0 : 2, event: at(seen.at + shift, segmentOf(sayable(seen), bases)) })),
    ...callEvents(viewpoint, shift).map((event) => ({ at: event.at, order: event.first ? -1 : 1, event: at(event.at, event.call) })),
  ];
  const events = timed.toSorted((a, b) => a.at - b.at || a.order - b.order).map(({ event }) => event);
  const first = timed.filter(({ order }) => order === -1).length;
  const usesTimestamps = stamps || segments.some(({ segment }) => segment.options.ts);
  return {
    options: [{ place: NOWHERE, name: 'ip_version', value: 'ipv4' }, ...(usesTimestamps ? [{ place: NOWHERE, name: 'tcp_ts_ecr_scaled', value: null }] : [])],
    init: initOf(host.sysctls),
    events: [...events.slice(0, first), ...(history?.events ?? []), ...events.slice(first)],
    cleanup: null,
  };
}

function basesOf({ segments, existing }: Viewpoint): Bases {
  if (existing) return firstNumbers(existing);
  const own = segments.find(({ direction, segment }) => direction === 'out' && has(segment.flags, SYN));
  const first = segments.find(({ direction }) => direction === 'in');
  // Who sends no SYN is asked about numbers that were never its own: they count from the first that is named.
  const named = first && has(first.segment.flags, ACK) ? (first.segment.ack - 1) >>> 0 : 0;
  return { local: own?.segment.seq ?? named, remote: first?.segment.seq ?? 0 };
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

/** An echo of what was never sent cannot be put in; a host without that connection does not look at it. */
function withoutTimestamps(seen: SeenSegment): SeenSegment {
  const { ts: _, ...options } = seen.segment.options;
  return seen.direction === 'in' && seen.segment.flags & ACK ? { ...seen, segment: { ...seen.segment, options } } : seen;
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

function at(time: Ms, action: Action): ScriptEvent {
  return { place: NOWHERE, time: { kind: 'absolute', at: time }, action };
}
