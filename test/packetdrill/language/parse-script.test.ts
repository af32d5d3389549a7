import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACK, SYN } from '../../../source/tcp/flags.ts';
import { FAULT_EXAMPLES } from '../../../source/packetdrill/language/fault.ts';
import { parseScript } from '../../../source/packetdrill/language/parse-script.ts';
import { printScript } from '../../../source/packetdrill/language/print-script.ts';
import type { Script } from '../../../source/packetdrill/language/script.ts';
import { LONGEST_LINE, MOST_TEXT } from '../../../source/packetdrill/language/source-text.ts';
import { arbitraryScript, START } from './arbitrary-script.ts';

function parse(text: string): Script {
  const parsed = parseScript(text);
  if (!parsed.ok) throw parsed.fault;
  return parsed.script;
}

/** Name, line and column of what is wrong with a text. */
function faultOf(text: string): string {
  const parsed = parseScript(text);
  return parsed.ok ? 'none' : `${parsed.fault.fault} ${parsed.fault.place.line}:${parsed.fault.place.column}`;
}

/** The same script with every place at the beginning. */
function withoutPlaces<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutPlaces) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'place' ? START : withoutPlaces(inner)])) as T;
}

describe('a script', () => {
  const script = parse(`// a comment
--ip_version=ipv4
--tolerance_usecs=10000
\`sysctl -q net.ipv4.tcp_timestamps=0\`
    0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
   +0...0.2 accept(3, ..., ...) = 4 /* blocks */
   +0 < S 0:0(0) win 1000 <mss 1000,sackOK,nop,nop,nop,wscale 7>
  * > S. 5:5(0) ack 1 <...>
 .5 read(4, ..., 10) = -1 EAGAIN (Resource temporarily unavailable)
 +.1~+.2 > . 1:1(0) ack 1 win 65535
+0 %{ assert tcpi_state == TCP_ESTABLISHED }%
`);
  const [socket, accept, syn, synAck, read, ack, code] = script.events;

  test('has its options and the command before the first event', () => {
    expect(script.options.map(({ name, value }) => [name, value])).toEqual([['ip_version', 'ipv4'], ['tolerance_usecs', '10000']]);
    expect(script.init?.text).toBe('sysctl -q net.ipv4.tcp_timestamps=0');
  });

  test('knows the place of everything, comments counted', () => {
    expect(socket?.place).toEqual({ line: 5, column: 5 });
    expect(accept?.action.place).toEqual({ line: 6, column: 13 });
    expect(script.init?.place).toEqual({ line: 4, column: 1 });
  });

  test('has times of all kinds, in ms', () => {
    expect([socket, accept, synAck, read, ack].map((event) => event?.time)).toEqual([
      { kind: 'absolute', at: 0 },
      { kind: 'relative', after: 0 },
      { kind: 'any' },
      { kind: 'absolute', at: 500 },
      { kind: 'relative-range', from: 100, to: 200 },
    ]);
  });

  test('has calls with arguments, end time, result, errno and note', () => {
    expect(accept?.action).toMatchObject({ kind: 'call', name: 'accept', until: 200, errno: null, result: { kind: 'integer', value: 4 } });
    expect(read?.action).toMatchObject({ name: 'read', until: null, result: { value: -1 }, errno: 'EAGAIN', note: 'Resource temporarily unavailable' });
  });

  test('has segments with their options in order, and any options', () => {
    expect(syn?.action).toMatchObject({ kind: 'segment', direction: 'in', flags: SYN, win: 1000, ack: null });
    expect(syn?.action).toHaveProperty('options', [{ kind: 'mss', mss: 1000 }, { kind: 'sackOK' }, { kind: 'nop' }, { kind: 'nop' }, { kind: 'nop' }, { kind: 'wscale', shift: 7 }]);
    expect(synAck?.action).toMatchObject({ direction: 'out', flags: SYN | ACK, seq: 5, length: 0, ack: 1, win: null, options: 'any' });
    expect(ack?.action).toMatchObject({ win: 65535, options: [] });
  });

  test('has code', () => {
    expect(code?.action).toMatchObject({ kind: 'code', text: 'assert tcpi_state == TCP_ESTABLISHED' });
  });
});

test('ports, IP header and urgent pointer may be said', () => {
  expect(parse('0 < [ect0] 40001 > 8080 SU 1:1(0) win 5 urg 3').events[0]?.action).toMatchObject({ ports: { src: 40001, dst: 8080 }, ip: '[ect0]', urg: 3 });
});

test('a symbol that an option defines stands for its value', () => {
  expect(parse('--define=CC="reno"\n0 f(CC, X) = 0').events[0]?.action).toMatchObject({ args: [{ kind: 'string', text: 'reno' }, { kind: 'word', name: 'X' }] });
});

test('packets of other kinds are kept with the feature that they need', () => {
  const kinds = parse('0 < icmp unreachable mtu 1400 [1:1461(1460)]\n+0 > udp (1000)\n+0 < ipv6 ::1 > ::2: . 1:1(0)\n+0 > P.5 1:2(1) ack 1\n+0 close(3) = 0').events.map(({ action }) => (action.kind === 'foreign' ? action.feature : action.kind));
  expect(kinds).toEqual(['ICMP', 'UDP', 'IPv6', 'AccECN', 'call']);
});

test('a printed script is read as the same script', () => {
  fc.assert(
    fc.property(arbitraryScript, (script) => {
      expect(withoutPlaces(parse(printScript(script)))).toEqual(script);
    }),
    { numRuns: 500 },
  );
});

describe('what cannot be read is named with line and column', () => {
  test.each<[string, string]>([
    ['', 'no-events 1:1'],
    ['// nothing', 'no-events 1:11'],
    ['0 socket(...) = 3\nclose(3) = 0', 'time-expected 2:1'],
    ['0 < S 0:1(0) win 5', 'sequence-mismatch 1:7'],
    ['0 < S 0(0) win 5', 'sequence-expected 1:7'],
    ['0 < SS 0:0(0) win 5', 'flags-expected 1:5'],
    ['0 < S 0:0(0)', 'window-needed 1:3'],
    ['0 < S 0:0(0) win 70000', 'number-too-big 1:18'],
    ['0 < S 0:0(0) win 5 <mss 1460,noop>', 'option-unknown 1:30'],
    ['0 < S 0:0(0) win 5 <wscale 7>', 'options-padding 1:20'],
    ['0 < . 0:0(0) win 5 <sack 1:2 1:2 1:2 1:2 1:2,nop,nop>', 'options-too-long 1:20'],
    ['0 < S 0:0(0) win 5 <...>', 'options-any-inbound 1:20'],
    ['* < S 0:0(0) win 5', 'time-only-outbound 1:1'],
    ['0.2~0.1 > S 0:0(0)', 'time-backwards 1:1'],
    ['0 listen(3, ) = 0', 'expression-expected 1:13'],
    ['0 listen(3, 1 = 0', 'mark-expected 1:15'],
    ['0 listen(3, 1)', 'mark-expected 1:15'],
    ['0 write(3, "GET, 3) = 3', 'string-open 1:12'],
    ['0 `sysctl', 'command-open 1:3'],
    ['0 %{ assert 1', 'code-open 1:3'],
    ['0 /* close(3) = 0', 'comment-open 1:3'],
    ['-- 0 close(3) = 0', 'option-expected 1:1'],
    ['0 + close(3) = 0', 'action-expected 1:3'],
    [`0 f(${'['.repeat(30)}1`, 'too-deep 1:26'],
  ])('%j', (text, expected) => {
    expect(faultOf(text)).toBe(expected);
  });

  test('and every kind of fault has an example that can be read', () => {
    for (const example of Object.values(FAULT_EXAMPLES)) {
      const candidates = [example, `0 ${example} close(3) = 0`, `0 < S 0:0(0) win 1 ${example}`, `0 < S ${example} win 1`, `0 > . 1:1(0) ${example}`, `0 f(${example}) = 0`, `${example}\n0 close(3) = 0`, `0 ${example}`];
      expect(candidates.map(faultOf), example).toContain('none');
    }
  });
});

describe('hostile text', () => {
  test('a line of 10 MB, and a file beyond the limit, are refused', () => {
    expect(faultOf(`0 f(${'1,'.repeat(5_000_000)}`)).toBe('text-too-big 1:1');
    expect(faultOf(`0 f(3) = 0\n${' '.repeat(LONGEST_LINE)}x`)).toBe('line-too-long 2:1');
  });

  test.each<[string, string]>([
    ['one comment', `/*${'*\n'.repeat(MOST_TEXT / 2 - 2)}`],
    ['one command', `\`${'\\\n'.repeat(MOST_TEXT / 2 - 2)}`],
    ['one code', `0 %{${'}\n'.repeat(MOST_TEXT / 2 - 4)}`],
    ['empty lines', '\n'.repeat(MOST_TEXT)],
    ['one string', `0 f(${'"a"\n'.repeat(MOST_TEXT / 4 - 4)}`],
    ['one sum', `0 f(${'1|\n'.repeat(MOST_TEXT / 3 - 4)}`],
    ['comments', '//\n'.repeat(MOST_TEXT / 3)],
  ])('a megabyte of %s takes less than a second', (_, text) => {
    const before = process.cpuUsage();
    expect(faultOf(text)).not.toBe('none');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(1);
  });

  test('random text is read or refused, never more', () => {
    const piece = fc.constantFrom('0', '+', '.', '...', '~', '*', '<', '>', ' ', '\n', 'S', '(', ')', '[', ']', '{', '}', '=', ',', '`', '%{', '}%', '"', '\\', '//', '/*', '*/', '--a', '|', 'ack', 'win', '0:0(0)', 'f(', '-1', '0x', 'mss 1');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''))), (text) => {
        const parsed = parseScript(text);
        if (parsed.ok) expect(parsed.script.events.length).toBeGreaterThan(0);
        else expect(parsed.fault.place.line).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });
});
