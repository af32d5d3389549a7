import { timestampNow } from '../kernel/clock.ts';
import { contextOf } from '../kernel/context.ts';
import type { Host } from '../kernel/host.ts';
import { findEntry } from '../kernel/lookup.ts';
import type { Ends } from '../kernel/overrule.ts';
import { has, RST, SYN, type Flags } from '../tcp/flags.ts';
import { NO_OPTIONS, type TcpOptions } from '../tcp/options.ts';
import type { Ms } from '../time.ts';

const NOWHERE = { send: (): void => undefined, note: (): void => undefined };

/**
 * The options that any segment with these flags carries on this connection: the timestamps that both ends agreed on, in all
 * but a SYN, which has options of its own, and a RST. Nothing where there is no connection. Source: RFC 7323 3.2,
 * tcp_output.c:tcp_established_options.
 */
export function standingOptions(host: Host, { localIp, localPort, remoteIp, remotePort }: Ends, flags: Flags, now: Ms): TcpOptions {
  if (has(flags, SYN) || has(flags, RST)) return NO_OPTIONS;
  const entry = findEntry(host, localIp, localPort, remoteIp, remotePort);
  const agreed = entry?.kind === 'time-wait' ? entry.ts : entry?.options.ts;
  if (!entry || !agreed) return NO_OPTIONS;
  const { offset, recent } = entry.timestamps;
  return { ts: { val: timestampNow(contextOf(host, null, now, NOWHERE), offset), ecr: recent } };
}
