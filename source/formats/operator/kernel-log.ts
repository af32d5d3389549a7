import type { Host } from '../../kernel/host.ts';

/** What `dmesg` prints of a host: seconds since its start with six digits, and the line. */
export function printDmesg({ dmesg, uptime }: Pick<Host, 'dmesg' | 'uptime'>): readonly string[] {
  return dmesg.map(({ at, text }) => {
    const micros = Math.round((uptime + at) * 1000);
    return `[${String(Math.floor(micros / 1_000_000)).padStart(5)}.${String(micros % 1_000_000).padStart(6, '0')}] ${text}`;
  });
}
