import { expect, it } from 'vitest';
import { bindCall, connectCall, readCall, shutdownCall, socketCall, writeCall } from '../../source/kernel/calls.ts';
import { findEntry } from '../../source/kernel/lookup.ts';
import { Wire } from './wire.ts';

it('F2.8 a socket may connect to itself: what it sends it receives, and its FIN brings TIME-WAIT', () => {
  const wire = new Wire(1);
  const made = socketCall(wire.context(wire.a));
  const socket = wire.a.sockets.get(made.ok === true ? made.value : -1)!;
  const ip = wire.a.addresses[0]!;
  bindCall(wire.context(wire.a), socket, ip, 7000);
  expect(connectCall(wire.context(wire.a), socket, ip, 7000)).toEqual({ ok: 'blocks' });
  wire.run(100);
  expect(socket.state).toBe('ESTABLISHED');
  writeCall(wire.context(wire.a), socket, 'echo');
  wire.run(100);
  expect(readCall(wire.context(wire.a), socket, 10)).toMatchObject({ ok: true, text: 'echo' });
  shutdownCall(wire.context(wire.a), socket, 'WR');
  wire.run(100);
  expect(findEntry(wire.a, ip, 7000, ip, 7000)).toMatchObject({ kind: 'time-wait', substate: 'TIME-WAIT' });
});
