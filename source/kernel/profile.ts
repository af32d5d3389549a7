/**
 * Kernel profiles: data about one Linux release. One profile so far; each difference of a further one will be named by its fact.
 */
export const PROFILES = ['6.18'] as const;
export type ProfileId = (typeof PROFILES)[number];

/** Constants of the profile that are no sysctls. Times in ms. */
export interface Constants {
  /** TCP_TIMEWAIT_LEN (F7.1). */
  readonly timeWait: number;
  /** TCP_TIMEOUT_INIT (F12.1). */
  readonly initialRto: number;
  /** TCP_TIMEOUT_FALLBACK: first data RTO when the handshake gave no round-trip time (F1.26). */
  readonly fallbackRto: number;
  readonly minRto: number;
  readonly maxRto: number;
  /** TCP_TIMEOUT_MIN, two jiffies at HZ=250 (F1.29, F12.6). */
  readonly timeoutMin: number;
  /** One tick at HZ=250. */
  readonly jiffy: number;
  /** Delayed ACK minimum, TCP_ATO_MIN (F12.5). */
  readonly delayedAck: number;
  /** How long a cookie is valid at least: two counter periods of this (F3.17). */
  readonly cookiePeriod: number;
  /** A listener remembers for so long that it handed out cookies (F3.19). */
  readonly cookieMemory: number;
}

export const LINUX_6_18: Constants = {
  timeWait: 60_000,
  initialRto: 1000,
  fallbackRto: 3000,
  minRto: 200,
  maxRto: 120_000,
  timeoutMin: 8,
  jiffy: 4,
  delayedAck: 40,
  cookiePeriod: 60_000,
  cookieMemory: 120_000,
};

export function constantsOf(_profile: ProfileId): Constants {
  return LINUX_6_18;
}
