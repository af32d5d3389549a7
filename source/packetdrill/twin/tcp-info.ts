import type { Constants } from '../../kernel/constants.ts';
import { FIN, has, SYN } from '../../tcp/flags.ts';
import type { Ms } from '../../time.ts';
import type { TcpState } from '../../tcp/state.ts';
import type { Socket } from '../../kernel/host.ts';

/** Numbers of the states. Source: include/net/tcp_states.h. */
const STATE_NUMBERS: Readonly<Record<TcpState, number>> = {
  ESTABLISHED: 1,
  'SYN-SENT': 2,
  'SYN-RECEIVED': 3,
  'FIN-WAIT-1': 4,
  'FIN-WAIT-2': 5,
  'TIME-WAIT': 6,
  CLOSED: 7,
  'CLOSE-WAIT': 8,
  'LAST-ACK': 9,
  LISTEN: 10,
  CLOSING: 11,
};

/** The fields of struct tcp_info, and of SO_MEMINFO, that follow from what the model knows. Source: tcp.c:tcp_get_info; sock.c:sk_get_meminfo. */
const FIELDS = {
  tcpi_state: (socket: Socket) => STATE_NUMBERS[socket.state],
  tcpi_options: ({ options }: Socket) => (options.ts ? 1 : 0) | (options.sack ? 2 : 0) | (options.scaling ? 4 : 0),
  tcpi_snd_wscale: ({ options }: Socket) => (options.scaling ? options.sndScale : 0),
  tcpi_rcv_wscale: ({ options }: Socket) => (options.scaling ? options.rcvScale : 0),
  /** Of a listener: connections that wait for accept(). */
  tcpi_unacked: ({ unacked, listener }: Socket) => (listener ? listener.acceptQueue.length : unacked.filter(({ flags, length }) => length > 0 || has(flags, SYN | FIN)).length),
  /** Of a listener: the limit of its accept queue. */
  tcpi_sacked: ({ listener }: Socket) => listener?.backlog ?? 0,
  tcpi_retransmits: ({ retransmits }: Socket) => retransmits,
  tcpi_backoff: ({ retransmits }: Socket) => retransmits,
  /** The MSS that this side said; and bytes in a full segment to the other. */
  tcpi_advmss: ({ options }: Socket) => options.localMss,
  tcpi_snd_mss: ({ options }: Socket) => options.sndMss,
  tcpi_rto: ({ rto }: Socket) => rto * 1000,
  /** Probes of a closed window that were not answered yet. */
  tcpi_probes: ({ probes }: Socket) => probes,
  /** Infinite while nothing was lost: TCP_INFINITE_SSTHRESH. */
  tcpi_snd_ssthresh: ({ congestion }: Socket) => (congestion.lossy ? undefined : 0x7fffffff),
  tcpi_snd_cwnd: ({ congestion, options }: Socket, _now: Ms, { firstCongestionWindow }: Constants) => (congestion.lossy ? undefined : (congestion.window ?? firstCongestionWindow(options.sndMss))),
  tcpi_rcv_mss: ({ rcvMss }: Socket) => rcvMss,
  /** ms since data came, or since the connection was made. */
  tcpi_last_data_recv: ({ lastDataAt }: Socket, now: Ms) => now - lastDataAt,
  /** Bytes of memory that what waits to be read may take. */
  SK_MEMINFO_RCVBUF: ({ buffer }: Socket) => buffer?.size,
} as const satisfies Record<string, (socket: Socket, now: Ms, constants: Constants) => number | undefined>;

export const INFO_FIELDS: readonly string[] = Object.keys(FIELDS);

/** TCP_INFO and SO_MEMINFO of a socket, times in microseconds; without what a loss has made unknown, and what only a connection has. */
export function tcpInfo(socket: Socket, now: Ms, constants: Constants): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(FIELDS).flatMap(([name, of]) => {
    const value = of(socket, now, constants);
    return value === undefined ? [] : [[name, value]];
  }));
}
