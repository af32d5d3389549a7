import { expect, it } from 'vitest';
import { bindCall, closeCall, connectCall, listenCall, socketCall } from '../../source/kernel/calls.ts';
import type { Host, Socket } from '../../source/kernel/host.ts';
import { findEntry } from '../../source/kernel/lookup.ts';
import { retire } from '../../source/kernel/socket.ts';
import { Wire } from './wire.ts';

const CLIENT_PORT = 5000;

function opened(wire: Wire, host: Host, port: number): Socket {
  const made = socketCall(wire.context(host));
  const socket = host.sockets.get(made.ok === true ? made.value : -1)!;
  socket.reuseAddr = true;
  bindCall(wire.context(host), socket, host.addresses[0]!, port);
  return socket;
}

/**
 * A client connects, its server closes first and is in TIME-WAIT; the client reboots and connects again from the same
 * port with a number that looks old. How long that takes, in ms; null: more than two minutes.
 */
function reconnects(rfc1337: number): number | null {
  const wire = new Wire(10);
  // Without timestamps only the sequence number speaks for a SYN.
  for (const host of [wire.a, wire.b]) host.sysctl.tcp_timestamps = 0;
  wire.b.sysctl.tcp_rfc1337 = rfc1337;
  const listener = opened(wire, wire.b, 80);
  listenCall(wire.context(wire.b), listener, 5);
  const client = opened(wire, wire.a, CLIENT_PORT);
  connectCall(wire.context(wire.a), client, wire.b.addresses[0]!, 80, 900_000);
  wire.run(100);
  const server = wire.b.sockets.get(listener.listener!.acceptQueue[0]!)!;
  server.parent = null;
  closeCall(wire.context(wire.b), server);
  wire.run(100);
  closeCall(wire.context(wire.a), client);
  wire.run(100);
  expect(findEntry(wire.b, wire.b.addresses[0]!, 80, wire.a.addresses[0]!, CLIENT_PORT)?.kind).toBe('time-wait');
  retire(wire.context(wire.a), client);
  const again = opened(wire, wire.a, CLIENT_PORT);
  const start = wire.now;
  connectCall(wire.context(wire.a), again, wire.b.addresses[0]!, 80, 1000);
  for (let at = 0; at < 120_000; at += 1) {
    wire.run(1);
    if (again.state === 'ESTABLISHED') return wire.now - start;
  }
  return null;
}

it('F7.18 a client whose SYN looks old is back at once: its RST clears TIME-WAIT, and its SYN is hurried', () => {
  expect(reconnects(0)).toBeLessThan(60);
});

it('F7.18 with tcp_rfc1337=1 it must wait until TIME-WAIT is over and its next SYN is due', () => {
  expect(reconnects(1)).toBeGreaterThan(60_000);
  expect(reconnects(1)).toBeLessThan(70_000);
});
