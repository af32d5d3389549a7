import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BLOCKING_CALLS, type BlockingCall, createSlot, PHASE, POLLFD_BYTES, SLOT } from './blocking-thread.ts';
import { errnoName } from './errno-name.ts';
import type { Libc } from './libc.ts';
import type { Returned } from './system-call.ts';

/** Makes calls that may block, one at a time, in a thread of its own, so that the wire can be watched meanwhile. */
export interface BlockingCaller {
  /** Readable when the call came back: give it to Wire.sleep. */
  readonly eventfd: number;
  /** Starts a call; see BlockingRequest. Throws when another one still blocks. */
  start(call: BlockingCall, request: BlockingRequest): void;
  /** What came back, once, with the descriptors of a poll(); null while the call blocks. */
  result(): (Returned & { readonly polled?: Buffer }) | null;
  busy(): boolean;
}

export interface BlockingRequest {
  /** The descriptor; for poll() how many there are. */
  readonly fd: number;
  /** An address, what is written, or the descriptors of poll(). */
  readonly input?: Uint8Array;
  /** How much is read, or how many ms poll() waits. */
  readonly size?: number;
  /** MSG_ flags. */
  readonly flags?: number;
}

/** `entry` is the file that serves blocking calls when it is started as a worker thread, and says so with a message. */
export async function startBlockingCaller(libc: Libc, entry: string | URL): Promise<BlockingCaller> {
  const slot = createSlot();
  const eventfd = libc.eventfd(0, 0o4000);
  slot.numbers[SLOT.eventfd] = eventfd;
  const worker = new Worker(entry, { workerData: { blockingCalls: slot.memory } });
  await once(worker, 'message');
  worker.unref();
  const { numbers, bytes } = slot;
  let running: BlockingCall | null = null;
  return {
    eventfd,
    start: (call, { fd, input = new Uint8Array(0), size = input.length, flags = 0 }) => {
      if (running) throw new Error(`${call}() while ${running}() still blocks`);
      running = call;
      numbers[SLOT.call] = BLOCKING_CALLS.indexOf(call);
      numbers[SLOT.fd] = fd;
      numbers[SLOT.size] = size;
      numbers[SLOT.flags] = flags;
      bytes.set(input);
      Atomics.store(numbers, SLOT.phase, PHASE.requested);
      Atomics.notify(numbers, SLOT.phase);
    },
    result: () => {
      if (!running || Atomics.load(numbers, SLOT.phase) !== PHASE.done) return null;
      libc.read(eventfd, Buffer.alloc(8), 8);
      const value = numbers[SLOT.result]!;
      const polled = running === 'poll' ? Buffer.from(bytes.slice(0, numbers[SLOT.fd]! * POLLFD_BYTES)) : undefined;
      Atomics.store(numbers, SLOT.phase, PHASE.idle);
      running = null;
      if (value < 0) return { value: -1, errno: errnoName(numbers[SLOT.errno]!) };
      return polled ? { value, errno: null, polled } : { value, errno: null };
    },
    busy: () => running !== null,
  };
}
