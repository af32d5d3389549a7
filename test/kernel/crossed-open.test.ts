import { describe, expect, it } from 'vitest';
import { bindCall, connectCall, listenCall, openSocket, readCall, socketCall, writeCall } from '../../source/kernel/calls.ts';
import type { Host, Socket } from '../../source/kernel/host.ts';
import { findEntry, hash } from '../../source/kernel/lookup.ts';
import type { Conversation } from './conversation.ts';
import { synSent, timesOf } from './fixture.ts';
import { Wire } from './wire.ts';

/** The host's SYN is out, and a SYN without ACK came. */
function crossed(options = 'mss 1460,sackOK'): Conversation {
  const c = synSent();
  c.say(`S seq 7000 <${options}>`);
  c.hear('S. seq ISS ack 7001');
  return c;
}

function opened(wire: Wire, host: Host, localPort: number): Socket {
  const ctx = wire.context(host);
  const made = socketCall(ctx);
  const socket = openSocket(ctx, made.ok === true ? made.value : -1)!;
  bindCall(ctx, socket, 0, localPort);
  return socket;
}

describe('a crossed open', () => {
  it('F2.1 answers the SYN with SYN-ACK of the same ISN, all options again, in SYN-RECEIVED on a full socket', () => {
    const c = synSent();
    const iss = c.peer.numbers.ISS;
    c.say('S seq 7000 <mss 1460,sackOK,TS val 5 ecr 0,wscale 7>');
    const answer = c.hear('S. ack 7001').segment;
    expect(answer.seq).toBe(iss);
    expect(answer.options).toMatchObject({ mss: 1460, sackPermitted: true, wscale: 10, ts: { ecr: 5 } });
    c.stateIs('SYN-RECEIVED');
    expect(c.socketOf().state).toBe('SYN-RECEIVED');
  });

  it('F2.2 takes six segments between two Linux kernels with SACK: each side ends with a D-SACK of the other\'s SYN', () => {
    const wire = new Wire(10);
    const a = opened(wire, wire.a, 5000);
    const b = opened(wire, wire.b, 6000);
    connectCall(wire.context(wire.a), a, wire.b.addresses[0]!, 6000);
    connectCall(wire.context(wire.b), b, wire.a.addresses[0]!, 5000);
    wire.run(1000);
    expect(wire.log).toEqual(['0 a S', '0 b S', '10 b S.', '10 a S.', '20 a .', '20 b .']);
    expect([a.state, b.state]).toEqual(['ESTABLISHED', 'ESTABLISHED']);
    expect(wire.segments.slice(4).map((s) => s.options.sack)).toEqual([[[b.iss, b.iss + 1]], [[a.iss, a.iss + 1]]]);
    for (const host of [wire.a, wire.b]) expect(host.counters).toMatchObject({ DelayedACKLost: 1, TCPDSACKOldSent: 1, TCPDSACKIgnoredDubious: 1, TCPSYNChallenge: 0 });
  });

  it('F2.3 answers the SYN-ACK with a plain ACK when there is no SACK', () => {
    const c = crossed('mss 1460');
    c.say('S. seq 7000 ack ISS+1');
    expect(c.hear('. seq ISS+1 ack 7001').segment.options).toEqual({});
    c.stateIs('ESTABLISHED');
  });

  it('F2.3 sends nothing when the peer completes it with a bare ACK', () => {
    const c = crossed();
    c.say('. seq 7001 ack ISS+1');
    c.stateIs('ESTABLISHED');
    expect(c.overhear(100_000)).toEqual([]);
  });

  it('F2.4 challenges a SYN-ACK with a wrong number and stays', () => {
    const c = crossed();
    const before = c.counters();
    c.say('S. seq 7000 ack ISS+5');
    c.hear('. seq ISS+1 ack 7001');
    c.stateIs('SYN-RECEIVED');
    c.counted({ TCPSYNChallenge: 1, TCPChallengeACK: 1 }, before);
  });

  it('F2.5 sends its SYN-ACK again exponentially: after 1, 3, 7, 15, 31, 63 s, and gives up at 127 s', () => {
    const c = crossed();
    expect(timesOf(c.overhear(126_999))).toEqual([1000, 3000, 7000, 15_000, 31_000, 63_000]);
    c.stateIs('SYN-RECEIVED');
    c.after(1);
    c.stateIs('CLOSED');
  });

  it('F2.6 F10.12 dies of an exact RST with ECONNRESET, not ECONNREFUSED', () => {
    const c = crossed();
    c.say('R seq 7001');
    c.stateIs('CLOSED');
    expect(c.events).toContainEqual(expect.objectContaining({ type: 'returned', call: 'connect', errno: 'ECONNRESET' }));
    expect(c.host.counters.AttemptFails).toBe(1);
  });

  it('F2.7 sends FIN,ACK on close() and goes to FIN-WAIT-1', () => {
    const c = crossed();
    c.close();
    c.hear('F. seq ISS+1 ack 7001');
    c.stateIs('FIN-WAIT-1');
  });

  it('F2.7 sends the FIN of a shutdown(SHUT_WR) only once it is ESTABLISHED', () => {
    const c = crossed();
    c.shutdown('WR');
    c.stateIs('SYN-RECEIVED');
    c.say('. seq 7001 ack ISS+1');
    c.hear('F. seq ISS+1');
    c.stateIs('FIN-WAIT-1');
  });
});

describe('a peer that rebooted', () => {
  it('F1.33 F11.4 connects again from the same port: challenge ACK, RST, SYN again, handshake within 50 ms', () => {
    const wire = new Wire(5);
    const listener = opened(wire, wire.b, 80);
    listenCall(wire.context(wire.b), listener, 5);
    const old = opened(wire, wire.b, 81);
    // What the server still has: an ESTABLISHED connection of the peer's former life.
    Object.assign(old, { state: 'ESTABLISHED', localPort: 80, localIp: wire.b.addresses[0]!, remoteIp: wire.a.addresses[0]!, remotePort: 5000, iss: 100, sndUna: 200, sndNxt: 200, rcvNxt: 300, rcvWup: 300 });
    hash(wire.b, old);
    const client = opened(wire, wire.a, 5000);
    connectCall(wire.context(wire.a), client, wire.b.addresses[0]!, 80, 70_000);
    wire.run(1000);
    expect(wire.log).toEqual(['0 a S', '5 b .', '10 a R', '18 a S', '23 b S.', '28 a .']);
    expect(client.state).toBe('ESTABLISHED');
    expect(readCall(wire.context(wire.b), old, 10)).toEqual({ ok: false, errno: 'ECONNRESET' });
    expect(wire.b.counters).toMatchObject({ TCPSYNChallenge: 1, TCPChallengeACK: 1, InErrs: 1 });
    expect(wire.b.ehash.size).toBe(1);
  });
});

describe('a client of a server whose accept queue is full', () => {
  it('F4.7 F4.9 is ESTABLISHED, challenges every SYN-ACK that comes again, and learns nothing when the server forgets it', () => {
    const wire = new Wire(5);
    const listener = opened(wire, wire.b, 80);
    listenCall(wire.context(wire.b), listener, 1);
    const clients = [5000, 5001, 5002].map((port) => opened(wire, wire.a, port));
    for (const [i, socket] of clients.entries()) {
      connectCall(wire.context(wire.a), socket, wire.b.addresses[0]!, 80);
      // The first is done before the other two, which come together and find one place.
      if (i === 0) wire.run(100);
    }
    wire.run(80_000);
    expect(clients.map((socket) => socket.state)).toEqual(['ESTABLISHED', 'ESTABLISHED', 'ESTABLISHED']);
    expect(wire.a.counters).toMatchObject({ TCPSYNChallenge: 5, TCPChallengeACK: 5, InErrs: 5 });
    const silent = clients.find((socket) => !findEntry(wire.b, socket.remoteIp, 80, socket.localIp, socket.localPort))!;
    expect(writeCall(wire.context(wire.a), silent, 'hello')).toMatchObject({ ok: true });
    wire.run(20);
    expect(silent.state).toBe('CLOSED');
    expect(readCall(wire.context(wire.a), silent, 10)).toEqual({ ok: false, errno: 'ECONNRESET' });
  });
});
