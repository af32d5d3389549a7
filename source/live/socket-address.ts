import type { Ip } from '../tcp/address.ts';

export const AF_INET = 2;

/** struct sockaddr_in. */
export function socketAddress(ip: Ip, port: number): Buffer {
  const address = Buffer.alloc(16);
  address.writeUInt16LE(AF_INET, 0);
  address.writeUInt16BE(port, 2);
  address.writeUInt32BE(ip, 4);
  return address;
}
