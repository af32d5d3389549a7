import { formatEndpoint } from '../tcp/address.ts';
import type { Ms } from '../time.ts';
import { hostName } from '../message/say.ts';
import type { LadderEntry, Lifeline, SegmentEntry, WorldView } from '../world/view.ts';
import { segmentEnds, segmentText } from './segment-words.ts';
import { known, seconds, tell, type Voice } from './voice.ts';

/** A line of the transcript that has a time: lines of several kinds are put in order by it. */
interface Timed {
  readonly at: Ms;
  readonly text: string;
}

/** At most so many events are told at once; of more, the last ones. */
const MOST_EVENTS = 60;

/** What happened on the wire and in the hosts between two views, oldest first: `time 0.020: ...`. */
export function newEvents(before: WorldView | null, after: WorldView, voice: Voice): readonly string[] {
  const known = new Map<number, SegmentEntry>();
  const seen = new Map<string, number>();
  for (const entry of before?.ladder ?? []) {
    if (entry.kind === 'segment') known.set(entry.n, entry);
    else seen.set(JSON.stringify(entry), (seen.get(JSON.stringify(entry)) ?? 0) + 1);
  }
  const lines: Timed[] = [];
  const returned: string[] = [];
  for (const entry of after.ladder) {
    if (entry.kind === 'segment') lines.push(...segmentEvents(known.get(entry.n), entry, after, voice));
    else {
      const key = JSON.stringify(entry);
      const left = seen.get(key) ?? 0;
      if (left > 0) seen.set(key, left - 1);
      else if (entry.kind === 'call' && seen.has(JSON.stringify({ ...entry, result: null }))) returned.push(tell(voice, 'plain.event.returned', { host: after.lifelines[entry.lifeline]?.host ?? '?', call: entry.call, result: entry.result ?? '' }));
      else lines.push({ at: entry.at, text: otherEvent(entry, after.lifelines, voice) });
    }
  }
  const sorted = lines.toSorted((a, b) => a.at - b.at).map(({ at, text }) => tell(voice, 'plain.event', { time: seconds(at), text }));
  const left = sorted.length - MOST_EVENTS;
  return [...(left <= 0 ? sorted : [tell(voice, 'plain.event.left-out', { count: left }), ...sorted.slice(left)]), ...returned];
}

/** A segment that was already on its way when last told of has only its arrival to tell. */
function segmentEvents(before: SegmentEntry | undefined, entry: SegmentEntry, world: WorldView, voice: Voice): readonly Timed[] {
  if (before?.fate === entry.fate) return [];
  const { n, fate, sentAt, endsAt, dropReason, segment } = entry;
  const from = hostName(voice.lang, world.lifelines[entry.from]?.host ?? '?');
  const to = entry.to === null ? formatEndpoint({ ip: segment.dstIp, port: segment.dstPort }) : hostName(voice.lang, world.lifelines[entry.to]?.host ?? '?');
  const lines: Timed[] = [];
  if (!before) {
    const notes = [
      ...(entry.move === null ? [] : [tell(voice, 'plain.segment.move', { move: entry.move })]),
      ...(entry.retransmission ? [tell(voice, 'plain.segment.retransmission')] : []),
      ...(entry.forged ? [tell(voice, 'plain.segment.forged', { ends: segmentEnds(segment) })] : []),
    ];
    const words = [segmentText(segment, voice), ...notes].join('. ');
    lines.push({ at: sentAt, text: tell(voice, 'plain.segment.sent', { n, from, to, words }) });
  }
  if (fate === 'arrived') lines.push({ at: endsAt, text: tell(voice, entry.obeyed ? 'plain.segment.obeyed' : 'plain.segment.arrived', { n, to }) });
  if (fate === 'lost') lines.push({ at: endsAt, text: tell(voice, 'plain.segment.lost', { n, to }) });
  if (fate === 'stopped') lines.push({ at: endsAt, text: tell(voice, 'plain.segment.stopped', { n, to }) });
  if (fate === 'no-host') lines.push({ at: endsAt, text: tell(voice, 'plain.segment.no-host', { n, to }) });
  if (fate === 'dropped') {
    const text = dropReason === null ? tell(voice, 'plain.segment.dropped', { n, to }) : tell(voice, 'plain.segment.dropped-because', { n, to, reason: dropReasonText(dropReason, voice) });
    lines.push({ at: endsAt, text });
  }
  return lines;
}

/** Linux's name, and what it says in a few words. */
function dropReasonText(reason: string, voice: Voice): string {
  const words = known(voice, `drop.${reason}`);
  return words === null ? reason : `${reason} (${words})`;
}

function otherEvent(entry: Exclude<LadderEntry, SegmentEntry>, lifelines: readonly Lifeline[], voice: Voice): string {
  const host = lifelines[entry.lifeline]?.host ?? '?';
  if (entry.kind === 'state') return tell(voice, 'plain.event.state', { host, from: entry.from, to: entry.to });
  if (entry.result === null) return tell(voice, 'plain.event.call-blocks', { host, call: entry.call });
  return tell(voice, 'plain.event.call', { host, call: entry.call, result: entry.result });
}
