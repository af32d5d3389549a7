import { parseIp, type Ip } from '../tcp/address.ts';

/** A network: its first address, and how many bits all its addresses share. */
export interface Prefix {
  readonly ip: Ip;
  readonly prefix: number;
}

/**
 * `198.51.100.0/24`, from /1 to /30: a smaller network has no hosts. Bits of the host's part are cut off, so that
 * `203.0.113.77/24` is 203.0.113.0/24. Null for anything else.
 */
export function readPrefix(text: string): Prefix | null {
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(text);
  const ip = match ? parseIp(match[1]!) : null;
  const prefix = Number(match?.[2]);
  if (ip === null || prefix < 1 || prefix > 30) return null;
  return { ip: ip - (ip % 2 ** (32 - prefix)), prefix };
}
