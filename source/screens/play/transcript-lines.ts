import { formatIp } from '../../tcp/address.ts';
import { printPacketdrill } from '../../tcp/notation/print-packetdrill.ts';
import { printTcpdump } from '../../tcp/notation/print-tcpdump.ts';
import type { SegmentEntry, WorldView } from '../../world/view.ts';

/** Seconds with microseconds, as `tcpdump -ttttt` counts from the first packet. */
function stamp(ms: number): string {
  return (ms / 1000).toFixed(6);
}

/** A segment as tcpdump prints it, absolute numbers. */
export function tcpdumpLine(entry: SegmentEntry): string {
  return `${stamp(entry.sentAt)} IP ${printTcpdump(entry.segment, { addresses: true })}`;
}

/** A segment as a packetdrill script has it: `<` comes in at the host under test, `>` leaves it. */
export function packetdrillLine(entry: SegmentEntry, world: WorldView): string {
  const mine = world.lifelines.findIndex((lifeline) => lifeline.you);
  return `${(entry.sentAt / 1000).toFixed(3)} ${entry.from === mine ? '>' : '<'} ${printPacketdrill(entry.segment)}`;
}

/** All segments on the ladder, a line each. */
export function tcpdumpText(world: WorldView): string {
  return world.ladder.flatMap((entry) => (entry.kind === 'segment' ? [tcpdumpLine(entry)] : [])).join('\n');
}

/** The same as packetdrill script lines. */
export function packetdrillText(world: WorldView): string {
  return world.ladder.flatMap((entry) => (entry.kind === 'segment' ? [packetdrillLine(entry, world)] : [])).join('\n');
}

export function addressText(ip: number, port: number): string {
  return `${formatIp(ip)}:${port}`;
}
