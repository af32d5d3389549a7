import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import type { World } from '../world/world.ts';
import type { Listing } from './template.ts';

/** Prints what a tool would: given by who may know the formats. */
export type Printer = (world: World, host: string, what: Exclude<Listing, 'ladder'>) => readonly string[];

/** The lines of a world in which one may be wrong: every segment, or what a tool prints on a host at the end. */
export function listingOf(world: World, what: Listing, host: string | null, print: Printer): readonly string[] {
  if (what === 'ladder') return world.journal.segments.map(({ sentAt, from, to, segment }) => `${(sentAt / 1000).toFixed(3)} ${from} > ${to ?? '?'}: ${printPacketdrill({ flags: segment.flags, seq: segment.seq, ack: segment.ack, length: segment.length })}`);
  return print(world, host ?? '', what);
}

/** Where the two lists differ when they do in one line only; null otherwise. Counted from 0. */
export function onlyDifference(a: readonly string[], b: readonly string[]): number | null {
  if (a.length !== b.length) return null;
  const places = a.flatMap((line, index) => (line === b[index] ? [] : [index]));
  return places.length === 1 ? places[0]! : null;
}
