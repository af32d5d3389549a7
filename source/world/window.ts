import type { Host } from '../kernel/host.ts';
import { findEntry } from '../kernel/lookup.ts';
import type { Ends } from '../kernel/overrule.ts';
import { profileOf } from '../kernel/profile.ts';
import { nextWindowField } from '../kernel/receive-window.ts';
import { windowField } from '../kernel/transmit.ts';
import { has, RST, SYN, type Flags } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';

/**
 * The window field that Linux writes into a segment with these flags: none in a RST that answers a segment, unscaled in a SYN (as in Linux's own,
 * where one is due), by the negotiated scale in everything else (F1.13, F1.15). When the connection is gone with this very
 * answer, it is the window of the answer that Linux sends.
 */
export function windowFor(host: Host, { localIp, localPort, remoteIp, remotePort }: Ends, flags: Flags, expected: Segment | undefined): number {
  if (has(flags, RST)) return expected && has(expected.flags, RST) ? expected.win : 0;
  if (has(flags, SYN)) return expected && has(expected.flags, SYN) ? expected.win : synWindowOf(host);
  const entry = findEntry(host, localIp, localPort, remoteIp, remotePort);
  if (!entry) return expected && !has(expected.flags, SYN) && expected.win > 0 ? expected.win : synWindowOf(host);
  if (entry.kind === 'socket') return nextWindowField(host, entry);
  return windowField(entry.rcvWnd, entry.kind === 'time-wait' ? entry.rcvScale : entry.options.rcvScale);
}

/** The window field of a SYN (F1.13). */
export function synWindowOf(host: Host): number {
  return profileOf(host.profile).constants.synWindow;
}
