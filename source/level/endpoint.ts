import { parseIp, type Endpoint } from '../tcp/address.ts';

/** `10.0.0.9:80`; null for anything else. */
export function readEndpoint(text: string): Endpoint | null {
  const match = /^([\d.]+):(\d{1,5})$/.exec(text);
  const ip = match ? parseIp(match[1]!) : null;
  const port = Number(match?.[2]);
  return ip === null || port > 65535 ? null : { ip, port };
}
