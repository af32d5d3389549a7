import { resultText } from './call-text.ts';
import { isObeyed } from './fate.ts';
import type { Sight } from './sight.ts';
import type { LadderEntry } from './view.ts';
import type { World } from './world.ts';

/** Segments, changes of state and calls that this player sees, in the order of time. */
export function ladder(world: World, sight: Sight): LadderEntry[] {
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
    const { at, text, returnedAt } = call;
    const waited = returnedAt === null || returnedAt > at;
    entries.push({ at, order: -1, entry: { kind: 'call', at, lifeline: line, call: text, result: waited ? null : resultText(call.result) } });
    // What it gave back is known only when it came back, behind what brought that about.
    if (waited && returnedAt !== null) entries.push({ at: returnedAt, order: order++, entry: { kind: 'call', at: returnedAt, lifeline: line, call: `${text.slice(0, text.indexOf('('))}()`, result: resultText(call.result) } });
  }
  return entries.toSorted((a, b) => a.at - b.at || a.order - b.order).map(({ entry }) => entry);
}
