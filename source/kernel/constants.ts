import type { Ms } from '../time.ts';

/** What of a kernel is neither a sysctl nor a formula. */
export interface Constants {
  /** TCP_TIMEWAIT_LEN (F7.1). */
  readonly timeWait: Ms;
  /** TCP_TIMEOUT_INIT (F12.1). */
  readonly initialRto: Ms;
  /** TCP_TIMEOUT_FALLBACK: first data RTO when the handshake gave no round-trip time (F1.26). */
  readonly fallbackRto: Ms;
  readonly minRto: Ms;
  readonly maxRto: Ms;
  /** TCP_TIMEOUT_MIN, two jiffies at HZ=250 (F1.29, F12.6). */
  readonly timeoutMin: Ms;
  /** One tick at HZ=250. */
  readonly jiffy: Ms;
  /** Delayed ACK minimum, TCP_ATO_MIN (F12.5). */
  readonly delayedAck: Ms;
  /** And the longest delay, TCP_DELACK_MAX. */
  readonly delayedAckMax: Ms;

  /** From how long a timeout the time after which connect() gives up is reckoned (F1.19). */
  readonly synGiveUpBase: Ms;
  /** TCP_USER_TIMEOUT ends an opening, too (F1.20). */
  readonly userTimeoutEndsOpening: boolean;
  /** Window fields of a SYN and of a SYN-ACK with timestamps; the shift that both offer (F1.13, F1.15). */
  readonly synWindow: number;
  readonly synAckWindowTs: number;
  readonly windowScale: number;
  /** What TSval counts, and what is added to it (F1.16). */
  readonly timestampTick: Ms;
  readonly timestampOffset: 'none' | 'per-host' | 'per-connection';
  /** What a large segment's memory holds tells how much of the receive buffer counts as data; else that stays as it was (F11.3). */
  readonly measuresShare: boolean;
  /** A wrong ACK in SYN-SENT makes the SYN be sent again almost at once (F1.29). */
  readonly wrongAckHurriesSyn: boolean;
  /** The crossing SYN-ACK of a simultaneous open is taken as such, not challenged (F2.4). */
  readonly crossingSynAckPasses: boolean;

  /** A SYN-RECEIVED request: what is asked of a segment before it is believed (F1.5, F1.6, F1.7, F1.8). */
  readonly requestChecksTsecr: boolean;
  readonly requestResetIgnoresAck: boolean;
  readonly requestAcksAreLimited: boolean;
  readonly duplicateSynRestartsTimer: boolean;
  /** Half-open requests are thrown away with their listener (F4.15). */
  readonly requestsDieWithListener: boolean;
  /** A peer with metrics counts as proven (F3.8). */
  readonly peersCanBeProven: boolean;
  /** A SYN that a full accept queue refuses is counted in ListenOverflows (F3.11). */
  readonly countsSynOverflow: boolean;
  readonly floodWarning: 'names-address' | 'names-port' | 'names-port-3.10' | 'every-minute';

  /** How long a cookie is valid: so many counter periods, the running one included (F3.17). */
  readonly cookiePeriod: Ms;
  readonly cookieTries: number;
  /** A listener remembers for so long that it handed out cookies; and whether an ACK after that counts as a bad cookie (F3.19). */
  readonly cookieMemory: Ms;
  readonly countsStaleCookie: boolean;
  /** Segment sizes that a cookie can remember (F3.15). */
  readonly cookieMss: readonly number[];
  /** tcp_syncookies=2 sends a cookie to every SYN (F3.5). */
  readonly cookiesAlways: boolean;

  /** tcp_tw_recycle refuses SYNs without timestamps, too (F8.15). */
  readonly recycleRefusesSynWithoutTs: boolean;
  /** tcp_tw_reuse=2 means loopback only; else any number but 0 means on (F8.1). */
  readonly reuseKnowsLoopback: boolean;
  /** What must have passed before connect() takes a TIME-WAIT over: tcp_tw_reuse_delay, a change of second, or more than a second (F8.3). */
  readonly reuseAfter: 'delay' | 'next-second' | 'over-one-second';
  readonly reusesFinWait2: boolean;
  /** TCP_LINGER2 may be longer than tcp_fin_timeout; else it counts as not set (F5.17). */
  readonly linger2MayExceedSysctl: boolean;
  /** SO_REUSEPORT exists (F9.5). */
  readonly knowsReusePort: boolean;
  /** A RST that tcp_rfc1337 ignores restarts TIME-WAIT (F7.14). */
  readonly ignoredResetRestarts: boolean;
  /** TW is counted when TIME-WAIT begins, else when it expires (F7.24). */
  readonly countsTimeWaitAtEntry: boolean;
  /** A TIME-WAIT's rejections by timestamp have a counter of their own (F7.9). */
  readonly countsPawsTimewait: boolean;
  /** In which order connect() tries the ports of ip_local_port_range (F8.9). */
  readonly portOrder: 'even-first' | 'upwards-from-even' | 'upwards';

  /** Less than one unit of the window beyond its edge, a bare ACK still has SND.NXT (F11.5). */
  readonly windowUnitIsForgiven: boolean;
  /** RFC 5961 is followed: SYNs are challenged (F11.4). */
  readonly challengesSyn: boolean;
  /** Which ACK numbers below SND.UNA are too old to be true (F11.6). */
  readonly tooOldAck: 'beyond-what-was-acked' | 'beyond-window' | 'never';
  /** What an ACK of something never sent draws in ESTABLISHED (F11.6). */
  readonly challengesAckOfUnsent: boolean;
  /** An unacceptable ACK while closing: challenged; challenged even if it is only old; or no reason not to look at the rest (F11.6). */
  readonly badAckWhileClosing: 'challenged' | 'old-ones-too' | 'goes-on';
  /** How many challenges a second allows varies around tcp_challenge_ack_limit (F11.9). */
  readonly challengeLimitVaries: boolean;
  /** The limit of one challenge in tcp_invalid_ratelimit holds for data, too (F11.8). */
  readonly challengeLimitHoldsForData: boolean;
  /** A segment that ends beyond the window is not taken while others wait to be read (F11.12). */
  readonly checksSegmentEnd: boolean;
  /** RST at RCV.NXT-1 after a FIN, and at the right edge of the highest SACK block (F11.2). */
  readonly resetBeforeFinCounts: boolean;
  readonly resetBehindSackCounts: boolean;
  /** A window of 0 in a segment of the number that the known window came with is believed (F12.7). */
  readonly zeroWindowIsBelieved: boolean;
  /** A stored timestamp is trusted for so long (F11.13). */
  readonly pawsWrap: Ms;
  readonly oldAckFailsPawsSilently: boolean;
  readonly synFailingPawsIsChallenged: boolean;
  /** Segments of so many bytes that may be on their way at the start. */
  readonly firstCongestionWindow: (mss: number) => number;
  /** In slow start the congestion window grows by every segment that has arrived, and not by every ACK. */
  readonly slowStartBySegments: boolean;
  /** Several segments that are handed to the link at once end with PSH. */
  readonly pushesSeveral: boolean;
  /** A probe goes out before the retransmission timeout (tail loss probe, with SACK). */
  readonly lossProbe: boolean;
  /** What was sent a while before something that arrived is taken for lost (RACK, with SACK). */
  readonly lossByTime: boolean;
}

/** Linux 6.18.44. */
export const LINUX_6_18: Constants = {
  timeWait: 60_000,
  initialRto: 1000,
  fallbackRto: 3000,
  minRto: 200,
  maxRto: 120_000,
  timeoutMin: 8,
  jiffy: 4,
  delayedAck: 40,
  delayedAckMax: 200,
  synGiveUpBase: 1000,
  userTimeoutEndsOpening: true,
  synWindow: 64_240,
  synAckWindowTs: 65_160,
  windowScale: 10,
  timestampTick: 1,
  timestampOffset: 'per-connection',
  measuresShare: true,
  wrongAckHurriesSyn: true,
  crossingSynAckPasses: true,
  requestChecksTsecr: true,
  requestResetIgnoresAck: true,
  requestAcksAreLimited: true,
  duplicateSynRestartsTimer: true,
  requestsDieWithListener: false,
  peersCanBeProven: true,
  countsSynOverflow: true,
  floodWarning: 'names-address',
  cookiePeriod: 60_000,
  cookieTries: 2,
  cookieMemory: 120_000,
  countsStaleCookie: false,
  cookieMss: [536, 1300, 1440, 1460],
  cookiesAlways: true,
  recycleRefusesSynWithoutTs: false,
  reuseKnowsLoopback: true,
  reuseAfter: 'delay',
  reusesFinWait2: false,
  linger2MayExceedSysctl: true,
  knowsReusePort: true,
  ignoredResetRestarts: false,
  countsTimeWaitAtEntry: true,
  countsPawsTimewait: true,
  portOrder: 'even-first',
  windowUnitIsForgiven: true,
  challengesSyn: true,
  tooOldAck: 'beyond-what-was-acked',
  challengesAckOfUnsent: true,
  badAckWhileClosing: 'challenged',
  challengeLimitVaries: true,
  challengeLimitHoldsForData: true,
  checksSegmentEnd: true,
  resetBeforeFinCounts: true,
  resetBehindSackCounts: true,
  zeroWindowIsBelieved: true,
  pawsWrap: 2_147_000,
  oldAckFailsPawsSilently: true,
  synFailingPawsIsChallenged: true,
  firstCongestionWindow: () => 10,
  slowStartBySegments: true,
  pushesSeveral: true,
  lossProbe: true,
  lossByTime: true,
};

/** How far above the last number of a TIME-WAIT the connection begins that takes its place (F1.12, F7.10). */
export const ABOVE_TIME_WAIT = 65_537;
