import { type Endpoint, type Ip } from '../tcp/address.ts';
import { errnoName } from './errno-name.ts';
import type { Libc } from './libc.ts';
import { AF_INET, socketAddress } from './socket-address.ts';

const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4000;
const SOL_SOCKET = 1;
const MSG_NOSIGNAL = 0x4000;

/** What a call gave back: a number, or an errno by name. */
export type Returned = { readonly value: number; readonly errno: null } | { readonly value: -1; readonly errno: string };

/** The system calls of a program that does not block unless it asks for a blocking socket; the kernel's numbers for options come in as they are. */
export interface SystemCalls {
  socket(blocking?: boolean): Returned;
  bind(fd: number, ip: Ip, port: number): Returned;
  listen(fd: number, backlog: number): Returned;
  connect(fd: number, ip: Ip, port: number): Returned;
  accept(fd: number): Returned & { readonly peer?: Endpoint };
  /** accept() without SOCK_NONBLOCK: the new descriptor blocks, whatever the listener does. */
  acceptBlocking(fd: number): Returned;
  /** Also what was read. */
  read(fd: number, bytes: number, flags?: number): Returned & { readonly data?: Uint8Array };
  /** Without SIGPIPE, which would end this program. */
  write(fd: number, data: Uint8Array, flags?: number): Returned;
  /** Both with a pointer to no memory of this program. */
  readNowhere(fd: number, bytes: number, flags: number): Returned;
  writeNothing(fd: number, bytes: number, flags: number): Returned;
  shutdown(fd: number, how: number): Returned;
  close(fd: number): Returned;
  fcntl(fd: number, command: number, argument: number): Returned;
  ioctlNumber(fd: number, request: number): Returned & { readonly number?: number };
  setsockopt(fd: number, level: number, name: number, value: Uint8Array): Returned;
  getsockopt(fd: number, level: number, name: number, size: number): Returned & { readonly bytes?: Uint8Array };
  /** poll() without waiting: array of struct pollfd, events are stored there. */
  pollAll(fds: Uint8Array): Returned;
  /** The port that a descriptor is bound to. */
  localPort(fd: number): number;
  /** SO_ERROR: the pending error by name, or null; it is cleared. */
  takeError(fd: number): string | null;
}

export function systemCalls(libc: Libc): SystemCalls {
  const returned = (value: number): Returned => (value >= 0 ? { value, errno: null } : { value: -1, errno: errnoName(libc.errno()) });
  const calls: SystemCalls = {
    socket: (blocking = false) => returned(libc.socket(AF_INET, SOCK_STREAM | (blocking ? 0 : SOCK_NONBLOCK), 0)),
    bind: (fd, ip, port) => returned(libc.bind(fd, socketAddress(ip, port), 16)),
    listen: (fd, backlog) => returned(libc.listen(fd, backlog)),
    connect: (fd, ip, port) => returned(libc.connect(fd, socketAddress(ip, port), 16)),
    accept: (fd) => {
      const address = Buffer.alloc(16);
      const result = returned(libc.accept4(fd, address, int32(16), SOCK_NONBLOCK));
      return result.errno === null ? { ...result, peer: { ip: address.readUInt32BE(4), port: address.readUInt16BE(2) } } : result;
    },
    acceptBlocking: (fd) => returned(libc.accept4(fd, null, null, 0)),
    read: (fd, bytes, flags = 0) => {
      const data = Buffer.alloc(Math.max(bytes, 1));
      const result = returned(libc.recv(fd, data, bytes, flags));
      return result.errno === null ? { ...result, data: data.subarray(0, result.value) } : result;
    },
    write: (fd, data, flags = 0) => returned(libc.send(fd, data, data.length, flags | MSG_NOSIGNAL)),
    readNowhere: (fd, bytes, flags) => returned(libc.recv(fd, null, bytes, flags)),
    writeNothing: (fd, bytes, flags) => returned(libc.send(fd, null, bytes, flags | MSG_NOSIGNAL)),
    shutdown: (fd, how) => returned(libc.shutdown(fd, how)),
    close: (fd) => returned(libc.close(fd)),
    fcntl: (fd, command, argument) => returned(libc.fcntl(fd, command, argument)),
    ioctlNumber: (fd, request) => {
      const number = int32(0);
      const result = returned(libc.ioctl(fd, request, number));
      return { ...result, number: number.readInt32LE(0) };
    },
    setsockopt: (fd, level, name, value) => returned(libc.setsockopt(fd, level, name, value, value.length)),
    getsockopt: (fd, level, name, size) => {
      const bytes = Buffer.alloc(size);
      const length = int32(size);
      const result = returned(libc.getsockopt(fd, level, name, bytes, length));
      return { ...result, bytes: bytes.subarray(0, length.readInt32LE(0)) };
    },
    pollAll: (fds) => returned(libc.poll(fds, fds.length / 8, 0)),
    localPort: (fd) => {
      const address = Buffer.alloc(16);
      return libc.getsockname(fd, address, int32(16)) < 0 ? 0 : address.readUInt16BE(2);
    },
    takeError: (fd) => {
      const bytes = calls.getsockopt(fd, SOL_SOCKET, 4, 4).bytes;
      const errno = bytes && bytes.length === 4 ? Buffer.from(bytes).readInt32LE(0) : 0;
      return errno === 0 ? null : errnoName(errno);
    },
  };
  return calls;
}

/** An int as C stores it. */
export function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(value | 0);
  return buffer;
}
