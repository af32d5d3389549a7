import { execFileSync, spawn } from 'node:child_process';
import koffi from 'koffi';

/**
 * Runs in a network namespace of its own (`unshare -n`): floods a listener in a second one over a veth pair, and prints as JSON what the
 * machine's kernel did. Frames go out by AF_PACKET, many to a call. No packet leaves the two namespaces.
 */
const AF_PACKET = 17;
const SOCK_RAW = 3;
const ETH_P_IP = 0x0800;
const BATCH = 64;
const FRAME = 14 + 20 + 20;
const MMSGHDR = 64;
const SETTLE_MS = 200;

const libc = koffi.load('libc.so.6');
const socketCall = libc.func('int socket(int family, int type, int protocol)');
const bindCall = libc.func('int bind(int fd, const void *address, uint32_t size)');
const sendmmsg = libc.func('int sendmmsg(int fd, void *messages, unsigned int count, int flags)');

const run = (...command: string[]): string => execFileSync(command[0]!, command.slice(1), { encoding: 'utf8' });
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The namespace of the server: a process that only holds it open, and what runs in it. */
const holder = spawn('unshare', ['-n', 'sleep', '600'], { stdio: 'ignore' });
const inServer = (...command: string[]): string => run('nsenter', '-t', String(holder.pid), '-n', ...command);
const mac = (last: number): number[] => [2, 0, 0, 0, 0, last];

async function setUp(): Promise<void> {
  const own = run('readlink', '/proc/self/ns/net');
  for (let i = 0; i < 100 && run('readlink', `/proc/${holder.pid}/ns/net`) === own; i++) await sleep(10);
  run('ip', 'link', 'add', 'v0', 'address', '02:00:00:00:00:01', 'type', 'veth', 'peer', 'name', 'v1', 'address', '02:00:00:00:00:02');
  run('ip', 'link', 'set', 'v1', 'netns', String(holder.pid));
  run('sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1');
  run('ip', 'link', 'set', 'v0', 'up');
  inServer('sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv4.conf.all.rp_filter=0', 'net.ipv4.conf.v1.rp_filter=0', 'net.ipv4.tcp_max_syn_backlog=128');
  inServer('ip', 'address', 'add', '10.9.0.2/24', 'dev', 'v1');
  inServer('ip', 'link', 'set', 'v1', 'up');
  inServer('ip', 'neigh', 'add', '10.9.0.1', 'lladdr', '02:00:00:00:00:01', 'dev', 'v1');
  inServer('ip', 'route', 'add', 'default', 'via', '10.9.0.1');
}

function checksum(bytes: Buffer, from: number, to: number, initial: number): number {
  let sum = initial;
  for (let i = from; i < to; i += 2) sum += bytes.readUInt16BE(i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** A SYN from the i-th forged source, as an Ethernet frame to this address. */
function frame(bytes: Buffer, i: number, to: readonly number[]): void {
  Buffer.from([...to, ...mac(1), 8, 0, 0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0]).copy(bytes, 0);
  bytes.writeUInt32BE((0x64000000 + (Math.imul(i, 2_654_435_761) & 0x00ffffff)) >>> 0, 26);
  bytes.writeUInt32BE(0x0a090002, 30);
  bytes.writeUInt16BE(checksum(bytes, 14, 34, 0), 24);
  bytes.writeUInt16BE(1024 + (i % 60_000), 34);
  bytes.writeUInt16BE(80, 36);
  bytes.writeUInt32BE(Math.imul(i, 2_246_822_507) >>> 0, 38);
  bytes.set([0x50, 2, 0xfa, 0xf0], 46);
  const pseudo = bytes.readUInt16BE(26) + bytes.readUInt16BE(28) + bytes.readUInt16BE(30) + bytes.readUInt16BE(32) + 6 + 20;
  bytes.writeUInt16BE(checksum(bytes, 34, 54, pseudo), 50);
}

/** Frames, and the structures by which sendmmsg() finds each of them. */
function frames(count: number, to: readonly number[]): Buffer {
  const data = Buffer.alloc(count * FRAME);
  for (let i = 0; i < count; i++) frame(data.subarray(i * FRAME, (i + 1) * FRAME), i, to);
  const vectors = Buffer.alloc(count * 16);
  const headers = Buffer.alloc(count * MMSGHDR);
  const [dataAt, vectorsAt] = [koffi.address(data), koffi.address(vectors)];
  for (let i = 0; i < count; i++) {
    vectors.writeBigUInt64LE(dataAt + BigInt(i * FRAME), i * 16);
    vectors.writeBigUInt64LE(BigInt(FRAME), i * 16 + 8);
    headers.writeBigUInt64LE(vectorsAt + BigInt(i * 16), i * MMSGHDR + 16);
    headers.writeBigUInt64LE(1n, i * MMSGHDR + 24);
  }
  held.push(data, vectors);
  return headers;
}

/** The collector must not take what only C sees. */
const held: Buffer[] = [];

function packetSocket(): number {
  const fd = socketCall(AF_PACKET, SOCK_RAW, 0) as number;
  const address = Buffer.alloc(20);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeUInt16BE(ETH_P_IP, 2);
  address.writeInt32LE(Number(/^(\d+): v0/m.exec(run('ip', '-o', 'link', 'show', 'v0'))?.[1]), 4);
  if (fd < 0 || bindCall(fd, address, address.length) !== 0) throw new Error('no packet socket');
  return fd;
}

/** Seconds that sending takes; the receiving kernel does its work within it, on the same processor. */
function send(fd: number, headers: Buffer, count: number): number {
  const base = koffi.address(headers);
  const start = process.hrtime.bigint();
  for (let sent = 0; sent < count; ) {
    const done = sendmmsg(fd, base + BigInt((sent % (headers.length / MMSGHDR)) * MMSGHDR), Math.min(BATCH, count - sent), 0) as number;
    if (done > 0) sent += done;
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** A counter of the server's kernel. */
function counter(file: 'snmp' | 'netstat', group: string, name: string): number {
  const [names, values] = inServer('cat', `/proc/net/${file}`).split('\n').filter((line) => line.startsWith(`${group}:`)).map((line) => line.split(' '));
  return Number(values![names!.indexOf(name)]);
}

async function flood(fd: number, headers: Buffer, count: number, syncookies: number): Promise<{ readonly seconds: number; readonly taken: number; readonly cookies: number }> {
  inServer('sysctl', '-qw', `net.ipv4.tcp_syncookies=${syncookies}`);
  send(fd, headers, Math.min(count, 2000));
  const before = { taken: counter('snmp', 'Tcp', 'InSegs'), cookies: counter('netstat', 'TcpExt', 'SyncookiesSent') };
  const seconds = send(fd, headers, count);
  await sleep(SETTLE_MS);
  return { seconds, taken: counter('snmp', 'Tcp', 'InSegs') - before.taken, cookies: counter('netstat', 'TcpExt', 'SyncookiesSent') - before.cookies };
}

const count = Math.max(BATCH, Math.round(Number(process.argv[2]) / BATCH) * BATCH);
const server = await setUp().then(() => spawn('nsenter', ['-t', String(holder.pid), '-n', process.execPath, '-e', "require('node:net').createServer().listen({port:80,backlog:128},()=>console.log('up'))"], { stdio: ['ignore', 'pipe', 'inherit'] }));
try {
  await new Promise((resolve) => server.stdout.once('data', resolve));
  const fd = packetSocket();
  const headers = frames(16_384, mac(2));
  // The same frames for another address: what sending alone costs, as the other side drops them unread.
  const elsewhere = frames(16_384, mac(9));
  send(fd, elsewhere, 2000);
  const sending = send(fd, elsewhere, count);
  const dropped = await flood(fd, headers, count, 0);
  const answered = await flood(fd, headers, count, 1);
  console.log(JSON.stringify({ count, sending, dropped, answered }));
} finally {
  server.kill();
  holder.kill();
}
