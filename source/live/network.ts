import { writeFileSync } from 'node:fs';
import { formatIp, type Ip } from '../tcp/address.ts';
import { errnoName } from './errno-name.ts';
import type { Libc } from './libc.ts';
import { AF_INET, socketAddress } from './socket-address.ts';

const CLONE_NEWNET = 0x4000_0000;
const SOCK_DGRAM = 2;
const SIOCADDRT = 0x890b;
const SIOCSIFFLAGS = 0x8914;
const SIOCSIFADDR = 0x8916;
const SIOCSIFNETMASK = 0x891c;
const SIOCSIFMTU = 0x8922;
const IFF_UP = 1;
const IFF_RUNNING = 0x40;
const RTF_UP = 1;
const RTF_GATEWAY = 2;
const NETMASK_24 = 0xffff_ff00;
const O_RDWR = 2;
const O_NONBLOCK = 0o4000;
const TUNSETIFF = 0x4004_54ca;
const IFF_TUN = 1;
const IFF_NO_PI = 0x1000;

export const DEVICE = 'tun0';
export const MTU = 1500;

/** Settings of the namespace that have nothing to do with TCP's rules but would disturb what is measured. */
const QUIET: ReadonlyArray<readonly [string, string]> = [
  // Before the link goes up, or it sends router solicitations.
  ['ipv6/conf/all/disable_ipv6', '1'],
  ['ipv6/conf/default/disable_ipv6', '1'],
  ['ipv4/conf/all/rp_filter', '0'],
  ['ipv4/conf/default/rp_filter', '0'],
  // A congestion control that paces would move segments in time; the machine's own choice is copied otherwise.
  ['ipv4/tcp_congestion_control', 'reno'],
  // Copied from the machine otherwise, too: they decide windows and the window scale (F1.15).
  ['ipv4/tcp_rmem', '4096 131072 33554432'],
  ['ipv4/tcp_wmem', '4096 16384 4194304'],
];

/** Gives the calling thread, and whatever it starts from now on, a network namespace with nothing in it. */
export function enterEmptyNetwork(libc: Libc): void {
  must(libc, libc.unshare(CLONE_NEWNET), 'unshare(CLONE_NEWNET)');
}

/**
 * Makes the namespace's only link, a TUN device: what its addresses send can be read from the descriptor returned here,
 * and what is written to it arrives. All other addresses lie behind it. Not blocking. Without offload every checksum is right.
 */
export function openTun(libc: Libc, addresses: readonly Ip[], mtu: number = MTU): number {
  for (const [name, value] of QUIET) trySysctl(`net/${name}`, value);
  const fd = must(libc, libc.open('/dev/net/tun', O_RDWR | O_NONBLOCK), 'open(/dev/net/tun)');
  const request = interfaceRequest(DEVICE);
  request.writeUInt16LE(IFF_TUN | IFF_NO_PI, 16);
  must(libc, libc.ioctl(fd, TUNSETIFF, request), 'ioctl(TUNSETIFF)');
  const control = must(libc, libc.socket(AF_INET, SOCK_DGRAM, 0), 'socket');
  for (const [i, ip] of addresses.entries()) {
    const device = i === 0 ? DEVICE : `${DEVICE}:${i}`;
    must(libc, libc.ioctl(control, SIOCSIFADDR, withAddress(device, ip)), `address ${formatIp(ip)}`);
    must(libc, libc.ioctl(control, SIOCSIFNETMASK, withAddress(device, i === 0 ? NETMASK_24 : 0xffff_ffff)), 'netmask');
  }
  const size = interfaceRequest(DEVICE);
  size.writeInt32LE(mtu, 16);
  must(libc, libc.ioctl(control, SIOCSIFMTU, size), 'ioctl(SIOCSIFMTU)');
  bringUp(libc, control, DEVICE);
  bringUp(libc, control, 'lo');
  must(libc, libc.ioctl(control, SIOCADDRT, defaultRoute(addresses[0]!)), 'ioctl(SIOCADDRT)');
  libc.close(control);
  return fd;
}

function bringUp(libc: Libc, control: number, device: string): void {
  const up = interfaceRequest(device);
  up.writeUInt16LE(IFF_UP | IFF_RUNNING, 16);
  must(libc, libc.ioctl(control, SIOCSIFFLAGS, up), `${device} up`);
}

/** struct ifreq. */
function interfaceRequest(device: string): Buffer {
  const request = Buffer.alloc(40);
  request.write(device, 'latin1');
  return request;
}

function withAddress(device: string, ip: Ip): Buffer {
  const request = interfaceRequest(device);
  socketAddress(ip, 0).copy(request, 16);
  return request;
}

/** struct rtentry: everything goes to a neighbour, and on a TUN device every neighbour is whoever holds the descriptor. */
function defaultRoute(local: Ip): Buffer {
  const neighbour = ((local & NETMASK_24) >>> 0) + ((local & 0xff) === 254 ? 253 : 254);
  const route = Buffer.alloc(120);
  socketAddress(0, 0).copy(route, 8);
  socketAddress(neighbour, 0).copy(route, 24);
  socketAddress(0, 0).copy(route, 40);
  route.writeUInt16LE(RTF_UP | RTF_GATEWAY, 56);
  return route;
}

function trySysctl(path: string, value: string): void {
  try {
    writeFileSync(`/proc/sys/${path}`, value);
  } catch {
    // A kernel without IPv6, or an older one, lacks it: nothing to silence then.
  }
}

/** The result of a call, or an error that names the call and the errno. */
export function must(libc: Libc, result: number, what: string): number {
  if (result >= 0) return result;
  throw new Error(`${what}: ${errnoName(libc.errno())}`);
}
