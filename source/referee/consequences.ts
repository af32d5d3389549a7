import type { Phrase } from '../phrase.ts';
import { has, RST } from '../tcp/flags.ts';
import { printTcpdump } from '../tcp/notation/print-tcpdump.ts';
import type { World } from '../world/world.ts';

/** What a move led to, in order: segments of others, drops, states, calls that came back. Only what this player may see. */
export function consequencesSince(world: World, mark: Mark, visible: (host: string) => boolean, inside: (host: string) => boolean): Phrase[] {
  const found: { at: number; order: number; phrase: Phrase }[] = [];
  let order = 0;
  for (const record of world.journal.segments.slice(mark.segments)) {
    if (!record.auto || !visible(record.from)) continue;
    found.push({
      at: record.sentAt,
      order: order++,
      phrase: { id: record.retransmission ? 'consequence.again' : 'consequence.sent', params: { host: record.from, n: record.n, segment: printTcpdump(record.segment) } },
    });
  }
  const ownReset = (host: string): boolean => world.journal.segments.slice(mark.segments).some(({ auto, from, segment }) => !auto && from === host && has(segment.flags, RST));
  for (const { at, host, event, forced } of world.journal.notes.slice(mark.notes)) {
    if (!inside(host)) continue;
    if (event.type === 'state' && forced && event.to === 'CLOSED' && ownReset(host)) found.push({ at, order: order++, phrase: { id: 'consequence.own-reset', params: { host, from: event.from } } });
    else if (event.type === 'state') found.push({ at, order: order++, phrase: { id: 'consequence.state', params: { host, from: event.from, to: event.to } } });
    if (event.type === 'returned') {
      found.push({ at, order: order++, phrase: event.errno === null ? { id: 'consequence.returned', params: { host, call: event.call } } : { id: 'consequence.failed', params: { host, call: event.call, errno: event.errno } } });
    }
  }
  return found.toSorted((a, b) => a.at - b.at || a.order - b.order).slice(0, 12).map(({ phrase }) => phrase);
}

/** A place in the journal, to see what came after it. */
export interface Mark {
  readonly segments: number;
  readonly notes: number;
}

export function markOf(world: World): Mark {
  return { segments: world.journal.segments.length, notes: world.journal.notes.length };
}
