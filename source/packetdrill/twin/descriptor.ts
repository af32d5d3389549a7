import type { Socket } from '../../kernel/host.ts';
import type { Ms } from '../../time.ts';
import type { SystemCall } from '../run/system-call.ts';

/** What the twin keeps of an open descriptor besides the kernel's socket: what is above the protocol. */
export interface Descriptor {
  readonly socket: Socket;
  nonBlocking: boolean;
}

/** A call that has not come back yet. */
export interface Blocked {
  readonly call: SystemCall;
  /** When it comes back at the latest, with nothing: poll() and SO_LINGER. */
  readonly until: Ms;
}
