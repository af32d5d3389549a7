import { bindCall, openSocket, socketCall } from '../kernel/calls.ts';
import { ask, isPlayers, isReturning } from './ask.ts';
import { callText } from './call-text.ts';
import { ASKED_CALLS, type AskedCall, type Slot } from './decision.ts';
import { keepCall } from './keep-input.ts';
import type { Call } from './move.ts';
import { contextFor, idleProgram, programKey } from './program.ts';
import type { CallResult } from '../kernel/call-errnos.ts';
import { performCall } from './react.ts';
import type { ScriptedAct } from './setup.ts';
import { transmit } from './wire.ts';
import { hostOf, setupOf, type World } from './world.ts';

/** Something the level makes happen at its time. */
export function runScript(world: World, act: ScriptedAct): void {
  if (act.act === 'inject') {
    transmit(world, act.host, act.segment, { auto: true, retransmission: false, injected: true });
    return;
  }
  if (act.act === 'connect') {
    connect(world, act);
    return;
  }
  if (act.act === 'call') {
    const { at: _at, host, act: _act, stage: _stage, ...call } = act;
    makeCall(world, host, call, null);
    return;
  }
  const socket = [...hostOf(world, act.host).sockets.values()].find((s) => s.localPort === act.port && s.remotePort !== 0 && s.open);
  if (!socket) return;
  if (act.act === 'write') makeCall(world, act.host, { call: 'write', socket: socket.id, bytes: act.bytes }, null);
  else if (act.act === 'close') makeCall(world, act.host, { call: 'close', socket: socket.id }, null);
  else makeCall(world, act.host, { call: 'shutdown', socket: socket.id, how: 'WR' }, null);
}

function connect(world: World, act: Extract<ScriptedAct, { act: 'connect' }>): void {
  const ctx = contextFor(world, act.host);
  const made = socketCall(ctx);
  if (made.ok !== true) return;
  const socket = openSocket(ctx, made.value)!;
  keepCall(world, act.host, { call: 'socket' }, made);
  keepCall(world, act.host, { call: 'setsockopt', socket: socket.id, option: 'SO_REUSEADDR', value: 1 }, null);
  socket.reuseAddr = true;
  keepCall(world, act.host, { call: 'bind', socket: socket.id, ip: ctx.host.addresses[0]!, port: act.port }, null);
  bindCall(ctx, socket, ctx.host.addresses[0]!, act.port);
  if (act.then) {
    world.programs.set(programKey(act.host, socket.id), {
      ...idleProgram(act.host, socket.id),
      writes: act.then.writes,
      closesAfterReply: act.then.closes,
      thenAfter: act.then.after,
      closesAfterEof: act.then.closesAfterEof ?? null,
    });
  }
  makeCall(world, act.host, { call: 'connect', socket: socket.id, ip: act.to.ip, port: act.to.port }, act.isn);
}

function isAsked(call: Call): call is Extract<Call, { readonly call: AskedCall }> {
  return ASKED_CALLS.some((name) => name === call.call);
}

function asks(decides: readonly Slot[], call: Call): boolean {
  return decides.some((slot) => ((slot === 'answer' || slot === 'timer') && isAsked(call)) || (slot === 'returns' && isReturning(call)));
}

/** A program makes a call; on the player's own host its segments are asked for, and what it returns. */
export function makeCall(world: World, host: string, call: Call, isn: number | null): void {
  const socketId = 'socket' in call ? call.socket : 0;
  const remotePort = call.call === 'connect' ? call.port : (hostOf(world, host).sockets.get(socketId)?.remotePort ?? 0);
  const text = callText(call);
  if (isPlayers(world, host) && !world.pending && (isAsked(call) || isReturning(call)) && asks(setupOf(world, host).decides, call)) {
    keepCall(world, host, call, null);
    world.journal.calls.push({ at: world.now, host, text, name: call.call, socket: socketId, result: { ok: 'blocks' }, returnedAt: null, remotePort });
    ask(world, host, { kind: 'call', call, text, isn });
    return;
  }
  const { result } = performCall(contextFor(world, host), call, isn);
  keepCall(world, host, call, result);
  recordCall(world, host, call, text, remotePort, result);
}

export function recordCall(world: World, host: string, call: Call, text: string, remotePort: number, result: CallResult): void {
  world.journal.calls.push({
    at: world.now,
    host,
    text,
    name: call.call,
    socket: 'socket' in call ? call.socket : result.ok === true ? result.value : 0,
    result,
    returnedAt: result.ok === 'blocks' ? null : world.now,
    remotePort,
  });
}

