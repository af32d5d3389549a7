import { describe, expect, test } from 'vitest';
import { ip } from '../../../source/tcp/address.ts';
import { SYN } from '../../../source/tcp/flags.ts';
import type { SystemCall } from '../../../source/packetdrill/run/system-call.ts';
import type { WireSegment } from '../../../source/packetdrill/run/wire-segment.ts';
import { TwinTarget } from '../../../source/packetdrill/twin/twin-target.ts';
import { ACCEPTED, resultOf } from '../run-on-twin.ts';

const LOCAL = ip('192.168.0.1');
const PEER = ip('192.0.2.1');

async function opened(): Promise<TwinTarget> {
  const twin = new TwinTarget('6.18');
  await twin.open({ localIp: LOCAL, remoteIp: PEER, mtu: 1500, pieces: null });
  await twin.start();
  return twin;
}

/** A call that comes back at once: what it gave. */
async function call(twin: TwinTarget, made: SystemCall): Promise<number | string> {
  const { outcome } = await twin.begin(made);
  if (!outcome) return 'blocks';
  return outcome.errno ?? outcome.result;
}

const syn = (port: number): WireSegment => ({ srcIp: PEER, srcPort: port, dstIp: LOCAL, dstPort: 8080, flags: SYN, seq: 0, ack: 0, win: 1000, urg: 0, length: 0, options: [{ kind: 'mss', mss: 1000 }] });

describe('the twin', () => {
  test('lets virtual time pass only when it is asked to, and stops at the first segment', async () => {
    const twin = await opened();
    const fd = (await call(twin, { name: 'socket' })) as number;
    await call(twin, { name: 'setfl', fd, nonBlocking: true });
    expect(await call(twin, { name: 'connect', fd, to: { ip: PEER, port: 8080 } })).toBe('EINPROGRESS');
    expect(twin.now()).toBe(0);
    expect((await twin.nextOutbound(5000))?.at).toBe(0);
    expect((await twin.nextOutbound(5000))?.at).toBe(1000);
    expect(twin.now()).toBe(1000);
    expect(await twin.nextOutbound(1500)).toBeNull();
    expect(twin.now()).toBe(1500);
  });

  test('keeps what was sent meanwhile for later, with its time', async () => {
    const twin = await opened();
    await twin.inject(syn(50_000));
    await twin.sleepUntil(100);
    expect(await twin.nextOutbound(100)).toMatchObject({ at: 0, segment: { dstPort: 50_000, srcPort: 8080 } });
  });

  test('has nothing more to come when no timer runs', async () => {
    const twin = await opened();
    expect(await twin.nextOutbound(Infinity)).toBeNull();
  });

  test('brings a blocked call back at its moment', async () => {
    const twin = await opened();
    const fd = (await call(twin, { name: 'socket' })) as number;
    const connecting = await twin.begin({ name: 'connect', fd, to: { ip: PEER, port: 8080 } });
    expect(connecting.outcome).toBeNull();
    await twin.sysctl('net.ipv4.tcp_syn_retries', '1');
    expect(await twin.settle(connecting, 1_000_000)).toMatchObject({ at: 3000, result: -1, errno: 'ETIMEDOUT' });
  });

  test('refuses a setting as the kernel does', async () => {
    const twin = await opened();
    expect(await twin.sysctl('net.ipv4.tcp_syn_retries', '0')).toBe(false);
    expect(await twin.sysctl('net.ipv4.tcp_rmem', '1 2')).toBe(false);
    expect(await twin.sysctl('net.ipv4.ip_local_port_range', '5 4')).toBe(false);
  });

  test('knows a descriptor no more once it is closed', async () => {
    const twin = await opened();
    const fd = (await call(twin, { name: 'socket' })) as number;
    expect(await call(twin, { name: 'close', fd })).toBe(0);
    expect(await call(twin, { name: 'close', fd })).toBe('EBADF');
    expect(await twin.info(fd)).toBeNull();
  });
});

describe('what the simulated kernel does not look at is said', () => {
  test.each([
    ['+0 < PU. 1:2(1) ack 1 win 1000 urg 1', 'urgent data'],
    ['+0 < PE. 1:2(1) ack 1 win 1000', 'ECN'],
    ['+0 recv(4, ..., 10, MSG_WAITALL) = 10', 'MSG_WAITALL'],
    ['+0 `sysctl -q net.ipv4.tcp_dsack=0`', 'sysctl net.ipv4.tcp_dsack'],
    ['+0 `sysctl -q net.ipv4.tcp_tw_recycle=1`', 'sysctl net.ipv4.tcp_tw_recycle'],
  ])('%s', async (line, feature) => {
    expect(await resultOf(`${ACCEPTED}${line}`)).toBe(`skip ${feature}`);
  });
});
