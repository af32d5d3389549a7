import { cloneHost } from '../kernel/clone-host.ts';
import type { Decision } from './decision.ts';
import type { Journal } from './journal.ts';
import type { TrafficState } from './traffic-state.ts';
import type { World } from './world.ts';

/**
 * An independent copy: what happens in one is not seen in the other. What never changes is shared: set-up, rules, who
 * owns which address, segments, and what has been noted or is due.
 */
export function cloneWorld(world: World): World {
  const hosts: World['hosts'] = new Map();
  for (const [name, host] of world.hosts) hosts.set(name, cloneHost(host));
  const programs: World['programs'] = new Map();
  for (const [key, program] of world.programs) programs.set(key, { ...program });
  return {
    ...world,
    hosts,
    programs,
    agenda: { ...world.agenda, heap: [...world.agenda.heap] },
    linkCounts: new Map(world.linkCounts),
    random: { ...world.random },
    journal: cloneJournal(world.journal),
    pending: world.pending && clonePending(world.pending),
    waiting: [...world.waiting],
    noticed: [...world.noticed],
    traffic: cloneTraffic(world.traffic),
  };
}

function clonePending(pending: Decision): Decision {
  return { ...pending, expected: { ...pending.expected, host: cloneHost(pending.expected.host) }, chosen: { ...pending.chosen } };
}

function cloneJournal(journal: Journal): Journal {
  return {
    ...journal,
    tap: null,
    segments: journal.segments.map((record) => ({ ...record, decisions: [...record.decisions] })),
    notes: [...journal.notes],
    recent: [...journal.recent],
    inputs: [...journal.inputs],
    calls: journal.calls.map((call) => ({ ...call })),
    decided: new Map([...journal.decided].map(([host, decided]) => [host, new Map(decided)])),
    accepted: new Map(journal.accepted),
  };
}

function cloneTraffic(traffic: TrafficState): TrafficState {
  return {
    ...traffic,
    open: new Map(traffic.open),
    begun: new Map(traffic.begun),
    endings: new Map(traffic.endings),
    ended: [...traffic.ended],
    samples: [...traffic.samples],
    current: { ...traffic.current, errnos: { ...traffic.current.errnos }, servedOf: { ...traffic.current.servedOf } },
    countersAtSecond: { ...traffic.countersAtSecond },
  };
}
