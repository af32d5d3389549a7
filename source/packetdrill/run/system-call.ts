import type { Endpoint } from '../../tcp/address.ts';
import type { Ms } from '../../time.ts';

/** A descriptor as the target numbers it; the runner maps the script's numbers to it. */
export type Fd = number;

/** A system call with its arguments made out: addresses filled in, symbols read, descriptors the target's own. */
export type SystemCall =
  | { readonly name: 'socket' }
  | { readonly name: 'bind'; readonly fd: Fd; readonly to: Endpoint }
  | { readonly name: 'listen'; readonly fd: Fd; readonly backlog: number }
  | { readonly name: 'accept'; readonly fd: Fd }
  | { readonly name: 'connect'; readonly fd: Fd; readonly to: Endpoint }
  /** read, recv, recvfrom and recvmsg. `control`: with room for what the kernel says besides. */
  | { readonly name: 'read'; readonly fd: Fd; readonly bytes: number; readonly flags: readonly MessageFlag[]; readonly badBuffer?: true; readonly control?: true }
  /** write, send, sendmsg, and sendto of a connection. The payload is zeros. `badBuffer`: no memory of the program. */
  | { readonly name: 'write'; readonly fd: Fd; readonly bytes: number; readonly flags: readonly MessageFlag[]; readonly badBuffer?: true }
  | { readonly name: 'close'; readonly fd: Fd }
  | { readonly name: 'shutdown'; readonly fd: Fd; readonly how: 'RD' | 'WR' | 'RDWR' }
  /** The result is `O_RDWR` (2), with O_NONBLOCK (0o4000) when that is set. */
  | { readonly name: 'getfl'; readonly fd: Fd }
  | { readonly name: 'setfl'; readonly fd: Fd; readonly nonBlocking: boolean }
  | { readonly name: 'getsockopt'; readonly fd: Fd; readonly option: SocketOption }
  | { readonly name: 'setsockopt'; readonly fd: Fd; readonly option: SocketOption; readonly value: number | Linger }
  | { readonly name: 'poll'; readonly fds: readonly { readonly fd: Fd; readonly events: readonly PollEvent[] }[]; readonly timeout: Ms }
  | { readonly name: 'ioctl'; readonly fd: Fd; readonly request: 'SIOCINQ' | 'SIOCOUTQ' };

export type MessageFlag = 'MSG_DONTWAIT' | 'MSG_NOSIGNAL' | 'MSG_PEEK' | 'MSG_TRUNC' | 'MSG_WAITALL' | 'MSG_MORE' | 'MSG_EOR';

/** Level and name as setsockopt(2) spells them, for example `SOL_SOCKET SO_REUSEADDR`, `SOL_TCP TCP_SYNCNT`. */
export interface SocketOption {
  readonly level: 'SOL_SOCKET' | 'SOL_TCP' | 'SOL_IP';
  readonly name: string;
}

/** struct linger: `seconds` as the structure has them. */
export interface Linger {
  readonly on: boolean;
  readonly seconds: number;
}

export type PollEvent = 'POLLIN' | 'POLLPRI' | 'POLLOUT' | 'POLLERR' | 'POLLHUP' | 'POLLNVAL' | 'POLLRDNORM' | 'POLLWRNORM' | 'POLLRDHUP';

/** What a system call came back with. */
export interface CallOutcome {
  /** When, on the target's clock. */
  readonly at: Ms;
  /** What the C library returns: -1 with an errno. For socket() and accept() the target's descriptor. */
  readonly result: number;
  /** `EAGAIN`; null when there was no error. */
  readonly errno: string | null;
  /** accept(): the other end of the connection. */
  readonly peer?: Endpoint;
  /** What getsockopt() and ioctl() stored. */
  readonly value?: number | Linger;
  /** recvmsg(): what TCP_CM_INQ said, bytes; none without TCP_INQ. */
  readonly unread?: number;
  /** What poll() stored, one list for each descriptor. */
  readonly revents?: readonly (readonly PollEvent[])[];
}
