import type { CounterName, Counters } from '../../kernel/counter.ts';
import { fullCounterName } from '../../kernel/counter-group.ts';

/** What of `nstat` was asked for. */
export interface NstatRequest {
  /** -a: since the start of the machine; without it, since nstat was last run. */
  readonly absolute: boolean;
  /** -z: those at 0, too. */
  readonly zeros: boolean;
  /** Names with `*` for anything, such as `TcpExtSyncookies*`; none: all. */
  readonly patterns: readonly string[];
}

/** The counters in the order of /proc/net/snmp, then of /proc/net/netstat, on 6.18. Those that only older kernels have stand where they had them. */
export const NSTAT_ORDER: readonly CounterName[] = [
  'ActiveOpens', 'PassiveOpens', 'AttemptFails', 'EstabResets', 'InSegs', 'OutSegs', 'RetransSegs', 'InErrs', 'OutRsts',
  'SyncookiesSent', 'SyncookiesRecv', 'SyncookiesFailed', 'EmbryonicRsts', 'TW', 'TWRecycled', 'TWKilled', 'PAWSPassive', 'PAWSActive', 'PAWSEstab', 'BeyondWindow', 'TSEcrRejected', 'PAWSOldAck', 'PAWSTimewait',
  'DelayedACKs', 'DelayedACKLost', 'ListenOverflows', 'ListenDrops', 'TCPRenoRecovery', 'TCPSackRecovery', 'TCPFastRetrans', 'TCPTimeouts', 'TCPLossProbes', 'TCPDSACKOldSent', 'TCPDSACKOfoSent',
  'TCPAbortOnData', 'TCPAbortOnSyn', 'TCPAbortOnClose', 'TCPAbortOnTimeout', 'TCPAbortOnLinger', 'TCPDeferAcceptDrop', 'TCPTimeWaitOverflow', 'TCPReqQFullDoCookies', 'TCPReqQFullDrop',
  'TCPOFOQueue', 'TCPOFOMerge', 'TCPChallengeACK', 'TCPSYNChallenge', 'TCPSynRetrans', 'TCPACKSkippedSynRecv', 'TCPACKSkippedPAWS', 'TCPACKSkippedSeq', 'TCPACKSkippedFinWait2', 'TCPACKSkippedTimeWait', 'TCPACKSkippedChallenge',
  'TCPWinProbe', 'TCPDSACKIgnoredDubious',
];

/** Only older kernels have them. */
const OLD: ReadonlySet<CounterName> = new Set(['PAWSPassive', 'TCPAbortOnSyn']);

/**
 * What `nstat` prints, one string a line. `before`: the counters when nstat was last run, null if never. Only what the model counts is there:
 * of IP and of other protocols, nothing. The last column is a rate that needs a daemon: 0.0 without one.
 */
export function printNstat(counters: Counters, before: Counters | null, request: NstatRequest): readonly string[] {
  return layOutNstat(nstatRows(counters, before, request));
}

/** Names and values below the heading, which is the first line. */
export function layOutNstat(rows: readonly (readonly string[])[]): readonly string[] {
  return ['#kernel', ...rows.map(([name, value]) => `${name!.padEnd(32)}${value!.padEnd(16)}   0.0`)];
}

/** A name and a value for each counter that is shown. */
export function nstatRows(counters: Counters, before: Counters | null, { absolute, zeros, patterns }: NstatRequest): readonly (readonly string[])[] {
  // What goes backwards is another machine's history: nstat then begins anew.
  const since = absolute || !before || NSTAT_ORDER.some((name) => counters[name] < before[name]) ? null : before;
  const wanted = patterns.map(matcher);
  return NSTAT_ORDER.flatMap((name) => {
    const value = counters[name] - (since?.[name] ?? 0);
    const printed = fullCounterName(name);
    const isShown = value !== 0 || (zeros && !OLD.has(name));
    return isShown && (wanted.length === 0 || wanted.some((matches) => matches.test(printed))) ? [[printed, String(value)]] : [];
  });
}

/** The pattern, whatever the case of its letters. */
function matcher(pattern: string): RegExp {
  const literal = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 'i');
}
