import * as fc from 'fast-check';
import type { EventTime, Expression, Place, Script, ScriptSegment, SegmentOption } from '../../../source/packetdrill/language/script.ts';

/** Places are not what a printed script keeps: all of these are at its beginning. */
export const START: Place = { line: 1, column: 1 };
const place = fc.constant(START);

const u32 = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(0, 1, 0xffffffff));
const u16 = fc.integer({ min: 0, max: 0xffff });
/** Whole microseconds, in ms. */
const ms = fc.integer({ min: 0, max: 86_400_000_000 }).map((microseconds) => microseconds / 1000);
const word = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/);

const option: fc.Arbitrary<SegmentOption> = fc.oneof(
  fc.constantFrom<SegmentOption>({ kind: 'nop' }, { kind: 'eol' }, { kind: 'sackOK' }),
  u16.map((mss): SegmentOption => ({ kind: 'mss', mss })),
  fc.integer({ min: 0, max: 255 }).map((shift): SegmentOption => ({ kind: 'wscale', shift })),
  fc.record({ kind: fc.constant('ts' as const), val: u32, ecr: u32 }),
  fc.array(fc.tuple(u32, u32), { minLength: 1, maxLength: 3 }).map((blocks): SegmentOption => ({ kind: 'sack', blocks })),
);

const SIZES: Readonly<Record<string, number>> = { nop: 1, eol: 1, sackOK: 2, mss: 4, wscale: 3, ts: 10 };
const sizeOf = (one: SegmentOption): number => (one.kind === 'sack' ? 2 + 8 * one.blocks.length : (SIZES[one.kind] ?? 0));

/** As many as fit in a header, filled up to whole words. */
const options = fc.array(option, { maxLength: 8 }).map((all) => {
  const list: SegmentOption[] = [];
  let bytes = 0;
  for (const one of all) {
    if (bytes + sizeOf(one) > 36) continue;
    list.push(one);
    bytes += sizeOf(one);
  }
  while (bytes++ % 4 !== 0) list.push({ kind: 'nop' });
  return list;
});

const common = {
  kind: fc.constant('segment' as const),
  place,
  ports: fc.option(fc.record({ src: u16, dst: u16 })),
  ip: fc.option(fc.constantFrom('[ect0]', '(tos 0x3)', '(ttl 64)')),
  flags: fc.integer({ min: 0, max: 255 }),
  seq: u32,
  length: u16,
  ack: fc.option(u32),
  urg: fc.option(u16),
};
const inbound: fc.Arbitrary<ScriptSegment> = fc.record({ ...common, direction: fc.constant('in' as const), win: u16, options });
const outbound: fc.Arbitrary<ScriptSegment> = fc.record({
  ...common,
  direction: fc.constant('out' as const),
  win: fc.option(u16),
  options: fc.oneof(options, fc.constant('any' as const)),
});

const { expression } = fc.letrec<{ expression: Expression; item: Expression }>((tie) => {
  const leaf = fc.oneof(
    fc.record({ kind: fc.constant('ellipsis' as const), place }),
    fc.record({ kind: fc.constant('integer' as const), place, value: fc.integer({ min: -(2 ** 31), max: 2 ** 32 }), hex: fc.constant(false) }),
    fc.record({ kind: fc.constant('integer' as const), place, value: u32, hex: fc.constant(true) }),
    fc.record({ kind: fc.constant('word' as const), place, name: word }),
    fc.record({ kind: fc.constant('string' as const), place, text: fc.stringMatching(/^(?:[ !#-[\]-~]|\\.){0,10}$/), open: fc.boolean() }),
  );
  const items = fc.array(tie('item'), { maxLength: 3 });
  return {
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.record({ kind: fc.constant('or' as const), place, parts: fc.array(leaf, { minLength: 2, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('list' as const), place, items }),
      fc.record({ kind: fc.constant('struct' as const), place, items }),
      fc.record({ kind: fc.constant('apply' as const), place, name: word, args: items }),
    ),
    item: fc.oneof(
      tie('expression'),
      fc.record({ kind: fc.constant('field' as const), place, name: fc.record({ kind: fc.constant('word' as const), place, name: word }), value: tie('expression') }),
    ),
  };
});

const call = fc.record({
  kind: fc.constant('call' as const),
  place,
  name: word,
  args: fc.array(expression, { maxLength: 5 }),
  until: fc.option(ms),
  result: expression.filter(({ kind }) => kind !== 'apply'),
  errno: fc.option(fc.constantFrom('EAGAIN', 'EPIPE')),
  note: fc.option(fc.constantFrom('Broken pipe', 'flags O_RDWR|O_NONBLOCK')),
});
const command = fc.record({ kind: fc.constant('command' as const), place, text: fc.stringMatching(/^[ -[\]-_a-~\n]{0,20}$/) });
const code = fc.record({ kind: fc.constant('code' as const), place, text: fc.stringMatching(/^[!-|][ -|\n]{0,20}[!-|]$/) });

const point: fc.Arbitrary<EventTime> = fc.oneof(
  ms.map((at): EventTime => ({ kind: 'absolute', at })),
  ms.map((after): EventTime => ({ kind: 'relative', after })),
);
const window: fc.Arbitrary<EventTime> = fc.oneof(
  fc.constant<EventTime>({ kind: 'any' }),
  fc.tuple(ms, ms, fc.boolean()).map(([a, b, relative]): EventTime => ({ kind: relative ? 'relative-range' : 'absolute-range', from: Math.min(a, b), to: Math.max(a, b) })),
);
const event = fc.oneof(
  fc.record({ place, time: point, action: fc.oneof(inbound, outbound, call, command, code) }),
  fc.record({ place, time: window, action: outbound }),
);

/** Any script that the language can say, all places its beginning. */
export const arbitraryScript: fc.Arbitrary<Script> = fc.record({
  options: fc.array(fc.record({ place, name: fc.stringMatching(/^[a-z_]{1,10}$/).filter((name) => name !== 'define'), value: fc.option(fc.constantFrom('ipv4', '10000', 'NAME=value', '"text"')) }), { maxLength: 3 }),
  init: fc.option(command),
  events: fc.array(event, { minLength: 1, maxLength: 6 }),
  cleanup: fc.option(command),
});
