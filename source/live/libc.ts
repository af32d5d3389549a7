/** What of the C library the live bench calls. Buffers go in and out as they are: layouts are those of Linux on 64 bits. */
export interface Libc {
  open(path: string, flags: number): number;
  close(fd: number): number;
  read(fd: number, buffer: Uint8Array, size: number): number;
  write(fd: number, buffer: Uint8Array, size: number): number;
  ioctl(fd: number, request: number, argument: Uint8Array): number;
  poll(fds: Uint8Array, count: number, timeout: number): number;
  ppoll(fds: Uint8Array, count: number, timeout: Uint8Array, mask: null): number;
  unshare(flags: number): number;
  eventfd(initial: number, flags: number): number;
  fcntl(fd: number, command: number, argument: number): number;
  socket(family: number, type: number, protocol: number): number;
  bind(fd: number, address: Uint8Array, size: number): number;
  connect(fd: number, address: Uint8Array, size: number): number;
  listen(fd: number, backlog: number): number;
  accept4(fd: number, address: Uint8Array | null, size: Uint8Array | null, flags: number): number;
  shutdown(fd: number, how: number): number;
  send(fd: number, buffer: Uint8Array | null, size: number, flags: number): number;
  recv(fd: number, buffer: Uint8Array | null, size: number, flags: number): number;
  setsockopt(fd: number, level: number, name: number, value: Uint8Array, size: number): number;
  getsockopt(fd: number, level: number, name: number, value: Uint8Array, size: Uint8Array): number;
  getsockname(fd: number, address: Uint8Array, size: Uint8Array): number;
  /** The error number that the last call of this thread left. */
  errno(): number;
}

/** How each function is declared in C. */
export const DECLARATIONS: Readonly<Record<Exclude<keyof Libc, 'errno'>, string>> = {
  open: 'int open(const char *path, int flags)',
  close: 'int close(int fd)',
  read: 'long read(int fd, void *buffer, size_t size)',
  write: 'long write(int fd, const void *buffer, size_t size)',
  ioctl: 'int ioctl(int fd, unsigned long request, void *argument)',
  poll: 'int poll(void *fds, unsigned long count, int timeout)',
  ppoll: 'int ppoll(void *fds, unsigned long count, const void *timeout, const void *mask)',
  unshare: 'int unshare(int flags)',
  eventfd: 'int eventfd(unsigned int initial, int flags)',
  fcntl: 'int fcntl(int fd, int command, long argument)',
  socket: 'int socket(int family, int type, int protocol)',
  bind: 'int bind(int fd, const void *address, uint32_t size)',
  connect: 'int connect(int fd, const void *address, uint32_t size)',
  listen: 'int listen(int fd, int backlog)',
  accept4: 'int accept4(int fd, void *address, void *size, int flags)',
  shutdown: 'int shutdown(int fd, int how)',
  send: 'long send(int fd, const void *buffer, size_t size, int flags)',
  recv: 'long recv(int fd, void *buffer, size_t size, int flags)',
  setsockopt: 'int setsockopt(int fd, int level, int name, const void *value, uint32_t size)',
  getsockname: 'int getsockname(int fd, void *address, void *size)',
  getsockopt: 'int getsockopt(int fd, int level, int name, void *value, void *size)',
};

/** Names under which C libraries go: glibc, musl on the two usual machines. */
export const LIBRARIES: readonly string[] = ['libc.so.6', 'libc.musl-x86_64.so.1', 'libc.musl-aarch64.so.1'];

/**
 * Loads the C library through the native package `koffi`, which the published game does not bring along. Throws where
 * the package or the library cannot be loaded; `whyNotLive` asks first.
 */
export async function loadLibc(): Promise<Libc> {
  const { default: koffi } = await import('koffi');
  const library = openFirst((name) => koffi.load(name));
  const functions = Object.entries(DECLARATIONS).map(([name, declaration]) => {
    const call = library.func(declaration);
    return [name, (...args: unknown[]): number => Number(call(...args))];
  });
  return { ...Object.fromEntries(functions), errno: () => koffi.errno() } as Libc;
}

function openFirst<T>(open: (name: string) => T): T {
  let last: unknown;
  for (const name of LIBRARIES) {
    try {
      return open(name);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
