import { decode } from '../tcp/decode.ts';
import { encode } from '../tcp/encode.ts';
import type { Segment } from '../tcp/segment.ts';
import { errnoName } from './errno-name.ts';
import type { Libc } from './libc.ts';
import { must } from './network.ts';

const EAGAIN = 'EAGAIN';
const POLLIN = 1;
const LARGEST = 65_536;

/** What the kernel put on the wire: a segment, or something that is not TCP. */
export type Heard = { readonly at: number; readonly segment: Segment; readonly bytes: Uint8Array } | { readonly at: number; readonly segment: null; readonly bytes: Uint8Array };

/** The wire of a namespace: the far end of its TUN device. Times are those of `clock`, in ms. */
export interface Wire {
  /** Lets a segment arrive at the kernel. */
  inject(segment: Segment): void;
  injectBytes(datagram: Uint8Array): void;
  /** What has been sent and not been read, without waiting; null when there is nothing. */
  next(): Heard | null;
  /** Sleeps until something was sent, `other` becomes readable, or so many ms have passed. */
  sleep(ms: number, other?: number): void;
  close(): void;
}

export function openWire(libc: Libc, fd: number, clock: () => number): Wire {
  const buffer = Buffer.alloc(LARGEST);
  return {
    inject: (segment) => write(encode(segment)),
    injectBytes: write,
    next: () => {
      const size = libc.read(fd, buffer, buffer.length);
      if (size > 0) return heard(Uint8Array.prototype.slice.call(buffer, 0, size), clock());
      if (size < 0 && errnoName(libc.errno()) !== EAGAIN) must(libc, size, 'read(tun)');
      return null;
    },
    sleep: (ms, other) => {
      const fds = Buffer.alloc(16);
      fds.writeInt32LE(fd, 0);
      fds.writeInt16LE(POLLIN, 4);
      fds.writeInt32LE(other ?? -1, 8);
      fds.writeInt16LE(POLLIN, 12);
      libc.ppoll(fds, 2, timespec(ms), null);
    },
    close: () => {
      libc.close(fd);
    },
  };

  function write(datagram: Uint8Array): void {
    must(libc, libc.write(fd, datagram, datagram.length), 'write(tun)');
  }
}

function heard(bytes: Uint8Array, at: number): Heard {
  const decoded = decode(bytes);
  return decoded.ok ? { at, segment: decoded.ok, bytes } : { at, segment: null, bytes };
}

/** struct timespec. */
function timespec(ms: number): Buffer {
  const time = Buffer.alloc(16);
  const whole = Math.max(ms, 0);
  time.writeBigInt64LE(BigInt(Math.floor(whole / 1000)), 0);
  time.writeBigInt64LE(BigInt(Math.floor((whole % 1000) * 1e6)), 8);
  return time;
}
