import { writeFileSync } from 'node:fs';

/** Writes a sysctl of this thread's namespace: `net.ipv4.tcp_sack`, `1`. Throws what the kernel answers. */
export function writeSysctl(name: string, value: string): void {
  writeFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, value);
}
