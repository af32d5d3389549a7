import type { LadderEntry, SegmentEntry } from '../../world/view.ts';

type Port = (segment: SegmentEntry['segment']) => number;

const lower: Port = ({ srcPort, dstPort }) => Math.min(srcPort, dstPort);
const higher: Port = ({ srcPort, dstPort }) => Math.max(srcPort, dstPort);

function pair({ from, to }: SegmentEntry): string {
  return to === null ? `${from}` : [from, to].toSorted((a, b) => a - b).join(' ');
}

/**
 * What tells the connections between the same two hosts apart: the port that differs, as `:33211`. Nothing where two
 * hosts have one connection only.
 */
export function connectionNames(entries: readonly LadderEntry[]): (entry: SegmentEntry) => string {
  const ports = new Map<string, { readonly low: Set<number>; readonly high: Set<number> }>();
  for (const entry of entries) {
    if (entry.kind !== 'segment') continue;
    const seen = ports.get(pair(entry)) ?? { low: new Set(), high: new Set() };
    seen.low.add(lower(entry.segment));
    seen.high.add(higher(entry.segment));
    ports.set(pair(entry), seen);
  }
  return (entry) => {
    const seen = ports.get(pair(entry));
    if (!seen || (seen.low.size < 2 && seen.high.size < 2)) return '';
    return `:${(seen.high.size > 1 ? higher : lower)(entry.segment)}`;
  };
}
