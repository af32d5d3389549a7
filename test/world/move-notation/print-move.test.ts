import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACK } from '../../../source/tcp/flags.ts';
import { ip } from '../../../source/tcp/address.ts';
import { TCP_STATES } from '../../../source/tcp/state.ts';
import { SYSCTL_NAMES } from '../../../source/kernel/sysctl.ts';
import { QUEUE_NAMES, SOCKET_OPTIONS, type Call, type GivenSegment, type Move } from '../../../source/world/move.ts';
import { parseMoveLine } from '../../../source/world/move-notation/parse-move.ts';
import { printMove } from '../../../source/world/move-notation/print-move.ts';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const port = fc.integer({ min: 0, max: 0xffff });
const socket = fc.integer({ min: 0, max: 2_147_483_647 });
const text = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 60 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const ts = fc.record({ val: u32, ecr: u32 });
/** As many as a header has room for: those of a SYN, or three SACK blocks beside timestamps. */
const options = fc.oneof(
  fc.record({ mss: port, wscale: fc.integer({ min: 0, max: 14 }), sackPermitted: fc.constant(true), ts }, { requiredKeys: [] }),
  fc.record({ ts, sack: fc.array(fc.tuple(u32, u32), { minLength: 1, maxLength: 3 }) }, { requiredKeys: ['sack'] }),
);

const given: fc.Arbitrary<GivenSegment> = fc
  .record({ flags: fc.integer({ min: 0, max: 0x3f }), seq: optional(u32), ack: optional(u32), win: optional(port), src: optional(fc.tuple(u32, optional(port))), dst: optional(fc.tuple(u32, optional(port))), options: optional(options), payload: optional(fc.oneof(text, fc.integer({ min: 0, max: 65_455 }))) })
  .map(({ flags, seq, ack, win, src, dst, options, payload }) => ({
    flags,
    ...(seq !== undefined && { seq }),
    // Without the flag there is no acknowledgment number to give.
    ...(ack !== undefined && (flags & ACK) !== 0 && { ack }),
    ...(win !== undefined && { win }),
    ...(src && { srcIp: src[0] }),
    ...(src && src[1] !== undefined && { srcPort: src[1] }),
    ...(dst && { dstIp: dst[0] }),
    ...(dst && dst[1] !== undefined && { dstPort: dst[1] }),
    ...(options && { options }),
    ...(typeof payload === 'number' && { length: payload }),
    ...(typeof payload === 'string' && { length: payload.length, data: payload }),
  }));

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.constant<Call>({ call: 'socket' }),
  fc.record({ call: fc.constantFrom('bind' as const, 'connect' as const), socket, ip: u32, port }),
  fc.record({ call: fc.constant('listen' as const), socket, backlog: socket }),
  fc.record({ call: fc.constantFrom('accept' as const, 'close' as const), socket }),
  fc.record({ call: fc.constant('read' as const), socket, bytes: socket }),
  fc.record({ call: fc.constant('write' as const), socket, bytes: socket }),
  fc.record({ call: fc.constant('write' as const), socket, data: text }).map((write) => ({ ...write, bytes: write.data.length })),
  fc.record({ call: fc.constant('shutdown' as const), socket, how: fc.constantFrom('RD' as const, 'WR' as const, 'RDWR' as const) }),
  fc.record({ call: fc.constant('setsockopt' as const), socket, option: fc.constantFrom(...SOCKET_OPTIONS), value: socket }),
);

const hostAct: fc.Arbitrary<Move> = fc.oneof(
  given.map((segment) => ({ do: 'send' as const, segment })),
  fc.record({ do: fc.constantFrom('silent' as const, 'drop' as const) }),
  fc.record({ do: fc.constant('queue' as const), queue: fc.constantFrom(...QUEUE_NAMES) }),
  fc.record({ do: fc.constant('state' as const), state: fc.constantFrom(...TCP_STATES) }),
  call.map((what) => ({ do: 'call' as const, ...what })),
  fc.record({ do: fc.constant('sysctl' as const), name: fc.constantFrom(...SYSCTL_NAMES), value: fc.integer({ min: -1, max: 2_147_483_647 }).map(String) }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: hostAct },
  { weight: 2, arbitrary: fc.tuple(hostAct, fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)).map(([act, host]) => ({ ...act, host }) as Move) },
  fc.record({ do: fc.constant('wait' as const), ms: fc.option(fc.integer({ min: 0, max: 864_000_000 })) }),
  fc.record({ do: fc.constant('predict' as const), answer: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), confidence: fc.constantFrom(1 as const, 2 as const, 3 as const, null) }),
  fc.record({ do: fc.constantFrom('skip' as const, 'hint' as const) }),
);

test('every move that can be written down is read back as the same move', () => {
  fc.assert(
    fc.property(move, (made) => {
      expect(parseMoveLine(printMove(made))).toEqual({ ok: true, value: made });
    }),
    { numRuns: 3000 },
  );
});

test('the numbers of a segment are absolute, and only what is given is written', () => {
  const reset: Move = { do: 'send', host: 'attacker', segment: { flags: 0x04, seq: 4_000_000_000, srcIp: ip('10.0.0.5'), srcPort: 40112 } };
  expect(printMove(reset)).toBe('on attacker: R seq 4000000000 src 10.0.0.5:40112');
});
