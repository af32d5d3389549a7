import { stateName } from './kernel-tables.ts';

export const IPPROTO_TCP = 6;
export const TCP_INFO = 11;

/** Where the fields of struct tcp_info lie and how wide they are. Source: include/uapi/linux/tcp.h. */
const FIELDS: Readonly<Record<string, readonly [offset: number, bytes: 1 | 4 | 8]>> = {
  tcpi_state: [0, 1],
  tcpi_ca_state: [1, 1],
  tcpi_retransmits: [2, 1],
  tcpi_probes: [3, 1],
  tcpi_backoff: [4, 1],
  tcpi_options: [5, 1],
  tcpi_rto: [8, 4],
  tcpi_ato: [12, 4],
  tcpi_snd_mss: [16, 4],
  tcpi_rcv_mss: [20, 4],
  tcpi_unacked: [24, 4],
  tcpi_sacked: [28, 4],
  tcpi_lost: [32, 4],
  tcpi_retrans: [36, 4],
  tcpi_fackets: [40, 4],
  tcpi_last_data_sent: [44, 4],
  tcpi_last_ack_sent: [48, 4],
  tcpi_last_data_recv: [52, 4],
  tcpi_last_ack_recv: [56, 4],
  tcpi_pmtu: [60, 4],
  tcpi_rcv_ssthresh: [64, 4],
  tcpi_rtt: [68, 4],
  tcpi_rttvar: [72, 4],
  tcpi_snd_ssthresh: [76, 4],
  tcpi_snd_cwnd: [80, 4],
  tcpi_advmss: [84, 4],
  tcpi_reordering: [88, 4],
  tcpi_rcv_rtt: [92, 4],
  tcpi_rcv_space: [96, 4],
  tcpi_total_retrans: [100, 4],
  tcpi_bytes_acked: [120, 8],
  tcpi_bytes_received: [128, 8],
  tcpi_segs_out: [136, 4],
  tcpi_segs_in: [140, 4],
  tcpi_notsent_bytes: [144, 4],
  tcpi_min_rtt: [148, 4],
  tcpi_data_segs_in: [152, 4],
  tcpi_data_segs_out: [156, 4],
};

export const TCP_INFO_BYTES = 160;

/** SO_MEMINFO of SOL_SOCKET: numbers of 32 bits by index. Source: include/uapi/linux/sock_diag.h. */
export const SO_MEMINFO = 55;
const MEMORY = ['SK_MEMINFO_RMEM_ALLOC', 'SK_MEMINFO_RCVBUF', 'SK_MEMINFO_WMEM_ALLOC', 'SK_MEMINFO_SNDBUF'];
export const MEMINFO_BYTES = 4 * MEMORY.length;

/** Reads what getsockopt(SO_MEMINFO) gave. */
export function readMemory(bytes: Uint8Array): Readonly<Record<string, number>> {
  const buffer = Buffer.from(bytes);
  return Object.fromEntries(MEMORY.map((name, index) => [name, buffer.readUInt32LE(4 * index)]));
}

export function hasInfoField(name: string): boolean {
  return name in FIELDS || MEMORY.includes(name) || name === 'tcpi_snd_wscale' || name === 'tcpi_rcv_wscale';
}

/** Reads what getsockopt(TCP_INFO) gave: fields by their Linux names, and the state's RFC 9293 name. */
export function readTcpInfo(bytes: Uint8Array): { readonly state: ReturnType<typeof stateName>; readonly fields: Readonly<Record<string, number>> } {
  const buffer = Buffer.from(bytes);
  const fields: Record<string, number> = {};
  for (const [name, [offset, width]] of Object.entries(FIELDS)) {
    if (offset + width > buffer.length) continue;
    fields[name] = width === 1 ? buffer.readUInt8(offset) : width === 4 ? buffer.readUInt32LE(offset) : Number(buffer.readBigUInt64LE(offset));
  }
  // Two shifts share a byte: the sender's in the low half.
  const scales = buffer.length > 6 ? buffer.readUInt8(6) : 0;
  fields['tcpi_snd_wscale'] = scales & 15;
  fields['tcpi_rcv_wscale'] = scales >> 4;
  return { state: stateName(fields['tcpi_state'] ?? 7), fields };
}
