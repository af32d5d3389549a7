/** The TCP options that take part in the game. Source: RFC 9293 3.2, RFC 7323 (scale, timestamps), RFC 2018 (SACK). */
export interface TcpOptions {
  /** Maximum segment size in bytes; SYN and SYN-ACK only. */
  readonly mss?: number;
  /** Window scale shift, 0..14; SYN and SYN-ACK only. */
  readonly wscale?: number;
  /** SACK-permitted; SYN and SYN-ACK only. */
  readonly sackPermitted?: boolean;
  /** Timestamps in ms: our clock and the echo of the peer's. */
  readonly ts?: { readonly val: number; readonly ecr: number };
  /** SACK blocks, [left edge, right edge), absolute sequence numbers. */
  readonly sack?: ReadonlyArray<readonly [number, number]>;
}

export const NO_OPTIONS: TcpOptions = Object.freeze({});
