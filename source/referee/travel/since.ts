import type { Host } from '../../kernel/host.ts';
import { nextTimerAt } from '../../kernel/receive.ts';
import { nextAt, type Ms } from '../../time.ts';
import { resultText } from '../../world/call-text.ts';
import type { SegmentRecord } from '../../world/journal.ts';
import { timerView } from '../../world/look.ts';
import type { Fate, TimerView } from '../../world/view.ts';
import type { World } from '../../world/world.ts';
import type { TravelEvent } from './step.ts';

/** How far a world's journal had come when it was looked at last, and which timer was the next thing to happen. */
export interface Marks {
  readonly at: Ms;
  readonly fates: readonly Fate[];
  readonly notes: number;
  /** What each call had returned; null while it blocked. */
  readonly results: readonly (string | null)[];
  /** What the player was asked. */
  readonly asked: string | null;
  readonly seconds: number;
  readonly due: TimerView | null;
}

export function marksOf(world: World): Marks {
  const { journal, pending, traffic, now } = world;
  return {
    at: now,
    fates: journal.segments.map(({ fate }) => fate),
    notes: journal.notes.length,
    results: journal.calls.map(({ result }) => resultText(result)),
    asked: questionOf(pending),
    seconds: traffic.seconds,
    due: journal.keepsSegments ? nextTimer(world) : null,
  };
}

/** What has happened since, causes before what came of them. */
export function eventsSince(before: Marks, world: World): TravelEvent[] {
  const { journal, pending, traffic, now } = world;
  const { due } = before;
  const records = journal.segments.map((record, index) => ({ record, was: before.fates[index] ?? null }));
  const sample = traffic.seconds > before.seconds ? traffic.samples.at(-1) : undefined;
  return [
    ...(sample ? [{ what: 'second', sample } as const] : []),
    ...(due && due.at === now ? [{ what: 'timer', host: due.host, name: due.name, about: due.about } as const] : []),
    ...records.flatMap(({ record, was }) => (was === 'in-flight' && record.fate !== 'in-flight' && record.fate !== 'lost' ? [at('arrived', record)] : [])),
    ...callEvents(before, world),
    ...noteEvents(before, world),
    ...records.flatMap(({ record, was }) => (was === null ? sentEvents(record) : [])),
    ...records.flatMap(({ record, was }) => (record.fate === 'dropped' && was !== 'dropped' ? [{ ...at('dropped', record), what: 'dropped', reason: record.dropReason } as const] : [])),
    ...(pending && questionOf(pending) !== before.asked ? [{ what: 'asked', host: pending.host } as const] : []),
  ];
}

function questionOf(pending: World['pending']): string | null {
  if (pending === null) return null;
  const { host, at: when, cause } = pending;
  return `${host} ${when} ${cause.kind === 'segment' ? cause.n : cause.kind === 'call' ? cause.text : cause.timer.serial}`;
}

function at<What extends 'arrived' | 'lost' | 'no-host' | 'dropped'>(what: What, { n, to, from, segment }: SegmentRecord): { readonly what: What } & Pick<Extract<TravelEvent, { what: 'dropped' }>, 'host' | 'from' | 'n' | 'segment'> {
  return { what, host: to ?? from, from, n, segment };
}

/** That it was sent, and where it is known at once that it will never arrive, that too. */
function sentEvents(record: SegmentRecord): TravelEvent[] {
  const { n, from, to, segment, retransmission, fate } = record;
  const sent: TravelEvent = { what: 'sent', host: from, to, n, segment, again: retransmission };
  return fate === 'lost' || fate === 'no-host' ? [sent, at(fate, record)] : [sent];
}

function callEvents({ results }: Marks, { journal }: World): TravelEvent[] {
  return journal.calls.flatMap(({ host, text, result }, index): TravelEvent[] => {
    const now = resultText(result);
    return index < results.length && results[index] === now ? [] : [{ what: 'call', host, call: text, result: now }];
  });
}

function noteEvents({ notes }: Marks, { journal }: World): TravelEvent[] {
  return journal.notes.slice(notes).flatMap(({ host, event }): TravelEvent[] => {
    if (event.type === 'state') return [{ what: 'state', host, from: event.from, to: event.to, about: event.remote ?? event.local }];
    if (event.type === 'queued') return [{ what: 'queue', host, queue: event.queue, length: event.length, change: event.change }];
    return [];
  });
}

/** The timer that goes off next, unless something else happens before it. */
function nextTimer(world: World): TimerView | null {
  let next: Host | null = null;
  let soonest = nextAt(world.agenda);
  for (const host of world.hosts.values()) {
    const due = nextTimerAt(host);
    if (due < soonest) [next, soonest] = [host, due];
  }
  return next === null ? null : timerView(next, next.timers.heap[0]!);
}
