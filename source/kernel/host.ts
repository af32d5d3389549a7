import type { Ip } from '../tcp/address.ts';
import type { Flags } from '../tcp/flags.ts';
import type { TcpState } from '../tcp/state.ts';
import { createSchedule, type Ms, type Schedule } from '../time.ts';
import { type Counters, zeroCounters } from './counter.ts';
import type { CongestionState } from './congestion.ts';
import type { SocketError } from './call-errnos.ts';
import type { ProfileId } from './profile.ts';
import { profileOf } from './profile.ts';
import type { ReceiveBuffer } from './receive-buffer.ts';
import type { SackBlock } from './sack-blocks.ts';
import { defaultSysctls, type SysctlTable } from './sysctl.ts';
import type { PortSearch } from './taken-ports.ts';

/** One simulated Linux machine: plain data, so that a world can be copied and compared. */
export interface Host {
  readonly name: string;
  readonly addresses: Ip[];
  readonly profile: ProfileId;
  sysctl: SysctlTable;
  counters: Counters;
  /** Lines the kernel logged. */
  dmesg: { at: Ms; text: string }[];
  sockets: Map<number, Socket>;
  nextSocketId: number;
  /** Listening sockets by endpointKey() of what they are bound to: Linux's lhash2. */
  listeners: Map<number, Socket>;
  /**
   * Linux's ehash: full sockets, half-open requests and TIME-WAIT entries in one table (F1.1, F3.1).
   * local key -> remote key -> entry; keys from endpointKey().
   */
  ehash: Map<number, Map<number, HashEntry>>;
  timeWaitCount: number;
  /** What connect() found out about free ports, as long as it holds; null: nothing. Derived from the tables above. */
  portSearch: PortSearch | null;
  timers: Schedule<KernelTimer>;
  nextSerial: number;
  /** Secret behind initial sequence numbers, timestamps and cookies. */
  secret: number;
  /** ms of uptime at virtual time 0; drives ISN and timestamp clocks. */
  uptime: Ms;
  /** Bytes of an IP packet on the interface. */
  mtu: number;
  /** tcp_rmem where it was set, bytes: what a receive buffer starts with and may grow to. Null: as the profile has it. */
  rmem: { readonly initial: number; readonly max: number } | null;
  /** The route's advmss where it has one: no SYN asks for larger segments. */
  advertisedMss: number | null;
  /** So many segments are handed to the link at once, at least (tcp_min_tso_segs). */
  leastAtOnce: number;
  /** A congestion window that is not used shrinks (tcp_slow_start_after_idle). */
  forgetsIdleWindow: boolean;
  /** Tail loss probes are sent (tcp_early_retrans), where the profile has them. */
  probesLosses: boolean;
  /** What arrives in one segment longer than this came in several of that size, which the link put together; null: as it is. */
  pieces: number | null;
  /** Peers with metrics (F3.8). */
  provenPeers: Set<Ip>;
  /** The last timestamp of each host that a TIME-WAIT was entered with, and its second; only with tcp_tw_recycle (F8.14). */
  peerStamps: Map<Ip, PeerStamp>;
  /** The second for which challenge ACKs are counted, and how many are left in it (F11.9). */
  challenges: { second: number; left: number };
}

export interface PeerStamp {
  readonly tsval: number;
  readonly second: number;
}

export type HashEntry = Socket | Request | TimeWait;

/** Identifies one end in the ehash: address * 65536 + port, an exact integer below 2^48. */
export function endpointKey(ip: Ip, port: number): number {
  return ip * 65536 + port;
}

export interface KernelTimer {
  readonly kind: 'retransmit' | 'delayed-ack' | 'syn-ack' | 'time-wait' | 'fin-wait-2';
  /** Socket id for full sockets; 0 for entries of the ehash. */
  readonly socket: number;
  readonly local: number;
  readonly remote: number;
  /** A timer whose serial is no longer the one its owner remembers has been cancelled. */
  readonly serial: number;
}

/** Something sent and not yet acknowledged. */
export interface Unacked {
  seq: number;
  flags: Flags;
  length: number;
  data: string;
  sentAt: Ms;
  /** When it was last sent. */
  lastSentAt: Ms;
  retransmitted: boolean;
  /** The other side has it, by SACK. */
  sacked: boolean;
  /** A record ends here: nothing is ever put behind it into the same segment. */
  endsRecord: boolean;
}

/** A piece of the out-of-order queue: [seq, end), end includes the FIN. */
export interface OutOfOrder {
  seq: number;
  end: number;
  fin: boolean;
  data: string;
  length: number;
  /** What its memory takes, bytes, and how many more would fit in (receive-buffer.ts). */
  memory: number;
  room: number;
}

/** What both ends agreed on in their SYNs, from our side. */
export interface Negotiated {
  /** The MSS that we say, bytes. */
  localMss: number;
  /** Largest segment we may send, bytes. */
  sndMss: number;
  sack: boolean;
  /** Shift of the peer's window field; and of ours. 0 when scaling is off. */
  sndScale: number;
  rcvScale: number;
  scaling: boolean;
  ts: boolean;
}

export interface TimestampState {
  /** Added to the host clock for this connection's TSval (F1.16). */
  offset: number;
  /** TS.Recent, and when it was stored. */
  recent: number;
  recentAt: Ms;
}

/** A full socket: struct tcp_sock. Also LISTEN and unconnected ones. */
export interface Socket {
  readonly kind: 'socket';
  readonly id: number;
  state: TcpState;
  /**
   * Where Linux has this connection, by what was sent and received, while a player who overruled the kernel has put it
   * somewhere else; null when both are the same. What the kernel does next goes by this one (overrule.ts).
   */
  lawful: TcpState | null;
  bound: boolean;
  /** connect() chose the port: it is given back when that fails. */
  autoBound: boolean;
  /** bind() chose the port: it is kept until close(), whatever becomes of the connection (SOCK_BINDPORT_LOCK). */
  portLocked: boolean;
  localIp: Ip;
  localPort: number;
  remoteIp: Ip;
  remotePort: number;

  reuseAddr: boolean;
  reusePort: boolean;
  /** SO_LINGER: null off, else ms. */
  linger: Ms | null;
  transparent: boolean;
  /** TCP_SYNCNT, TCP_USER_TIMEOUT (ms); null when unset. */
  synCount: number | null;
  userTimeout: Ms | null;
  /** TCP_MAXSEG, bytes; null when unset. */
  maxSegment: number | null;
  /** TCP_DEFER_ACCEPT, in timeouts of the SYN-ACK; 0 when unset (F1.34). */
  deferAccept: number;
  /** TCP_LINGER2; negative: no FIN-WAIT-2 for an orphan (F5.16, F5.18). Null: tcp_fin_timeout. */
  linger2: Ms | null;
  /** TCP_NODELAY: small segments do not wait for the acknowledgment of earlier ones. */
  noDelay: boolean;
  /** SO_SNDBUF as Linux keeps it, bytes: twice what was asked for; null when unset. The model takes whatever is written. */
  sendBuffer: number | null;
  /** TCP_CORK: what does not fill a segment waits. */
  corked: boolean;
  /** TCP_INQ: recvmsg() tells what is still unread. */
  tellsUnread: boolean;

  /** The program holds a descriptor; false makes it an orphan. Children wait in the accept queue with true. */
  open: boolean;
  shutdownReceive: boolean;
  shutdownSend: boolean;
  error: SocketError | null;
  /** A blocking connect() has not returned yet. */
  connecting: boolean;
  /** A connect() that did not wait was called, and no later one has told how it ended: SS_CONNECTING (F1.32). */
  unconfirmed: boolean;
  /** For children: the listener; null otherwise or once accepted. */
  parent: number | null;
  listener: ListenerState | null;

  iss: number;
  /** The number from which bytes_acked counts: for the side that connected its SYN is one of them, for a listener's child not. */
  ackedFrom: number;
  sndUna: number;
  sndNxt: number;
  sndWnd: number;
  maxWindow: number;
  /** SEG.SEQ of the segment whose window is SND.WND (SND.WL1); null as long as no window was heard of. */
  sndWl1: number | null;
  unacked: Unacked[];
  /** Bytes written while the state did not allow sending yet. */
  unsent: string;
  /** Ends of records in it (MSG_EOR), and whether they were pushed; the number up to which everything was pushed. */
  recordEnds: readonly { readonly seq: number; readonly pushed: boolean }[];
  pushedTo: number;
  /** Nothing of what waits is held back for being small: TCP_NODELAY was set since it was written (TCP_NAGLE_PUSH). */
  pushing: boolean;
  congestion: CongestionState;
  /** close() or shutdown() asked for a FIN that the window still holds back. */
  finQueued: boolean;
  /** Probes of a closed window: since when, not answered yet, and how often the wait was doubled. */
  probingSince: Ms | null;
  probes: number;
  probeBackoff: number;

  irs: number;
  rcvNxt: number;
  /** RCV.NXT of the last ACK sent: left edge for sequence checks (F11.3). */
  rcvWup: number;
  rcvWnd: number;
  /** What received data may take; null until the connection is open. */
  buffer: ReceiveBuffer | null;
  outOfOrder: OutOfOrder[];
  /** Blocks of the out-of-order queue as SACK reports them, the latest first. */
  early: readonly SackBlock[];
  received: string;
  receivedBytes: number;
  finReceived: boolean;
  /** A read has come past their FIN: it is in the receive queue no longer. */
  finRead: boolean;
  options: Negotiated;
  timestamps: TimestampState;
  /** What comes next is compared with what is expected first: Linux's header prediction is on (pred_flags). */
  predicts: boolean;

  /** Delayed ACK: interval in ms (0 until data was received), quick ACKs left, ping-pong mode. */
  ato: Ms;
  quick: number;
  pingpong: boolean;
  /** When data came last, or the connection was made; -Infinity before. */
  lastDataAt: Ms;
  ackScheduled: boolean;
  /** Largest segment received, bytes: what the delayed acknowledgment takes for a full one (icsk_ack.rcv_mss). */
  rcvMss: number;
  /** Length of the last segment when it was shorter than that but perhaps full, else 0: two in a row are a new measure (last_seg_size). */
  lastShort: number;
  /** Small segments since the last acknowledgment sent: 0, 1 or more. */
  smallArrived: number;
  /** When the delayed acknowledgment is due, while its timer runs. */
  ackDueAt: Ms;
  ackNow: boolean;
  /** Pending D-SACK block. */
  dsack: readonly [number, number] | null;

  rto: Ms;
  /** It never becomes longer: tcp_rto_max_ms as it was when socket() made this one, or its listener (F12.2). */
  maxRto: Ms;
  srtt: Ms | null;
  rttvar: Ms;
  retransmits: number;
  totalRto: Ms;
  /** First retransmission of what is unacknowledged, for a SYN the connect(); null when nothing was sent again. */
  retransmittingSince: Ms | null;
  /** What the retransmission timer is for now: the timeout, a probe before it, or a wait for what may only be late. */
  timerFor: 'timeout' | 'probe' | 'reordering';
  /** SND.NXT when a loss probe was sent whose acknowledgment is still out; null: none. */
  probedAt: number | null;
  /** The latest sending of something that has arrived since, and how long what arrived last took; null: nothing yet (tcp_rack_advance). */
  newestArrival: { readonly sentAt: Ms; readonly end: number; readonly took: Ms } | null;
  /** SND.NXT when a loss was noticed that is being mended; null: none. */
  recoveringTo: number | null;
  /** Shortest round trip; Infinity when none was measured. */
  minRtt: Ms;
  /** Serials of the running timers, 0 when off. */
  retransmitTimer: number;
  ackTimer: number;
  finWait2Timer: number;

  lastOutOfWindowAck: Ms;
}

export interface ListenerState {
  /** sk_max_ack_backlog: min(backlog, somaxconn), frozen at listen() (F4.1). */
  backlog: number;
  /** Rows of the table of half-open requests, made at the first listen(). Only kernels up to 4.3 look at it (F3.3). */
  synTable: number;
  /** Socket ids waiting for accept(), oldest first. */
  acceptQueue: number[];
  /** Half-open requests, and how many of them were never retransmitted. */
  qlen: number;
  young: number;
  /** When a cookie was last handed out; -Infinity: never. */
  overflowAt: Ms;
  floodWarned: boolean;
}

/** A half-open connection: struct tcp_request_sock (F1.1). */
export interface Request {
  readonly kind: 'request';
  readonly listener: number;
  readonly localIp: Ip;
  readonly localPort: number;
  readonly remoteIp: Ip;
  readonly remotePort: number;
  irs: number;
  iss: number;
  rcvNxt: number;
  rcvWnd: number;
  options: Negotiated;
  timestamps: TimestampState;
  /** First and last TSval sent in SYN-ACKs (F1.5). */
  firstTsval: number;
  lastTsval: number;
  createdAt: Ms;
  /** Timer expiries so far, and SYN-ACKs sent again. */
  timeouts: number;
  retransmits: number;
  /** The final ACK came while the accept queue was full (F4.5). */
  acked: boolean;
  timer: number;
  lastOutOfWindowAck: Ms;
}

/** A TIME-WAIT entry, or an orphan's FIN-WAIT-2: struct tcp_timewait_sock (F7.2, F5.15). */
export interface TimeWait {
  readonly kind: 'time-wait';
  substate: 'TIME-WAIT' | 'FIN-WAIT-2';
  readonly localIp: Ip;
  readonly localPort: number;
  readonly remoteIp: Ip;
  readonly remotePort: number;
  sndNxt: number;
  rcvNxt: number;
  rcvWnd: number;
  rcvScale: number;
  ts: boolean;
  timestamps: TimestampState;
  reuseAddr: boolean;
  reusePort: boolean;
  /** How long its TIME-WAIT lasts because of tcp_tw_recycle (F8.14); null: as ever. */
  life: Ms | null;
  enteredAt: Ms;
  /** For how long the timer was started last. */
  lastLength: Ms;
  expiresAt: Ms;
  timer: number;
  lastOutOfWindowAck: Ms;
}

export function createHost(name: string, addresses: readonly Ip[], profile: ProfileId, secret: number, uptime: Ms): Host {
  return {
    name,
    addresses: [...addresses],
    profile,
    sysctl: defaultSysctls(profileOf(profile).sysctls),
    counters: zeroCounters(),
    dmesg: [],
    sockets: new Map(),
    nextSocketId: 3,
    listeners: new Map(),
    ehash: new Map(),
    timeWaitCount: 0,
    portSearch: null,
    timers: createSchedule(),
    nextSerial: 1,
    secret,
    uptime,
    mtu: 1500,
    rmem: null,
    advertisedMss: null,
    forgetsIdleWindow: true,
    leastAtOnce: 2,
    probesLosses: true,
    pieces: null,
    provenPeers: new Set(),
    peerStamps: new Map(),
    challenges: { second: -1, left: 0 },
  };
}
