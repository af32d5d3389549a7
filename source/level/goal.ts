import type { TcpState } from '../tcp/state.ts';
import type { TryEnd } from '../world/traffic-state.ts';

/**
 * Conditions on a world, as data: each kind is one function in holds.ts. Goals, losses, hints and predictions are built
 * from these and from `all`, `any`, `not`. Hosts are named; a connection is told by the remote port where it matters.
 */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  /** Some socket, request or TIME-WAIT entry of the host (to that peer/port, if given) is in the state. CLOSED: none exists. */
  | { readonly state: { readonly host: string; readonly is: TcpState | readonly TcpState[]; readonly port?: number; readonly peerPort?: number; /** The largest segment that it sends, options not counted, and what else was agreed on. */ readonly mss?: number; readonly sack?: boolean; readonly scaling?: boolean } }
  | { readonly queue: { readonly host: string; readonly name: 'syn' | 'accept' | 'out-of-order'; readonly atLeast?: number; readonly atMost?: number } }
  | { readonly counter: { readonly host: string; readonly name: string; readonly atLeast?: number; readonly atMost?: number } }
  /** A blocking call has returned: connect() = 0, or with that errno; `value`: what else it returned. */
  | { readonly returned: { readonly host: string; readonly call: string; readonly errno: string | null; readonly value?: number; readonly peerPort?: number } }
  /** The program on the host got a segment's worth: bytes read, or EOF. */
  | { readonly received: { readonly host: string; readonly bytes?: number; readonly eof?: boolean; readonly peerPort?: number } }
  /** A segment with these flags (as in `S.`) and numbers was sent from one host to another, at least so many times. */
  | { readonly sent: { readonly from: string; readonly to?: string; readonly flags?: string; readonly atLeast?: number; readonly forged?: boolean; readonly dstPort?: number; readonly seq?: number; readonly ack?: number } }
  /** A segment with these flags arrived (was neither lost nor sent to nobody). */
  | { readonly arrived: { readonly at: string; readonly from?: string; readonly flags?: string; readonly atLeast?: number; readonly forged?: boolean; readonly srcPort?: number } }
  /** A rule of the kernel has fired on the host, by decision name (kernel/decision.ts). */
  | { readonly decided: { readonly host: string; readonly decision: string; readonly atLeast?: number } }
  | { readonly time: { readonly atLeast?: number; readonly atMost?: number } }
  | { readonly sysctl: { readonly host: string; readonly name: string; readonly is: string } }
  /** Held without a break for so many ms. */
  | { readonly held: { readonly ms: number; readonly what: Predicate } }
  /** The attacker's plan has come to this stage. */
  | { readonly plan: { readonly stage: string } }
  /** Share of real clients served, in percent, over the last so many ms. */
  | { readonly service: { readonly atLeast: number; readonly over: number } }
  /** Tries of real clients (of that traffic) that ended so: served, or given up, or with that errno (from that call), within so many ms of their SYN. */
  | { readonly tries: { readonly of?: string; readonly ended: TryEnd; readonly call?: 'connect' | 'read'; readonly within?: number; readonly atLeast?: number; readonly atMost?: number } }
  /** A decision is pending on the host (for hints), caused by flags such as 'S.', by a call or by a retransmission timer, on the connection of these ports. */
  | { readonly pending: { readonly host?: string; readonly flags?: string; readonly call?: string; readonly timer?: boolean; readonly port?: number; readonly peerPort?: number } }
  /** Connections that the host's programs have taken by accept() so far, whatever became of them since. */
  | { readonly accepted: { readonly host: string; readonly atLeast?: number; readonly atMost?: number } };
