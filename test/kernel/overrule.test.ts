import { describe, expect, it } from 'vitest';
import { adoptExtraData, adoptSent, forceAccept, forceDeliver, forceOutOfOrder, forceRequest, forceState, keepHalfOpen, overruleByReset, restoreLawful, type Ends } from '../../source/kernel/overrule.ts';
import { ACK, FIN, PSH, SYN } from '../../source/tcp/flags.ts';
import { segment, type Segment } from '../../source/tcp/segment.ts';
import { add } from '../../source/tcp/sequence.ts';
import { type Conversation, HOST_IP, PEER_IP, PEER_ISN, PEER_PORT, SERVER_PORT } from './conversation.ts';
import { established, finWait2, handshake, listening, open, synReceived } from './fixture.ts';

/** The rule under test: a player's other choice is carried out, and the kernel's tables and timers follow it. */
const ENDS: Ends = { localIp: HOST_IP, localPort: SERVER_PORT, remoteIp: PEER_IP, remotePort: PEER_PORT };
const OUT = { srcIp: HOST_IP, srcPort: SERVER_PORT, dstIp: PEER_IP, dstPort: PEER_PORT };
const IN = { srcIp: PEER_IP, srcPort: PEER_PORT, dstIp: HOST_IP, dstPort: SERVER_PORT };

function queueOf(c: Conversation): { syn: number; accept: number } {
  const { listener } = c.host.sockets.get(c.listener)!;
  return { syn: listener!.qlen, accept: listener!.acceptQueue.length };
}

function synFrom(port: number): Segment {
  return segment({ ...IN, srcPort: port, flags: SYN, seq: 500, win: 64_240, options: { mss: 1460, wscale: 7 } });
}

describe('a player overrules the kernel', () => {
  it('with data on an ACK: the kernel remembers it and sends it again when no ACK comes', () => {
    const c = established();
    const socket = c.socketOf();
    const sent = segment({ ...OUT, flags: ACK | PSH, seq: socket.sndNxt, ack: socket.rcvNxt, win: 63, data: 'hello' });
    adoptExtraData(c.context, ENDS, sent);
    expect(socket.sndNxt).toBe(add(sent.seq, 5));
    const [again] = c.overhear(2000);
    expect(again?.segment).toMatchObject({ seq: sent.seq, length: 5, data: 'hello' });
  });

  it('with another ISN in a SYN-ACK: the final ACK of that number finishes the handshake', () => {
    const c = listening();
    c.say('S <mss 1460>');
    const { segment: expected } = c.hear('S.');
    adoptSent(c.context, ENDS, expected, { ...expected, seq: 777 });
    c.deliver(segment({ ...IN, flags: ACK, seq: PEER_ISN + 1, ack: 778, win: 502 }));
    expect(queueOf(c)).toEqual({ syn: 0, accept: 1 });
  });

  it('with other options in a SYN-ACK: what was left out is off, and the sizes are those that were said', () => {
    const c = listening();
    c.say('S <mss 1460,sackOK,TS val 700 ecr 0,wscale 7>');
    const { segment: expected } = c.hear('S.');
    adoptSent(c.context, ENDS, expected, { ...expected, options: { mss: 1000, wscale: 3 } });
    c.deliver(segment({ ...IN, flags: ACK, seq: PEER_ISN + 1, ack: add(expected.seq, 1), win: 502 }));
    c.accept();
    expect(c.socketOf().options).toEqual({ localMss: 1000, sndMss: 1460, sack: false, ts: false, scaling: true, sndScale: 7, rcvScale: 3 });
  });

  it('with a SYN in the SYN queue that is full: one more is held than Linux would, and it is answered', () => {
    const c = listening({ backlog: 0, sysctl: { tcp_syncookies: 0 } });
    open(c.peer);
    expect(queueOf(c).syn).toBe(1);
    const syn = synFrom(40_002);
    forceRequest(c.context, { ...ENDS, remotePort: 40_002 }, syn);
    expect(queueOf(c).syn).toBe(2);
    expect(c.outbox.splice(0).map(({ segment: s }) => [s.flags, s.ack])).toEqual([[SYN | ACK, 501]]);
    expect(c.overhear(1500).filter(({ segment: s }) => s.dstPort === 40_002)).toHaveLength(1);
  });

  it('with a final ACK that is not taken: the request stays, and its SYN-ACK timer runs on', () => {
    const c = synReceived();
    keepHalfOpen(c.context, ENDS);
    expect(queueOf(c)).toEqual({ syn: 1, accept: 0 });
    const entry = [...c.host.ehash.values()].flatMap((row) => [...row.values()]).find((e) => e.kind === 'request');
    expect(entry).toMatchObject({ acked: true });
    expect(c.overhear(1500).map(({ segment: s }) => s.flags)).toEqual([SYN | ACK]);
  });

  it('with a SYN straight in the accept queue: a socket without a handshake, with the window of the SYN unscaled', () => {
    const c = listening();
    forceAccept(c.context, ENDS, synFrom(PEER_PORT));
    expect(queueOf(c)).toEqual({ syn: 0, accept: 1 });
    const child = [...c.host.sockets.values()].find(({ remotePort }) => remotePort === PEER_PORT);
    expect(child?.state).toBe('ESTABLISHED');
    expect(child?.sndWnd).toBeLessThanOrEqual(64_240);
    expect(child?.sndWnd).toBeGreaterThan(64_000);
  });

  it('with data that is in order kept back: the program gets nothing, RCV.NXT stays', () => {
    const c = established();
    const { rcvNxt, sndNxt } = c.socketOf();
    forceOutOfOrder(c.context, ENDS, segment({ ...IN, flags: ACK | PSH, seq: rcvNxt, ack: sndNxt, win: 502, data: 'abc' }));
    expect(c.socketOf()).toMatchObject({ rcvNxt, receivedBytes: 0, outOfOrder: [{ seq: rcvNxt, length: 3, fin: false }] });
  });

  it('with a FIN delivered over a gap: the missing bytes will never be read', () => {
    const c = finWait2({ orphan: false });
    const { rcvNxt, sndNxt } = c.socketOf();
    forceDeliver(c.context, ENDS, segment({ ...IN, flags: ACK | FIN, seq: add(rcvNxt, 100), ack: sndNxt, win: 502 }));
    expect(c.peer.state()).toBe('TIME-WAIT mini-socket');
    expect(c.host.sockets.get(c.fd)?.receivedBytes).toBe(0);
  });

  it('with a RST: request, socket or TIME-WAIT of that tuple are gone on our side, too', () => {
    const half = synReceived();
    overruleByReset(half.context, ENDS);
    expect(queueOf(half).syn).toBe(0);
    const full = established();
    overruleByReset(full.context, ENDS);
    expect(full.peer.state()).not.toBe('ESTABLISHED');
    expect(full.host.sockets.get(full.fd)?.error).toBe('ECONNRESET');
  });

  it('with a state: the socket goes there, and nowhere when the tuple has none', () => {
    const c = established();
    forceState(c.context, ENDS, 'CLOSE-WAIT', { received: null, lawful: 'ESTABLISHED' });
    expect(c.peer.state()).toBe('CLOSE-WAIT');
    const other = listening();
    handshake(other.peer);
    forceState(other.context, { ...ENDS, remotePort: 9 }, 'CLOSED', { received: null, lawful: 'CLOSED' });
    expect(other.peer.state()).toBe('ESTABLISHED');
  });

  it('with a state that does not follow from what was received: where Linux has the socket is kept, and comes back', () => {
    const c = established();
    forceState(c.context, ENDS, 'CLOSE-WAIT', { received: null, lawful: 'ESTABLISHED' });
    expect(c.socketOf()).toMatchObject({ state: 'CLOSE-WAIT', lawful: 'ESTABLISHED', finReceived: false });
    restoreLawful(c.context);
    expect(c.socketOf()).toMatchObject({ state: 'ESTABLISHED', lawful: null });
    forceState(c.context, ENDS, 'ESTABLISHED', { received: null, lawful: 'ESTABLISHED' });
    expect(c.socketOf().lawful).toBeNull();
  });

  it('with a state short of TIME-WAIT after their FIN was acknowledged: Linux has the small entry', () => {
    const c = established();
    forceState(c.context, ENDS, 'LAST-ACK', { received: add(c.socketOf().rcvNxt, 1), lawful: 'TIME-WAIT' });
    restoreLawful(c.context);
    expect(c.peer.state()).toBe('TIME-WAIT mini-socket');
  });
});
