import { parentPort } from 'node:worker_threads';
import { loadLibc, type Libc } from './libc.ts';

/**
 * The one call that a program may be blocked in, in memory that two threads share: who calls (the bench) fills in the
 * request and notifies; who is blocked (a thread of its own) writes the result and makes `eventfd` readable.
 */
export interface BlockingSlot {
  /** Indexed by SLOT. */
  readonly numbers: Int32Array;
  /** An address, data to write, or what was read. */
  readonly bytes: Uint8Array;
}

export const SLOT = { phase: 0, call: 1, fd: 2, size: 3, result: 4, errno: 5, eventfd: 6, flags: 7, length: 8 } as const;
export const PHASE = { idle: 0, requested: 1, done: 2 } as const;

/** Calls that can block. Their order is their number in the slot. */
export const BLOCKING_CALLS = ['connect', 'accept', 'read', 'write', 'close', 'poll'] as const;
export type BlockingCall = (typeof BLOCKING_CALLS)[number];

const SLOT_BYTES = 1 << 20;
/** Bytes of a struct pollfd. */
export const POLLFD_BYTES = 8;

export function createSlot(memory = new SharedArrayBuffer(4 * SLOT.length + SLOT_BYTES)): BlockingSlot & { readonly memory: SharedArrayBuffer } {
  return { memory, numbers: new Int32Array(memory, 0, SLOT.length), bytes: new Uint8Array(memory, 4 * SLOT.length) };
}

/** What the thread does for ever: waits for a request, makes the call, says what came back. */
export async function serveBlockingCalls(memory: SharedArrayBuffer): Promise<never> {
  const libc = await loadLibc();
  const { numbers, bytes } = createSlot(memory);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage('ready');
  for (;;) {
    for (let phase = Atomics.load(numbers, SLOT.phase); phase !== PHASE.requested; phase = Atomics.load(numbers, SLOT.phase)) Atomics.wait(numbers, SLOT.phase, phase);
    const result = perform(libc, numbers, bytes);
    numbers[SLOT.errno] = result < 0 ? libc.errno() : 0;
    numbers[SLOT.result] = result;
    Atomics.store(numbers, SLOT.phase, PHASE.done);
    const one = Buffer.alloc(8);
    one.writeBigUInt64LE(1n);
    libc.write(numbers[SLOT.eventfd]!, one, 8);
  }
}

function perform(libc: Libc, numbers: Int32Array, bytes: Uint8Array): number {
  const fd = numbers[SLOT.fd]!;
  const size = numbers[SLOT.size]!;
  switch (BLOCKING_CALLS[numbers[SLOT.call]!]) {
    case 'connect':
      return libc.connect(fd, Uint8Array.prototype.slice.call(bytes, 0, 16), 16);
    case 'accept':
      return libc.accept4(fd, null, null, 0);
    case 'read': {
      const buffer = Buffer.alloc(Math.max(size, 1));
      const result = libc.recv(fd, buffer, size, numbers[SLOT.flags]!);
      if (result > 0) bytes.set(buffer.subarray(0, result));
      return result;
    }
    case 'write':
      return libc.send(fd, Uint8Array.prototype.slice.call(bytes, 0, size), size, numbers[SLOT.flags]!);
    case 'poll': {
      // `fd` says how many descriptors, `size` how many ms.
      const fds = Buffer.from(bytes.slice(0, fd * POLLFD_BYTES));
      const result = libc.poll(fds, fd, size);
      bytes.set(fds);
      return result;
    }
    default:
      return libc.close(fd);
  }
}
