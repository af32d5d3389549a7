import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACK, FIN, PSH, RST, SYN, URG } from '../../../source/tcp/flags.ts';
import { NOTATION_ERROR_NAMES, type NotationError } from '../../../source/tcp/notation/notation-error.ts';
import { parseSegment } from '../../../source/tcp/notation/parse-segment.ts';

const scope = { 'RCV.NXT': 1001, 'SND.NXT': 5001, ISS: 5000, 'SEG.SEQ': 9, 'SEG.LEN': 3, '#4.seq': 77 };
const read = (text: string): object => {
  const result = parseSegment(text, { scope });
  return result.ok ? result.fields : result.error;
};

const synOptions = { mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 0 }, wscale: 7 };

describe('a segment in the notation of packetdrill', () => {
  it.each([
    ['S 0:0(0) win 64240 <mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7>', { flags: SYN, seq: 0, length: 0, win: 64240, options: synOptions }],
    ['S. 5000:5000(0) ack 1001', { flags: SYN | ACK, seq: 5000, length: 0, ack: 1001 }],
    ['R 1001:1001(0)', { flags: RST, seq: 1001, length: 0 }],
    ['P. 777:778(1) ack 1', { flags: PSH | ACK, seq: 777, length: 1, ack: 1 }],
    ['- 1:1(0)', { flags: 0, seq: 1, length: 0 }],
    ['F. 4294967295:1(2) ack 1', { flags: FIN | ACK, seq: 0xffffffff, length: 2, ack: 1 }],
    ['. 1:1(0) ack 1 <nop,nop,sack 5:6 7:8>', { flags: ACK, seq: 1, length: 0, ack: 1, options: { sack: [[5, 6], [7, 8]] } }],
    ['S. ISS:ISS(0) ack RCV.NXT', { flags: SYN | ACK, seq: 5000, length: 0, ack: 1001 }],
    ['P. ISS+1 : ISS+4 ( 3 ) ack rcv.nxt <>', { flags: PSH | ACK, seq: 5001, length: 3, ack: 1001, options: {} }],
  ])('is read: %s', (text, fields) => {
    expect(read(text)).toEqual(fields);
  });
});

describe('a segment in free notation', () => {
  it.each([
    ['S. seq 5000 ack RCV.NXT win 65160 len 1 <mss 1460>', { flags: SYN | ACK, seq: 5000, ack: 1001, win: 65160, length: 1, options: { mss: 1460 } }],
    ['<mss 1460> win 65160 ack RCV.NXT seq 5000 S.', { flags: SYN | ACK, seq: 5000, ack: 1001, win: 65160, options: { mss: 1460 } }],
    ['s. SEQ 0x1388, ACK 1001', { flags: SYN | ACK, seq: 5000, ack: 1001 }],
    ['[S.] seq 5000 ack 1001', { flags: SYN | ACK, seq: 5000, ack: 1001 }],
    ['seq #4.seq+1', { seq: 78 }],
    ['S mss 1460 sackOK wscale 7 ts 1/0', { flags: SYN, options: synOptions }],
    ['. ack SEG.SEQ + SEG.LEN sack 5:6', { flags: ACK, ack: 12, options: { sack: [[5, 6]] } }],
    ['R seq 1 src 10.0.0.5:40112 dst 10.0.0.9:80', { flags: RST, seq: 1, srcIp: 0x0a000005, srcPort: 40112, dstIp: 0x0a000009, dstPort: 80 }],
    ['src 10.0.0.5', { srcIp: 0x0a000005 }],
    ['P. seq 1:6', { flags: PSH | ACK, seq: 1, length: 5 }],
    ['none', { flags: 0 }],
    ['\uff33\uff0e\u3000\uff53\uff45\uff51\u3000\uff15\uff10\uff10\uff10\uff0c\uff41\uff43\uff4b\u3000\uff17', { flags: SYN | ACK, seq: 5000, ack: 7 }],
  ])('is read: %s', (text, fields) => {
    expect(read(text)).toEqual(fields);
  });

  it.each([
    ['SYN', SYN],
    ['SYN,ACK', SYN | ACK],
    ['syn+ack', SYN | ACK],
    ['SYN ACK', SYN | ACK],
    ['SYN, ACK', SYN | ACK],
    ['SYN-ACK', SYN | ACK],
    ['FIN|PSH|ACK', FIN | PSH | ACK],
    ['rst/ack', RST | ACK],
    ['Urg', URG],
  ])('may name its flags: %s', (text, flags) => {
    expect(read(`${text} seq 5`)).toEqual({ flags, seq: 5 });
    expect(read(`seq 5 ${text}`)).toEqual({ seq: 5, flags });
  });

  it('tells the flag ACK from the field ack by the number behind it', () => {
    expect(read('ACK seq 5')).toEqual({ flags: ACK, seq: 5 });
    expect(read('ack 5')).toEqual({ ack: 5 });
    expect(read('ACK ack 5')).toEqual({ flags: ACK, ack: 5 });
    expect(read('SYN ACK ack ISS')).toEqual({ flags: SYN | ACK, ack: 5000 });
    expect(read('ACK 777:778(1) ack 1')).toEqual({ flags: ACK, seq: 777, length: 1, ack: 1 });
    expect(read('S. ack')).toMatchObject({ name: 'number/expected', column: 7, got: '' });
  });

  it('says which fields were given, and takes the others from the defaults', () => {
    const defaults = { flags: RST, seq: 1, win: 65160, options: synOptions };
    expect(parseSegment('. seq 5 mss 536', { defaults })).toEqual({
      ok: true,
      fields: { flags: ACK, seq: 5, win: 65160, options: { mss: 536 } },
      given: ['flags', 'seq', 'options'],
    });
  });

  it('does not keep defaults that contradict what is given', () => {
    const defaults = { flags: PSH | ACK, ack: 1001, length: 3, data: 'GET' };
    expect(parseSegment('R seq 5 len 0', { defaults })).toMatchObject({ fields: { flags: RST, ack: 0, length: 0 } });
    expect(parseSegment('R seq 5 len 0', { defaults })).not.toHaveProperty('fields.data');
    expect(parseSegment('seq 5', { defaults })).toMatchObject({ fields: { ...defaults, seq: 5 } });
  });
});

describe('a pasted tcpdump line', () => {
  const ends = { srcIp: 0x0a000005, srcPort: 40112, dstIp: 0x0a000009, dstPort: 80 };
  const addresses = '10.0.0.5.40112 > 10.0.0.9.80:';
  const rest = 'Flags [S.], seq 5000, ack 1001, win 65160, options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0';
  const synAck = { flags: SYN | ACK, seq: 5000, ack: 1001, win: 65160, options: synOptions, length: 0 };

  it('is read without addresses', () => {
    expect(read(rest)).toEqual(synAck);
  });

  it.each([
    '',
    'IP ',
    '12:34:56.789012 IP ',
    '2026-01-02 12:34:56.789012 IP ',
    '1767312000.123456 IP ',
    ' 00:00:00.000012 IP ',
    '12:34:56.789012 eth0  In  IP ',
    '12:34:56.789012 IP (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 60)\n    ',
  ])('is read with addresses after %j', (front) => {
    expect(read(`${front}${addresses} ${rest}`)).toEqual({ ...ends, ...synAck });
  });

  it('may carry a checksum, an urgent pointer, foreign options and a word on its payload', () => {
    expect(
      read(`IP ${addresses} Flags [P.U], cksum 0x9c00 (incorrect -> 0x1234), seq 1:3, ack 4, win 5, urg 1, options [tfo cookiereq,nop,unknown-253 0x01,mss 536], length 2: HTTP: GET / <b>`),
    ).toEqual({ ...ends, flags: PSH | ACK | URG, seq: 1, ack: 4, win: 5, options: { mss: 536 }, length: 2 });
    expect(read('Flags [R], seq 1:4, win 0, length 3 [RST no]')).toEqual({ flags: RST, seq: 1, win: 0, length: 3 });
  });

  it('may have SACK blocks in braces', () => {
    expect(read('Flags [.], ack 4, win 5, options [nop,nop,sack 2 {5:6}{7:8}], length 0')).toMatchObject({ options: { sack: [[5, 6], [7, 8]] } });
  });

  it('must have addresses in numbers, of IPv4, with ports', () => {
    const expected = { name: 'address/expected', example: '10.0.0.5:40112' };
    expect(read('12:34:56.789012 IP localhost.http > 10.0.0.9.80: Flags [S]')).toMatchObject({ ...expected, column: 20, got: 'localhost.http' });
    expect(read('IP6 ::1.80 > ::1.81: Flags [S]')).toMatchObject({ ...expected, got: 'IP6' });
    expect(read('IP 10.0.0.5 > 10.0.0.9: ICMP echo request')).toMatchObject({ ...expected, got: '10.0.0.5' });
  });
});

describe('what is not a segment', () => {
  it.each([
    ['', 'input/empty', 1, ''],
    ['   ', 'input/empty', 1, ''],
    ['hello', 'word/unknown', 1, 'hello'],
    ['SA seq 5', 'word/unknown', 1, 'SA'],
    ['SS', 'word/unknown', 1, 'SS'],
    ['S. seq 5 !', 'word/unknown', 10, '!'],
    ['S.\u4e2d', 'word/unknown', 3, '\u4e2d'],
    ['S. seq', 'number/expected', 7, ''],
    ['S. seq win 5', 'name/unknown', 8, 'win'],
    ['S. seq 4294967296', 'number/too-big', 8, '4294967296'],
    ['S. seq 1 seq 2', 'field/twice', 10, 'seq'],
    ['S. 1:1(0) len 0', 'field/twice', 11, 'len'],
    ['S. R', 'field/twice', 4, 'R'],
    ['S FIN', 'field/twice', 3, 'FIN'],
    ['SYN SYN', 'field/twice', 5, 'SYN'],
    ['SYN+PUSH', 'flags/unknown', 5, 'PUSH'],
    ['Flags [X]', 'flags/unknown', 8, 'X'],
    ['Flags [S', 'mark/expected', 9, ''],
    ['S 5', 'range/expected', 3, '5'],
    ['S 5:6(0)', 'range/mismatch', 5, '6(0)'],
    ['P. seq 5:6, length 2', 'range/mismatch', 10, '6,'],
    ['. 1:0', 'length/too-big', 5, '4294967295'],
    ['. 1:1(0', 'mark/expected', 8, ''],
    ['. len 65456', 'length/too-big', 7, '65456'],
    ['. win 65536', 'window/too-big', 7, '65536'],
    ['. win 0-1', 'window/too-big', 7, '0-1'],
    ['S mss 65536', 'mss/too-big', 7, '65536'],
    ['S wscale 15', 'wscale/too-big', 10, '15'],
    ['S <mss 1460', 'mark/expected', 12, ''],
    ['S <mss 1460 !>', 'option/unknown', 13, '!>'],
    ['S <mss 1460,mss 5>', 'field/twice', 13, 'mss'],
    ['S <wscal 7>', 'option/unknown', 4, 'wscal'],
    ['S <> <>', 'field/twice', 6, '<>'],
    ['S ts 1', 'mark/expected', 7, ''],
    ['S TS val 1 0', 'mark/expected', 12, '0'],
    ['. sack 1', 'mark/expected', 9, ''],
    ['. sack 1:2 3:4 5:6 7:8 9:10', 'sack/too-many', 24, '9:10'],
    ['S seq 5 ack 6', 'ack/without-flag', 9, 'ack'],
    ['src 10.0.0.256:5', 'address/expected', 5, '10.0.0.256:5'],
    ['src 10.0.0.5:80x', 'address/expected', 5, '10.0.0.5:80x'],
    ['dst 10.0.0.5:65536', 'port/too-big', 5, '10.0.0.5:65536'],
  ])('"%s" is refused as %s in column %i', (text, name, column, got) => {
    const error = read(text);
    expect(error).toMatchObject({ name, column, got });
    expect((error as NotationError).expected).not.toBe('');
    expect((error as NotationError).example).not.toBe('');
  });

  it('is refused without printing what might harm a terminal', () => {
    expect(read('S \u001b]0;title\u0007')).toMatchObject({ name: 'input/hidden-character', column: 3, got: 'U+001B (ESC, a terminal escape)' });
    expect(read('S. seq \u05d0')).toMatchObject({ name: 'number/expected', column: 8, got: 'U+05D0' });
    expect(read('9'.repeat(2001))).toMatchObject({ name: 'input/too-long', column: 2001, got: '2001' });
  });

  it.each([
    ['S. sqe 5', 'seq'],
    ['S. seq RCV.NTX', 'RCV.NXT'],
    ['S <sackok,wscael 7>', 'wscale'],
    ['S RCV.NX:RCV.NXT(0)', 'RCV.NXT'],
    ['S. something 5', null],
  ])('"%s" comes with the word that was probably meant: %s', (text, nearest) => {
    expect(read(text)).toMatchObject({ nearest });
  });

  it('gives examples that are themselves right', () => {
    const examples = new Set<string>();
    for (const text of ['', 'hello', 'S 5', 'S 5:6(0)', '. win 65536', '. len 65456', 'S mss 65536', 'S wscale 15', 'SYN+X', 'S seq 5 ack 6', '. sack 1:2 3:4 5:6 7:8 9:10', 'S seq 1 seq 2', 'S ts 1', '\u001b']) {
      examples.add((read(text) as NotationError).example);
    }
    for (const example of examples) expect(parseSegment(example)).toMatchObject({ ok: true });
    expect(examples.size).toBeGreaterThan(8);
  });
});

describe('any text at all', () => {
  const words = ['S', 'S.', '.', '-', 'SYN', 'ack', 'ACK', 'seq', 'win', 'len', 'length', 'src', 'dst', 'mss', 'sackOK', 'TS', 'val', 'ecr', 'sack', 'wscale', 'nop', 'ts'];
  const marks = ['<', '>', '[', ']', '(', ')', '{', '}', ':', ',', '+', '-', '/', '|', '#', ' ', '  ', '=', '\t'];
  const others = ['Flags', 'options', 'cksum', '0x12', 'urg', 'IP', '>', '10.0.0.5:80', '10.0.0.5.80', '1', '4294967295', 'RCV.NXT', 'ISS', '#4.seq', 'none', 'tfo', '\uff33', '12:00:00.1'];
  const soup = fc.array(fc.constantFrom(...words, ...marks, ...others, ' ', ' ', ' '), { maxLength: 60 }).map((parts) => parts.join(''));
  const spaced = fc.array(fc.constantFrom(...words, ...marks, ...others), { maxLength: 40 }).map((parts) => parts.join(' '));
  const anything = fc.oneof(soup, spaced, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 100 }));

  it('is answered with fields in their ranges or with one of the errors, safe to print', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseSegment(text, { scope });
        if (!result.ok) {
          const { name, column, got, expected, example, nearest } = result.error;
          expect(NOTATION_ERROR_NAMES).toContain(name);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(text.length + 1);
          expect(got + expected + example + nearest).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
          return;
        }
        const { flags = 0, seq = 0, ack = 0, win = 0, length = 0 } = result.fields;
        for (const [value, limit] of [[flags, 0xff], [seq, 0xffffffff], [ack, 0xffffffff], [win, 0xffff], [length, 65455]] as const) {
          expect(Number.isInteger(value) && value >= 0 && value <= limit).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['(', 'ack ', 'ack 1+', '1+', '1:', '<', '[', 'sack 1:2 ', 'IP (', '12:00:00 ', '1.', 'a.', '10.0.0.5.', '(()', 'SYN+ACK,', ' '])(
    'is answered quickly, also "%s" over and over',
    (part) => {
      const started = performance.now();
      parseSegment(part.repeat(2000).slice(0, 2000), { scope });
      parseSegment(`${part.repeat(2000).slice(0, 1990)} > `, { scope });
      // A pattern that tries all ways would take minutes; the limit is wide because other programs share the machine.
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});
