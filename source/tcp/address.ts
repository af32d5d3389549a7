/**
 * IPv4 addresses as unsigned 32-bit numbers, the form in which the kernel's tables can use them as keys.
 * Source: RFC 791 section 3.1.
 */
export type Ip = number;

/** One end of a connection: an address and a port (0..65535). */
export interface Endpoint {
  readonly ip: Ip;
  readonly port: number;
}

/** Reads dotted decimal. Returns null for anything that is not four numbers of 0..255. */
export function parseIp(text: string): Ip | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let ip = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part)) return null;
    const byte = Number(part);
    if (byte > 255) return null;
    ip = ip * 256 + byte;
  }
  return ip;
}

/** Reads dotted decimal that the program itself wrote; throws a RangeError on anything else. */
export function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === null) throw new RangeError(`expected an IPv4 address such as 192.0.2.1, got "${text}"`);
  return parsed;
}

export function formatIp(address: Ip): string {
  return `${(address >>> 24) & 255}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

export function formatEndpoint(endpoint: Endpoint): string {
  return `${formatIp(endpoint.ip)}:${endpoint.port}`;
}
