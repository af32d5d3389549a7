import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert as assertProperty, nat, property, uint8Array } from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { timelineOfRun, writeExport } from '../../source/commands/export/write-export.ts';
import { fromFrames } from '../../source/formats/import/from-frames.ts';
import { fromScript } from '../../source/formats/import/from-script.ts';
import type { Frame } from '../../source/formats/pcap/frames.ts';
import { isPcap, readPcap } from '../../source/formats/pcap/read-pcap.ts';
import { isPcapng, readPcapng } from '../../source/formats/pcapng/read-pcapng.ts';
import { parseScript } from '../../source/packetdrill/language/parse-script.ts';
import { ip } from '../../source/tcp/address.ts';
import { encode } from '../../source/tcp/encode.ts';
import { ACK, SYN } from '../../source/tcp/flags.ts';
import { segment } from '../../source/tcp/segment.ts';
import { has, runOf } from './runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const syn = segment({ srcIp: ip('10.0.0.1'), srcPort: 40_000, dstIp: ip('10.0.0.2'), dstPort: 80, flags: SYN, seq: 100, win: 64_240, options: { mss: 1460 } });
const answer = segment({ srcIp: syn.dstIp, srcPort: 80, dstIp: syn.srcIp, dstPort: 40_000, flags: SYN | ACK, seq: 900, ack: 101, win: 65_160 });

function frame(bytes: Uint8Array, fields: Partial<Frame> = {}): Frame {
  return { number: 1, at: 0, link: 228, bytes, length: bytes.length, ...fields };
}

function exported(level: string): Uint8Array {
  const written = writeExport(runOf(level, null), 'pcapng', { at: null, absolute: false }, 'en');
  if (!written.ok || typeof written.content === 'string') throw new Error('no capture');
  return written.content;
}

/** A pcap file by hand, in either order of bytes. */
function pcap(little: boolean, magic: number, packets: readonly { readonly seconds: number; readonly fraction: number; readonly bytes: Uint8Array }[]): Uint8Array {
  const file = new Uint8Array(24 + packets.reduce((sum, { bytes }) => sum + 16 + bytes.length, 0));
  const view = new DataView(file.buffer);
  view.setUint32(0, magic, little);
  view.setUint16(4, 2, little);
  view.setUint16(6, 4, little);
  view.setUint32(16, 65_535, little);
  view.setUint32(20, 101, little);
  let at = 24;
  for (const { seconds, fraction, bytes } of packets) {
    [seconds, fraction, bytes.length, bytes.length].forEach((value, index) => view.setUint32(at + 4 * index, value, little));
    file.set(bytes, at + 16);
    at += 16 + bytes.length;
  }
  return file;
}

describe('reading a capture', () => {
  test('gives back what an export wrote: every segment, at its time', () => {
    const read = readPcapng(exported('four-waves'));
    expect(read.ok).toBe(true);
    const imported = fromFrames(read.ok ? read.frames : []);
    const { packets } = timelineOfRun(runOf('four-waves', null), 'en');
    expect(imported.ok && imported.conversation.spoken.map(({ at, segment: { flags, seq, ack, win, length, options } }) => ({ at: Math.round(at * 1000) / 1000, flags, seq, ack, win, length, options }))).toEqual(
      packets.map(({ sentAt, segment: { flags, seq, ack, win, length, options } }) => ({ at: Math.round((sentAt - packets[0]!.sentAt) * 1000) / 1000, flags, seq, ack, win, length, options })),
    );
  });

  test.each([
    [true, 0xa1b2c3d4, 20_000],
    [false, 0xa1b2c3d4, 20_000],
    [true, 0xa1b23c4d, 20_000_000],
    [false, 0xa1b23c4d, 20_000_000],
  ])('reads pcap, little-endian %s, magic %i', (little, magic, fraction) => {
    const file = pcap(little, magic, [{ seconds: 1_700_000_000, fraction: 0, bytes: encode(syn) }, { seconds: 1_700_000_000, fraction, bytes: encode(answer) }]);
    expect([isPcap(file), isPcapng(file)]).toEqual([true, false]);
    const read = readPcap(file);
    const imported = fromFrames(read.ok ? read.frames : []);
    expect(imported.ok && imported.conversation).toMatchObject({ ends: ['10.0.0.1:40000', '10.0.0.2:80'], others: 0, spoken: [{ n: 1, at: 0, from: 0 }, { n: 2, at: 20, from: 1, segment: { seq: 900, ack: 101 } }] });
  });

  test.skipIf(!has('tshark'))('reads what tshark makes of it: pcap, and pcapng with its own blocks (skipped without tshark)', () => {
    const from = join(folder, 'from.pcapng');
    writeFileSync(from, exported('four-waves'));
    for (const format of ['pcap', 'pcapng', 'nsecpcap']) {
      const bytes = execFileSync('tshark', ['-r', from, '-F', format, '-w', '-'], { stdio: ['ignore', 'pipe', 'ignore'] });
      const read = isPcap(bytes) ? readPcap(bytes) : readPcapng(bytes);
      const imported = fromFrames(read.ok ? read.frames : []);
      expect({ format, count: imported.ok && imported.conversation.spoken.length }).toEqual({ format, count: timelineOfRun(runOf('four-waves', null), 'en').packets.length });
    }
  });

  test.each([1, 113, 0, 276, 101, 12])('takes the header of link type %i off', (link) => {
    const headers: Record<number, readonly number[]> = { 0: [2, 0, 0, 0], 1: [...Array<number>(12).fill(2), 8, 0], 113: [...Array<number>(14).fill(0), 8, 0], 276: [8, 0, ...Array<number>(18).fill(0)], 101: [], 12: [] };
    const bytes = Uint8Array.from([...headers[link]!, ...encode(syn)]);
    expect(fromFrames([frame(bytes, { link })])).toMatchObject({ ok: true });
  });

  test('counts packets that are not TCP, and leaves them out', () => {
    const udp = encode(syn);
    udp[9] = 17;
    expect(fromFrames([frame(udp), frame(encode(syn), { number: 2 })])).toMatchObject({ ok: true, conversation: { others: 1, spoken: [{ place: 2 }] } });
  });

  const cut = encode({ ...syn, length: 100 }).subarray(0, 60);
  const fragment = encode(syn);
  fragment[6] = 0x20;
  test.each([
    ['an unknown link type', [frame(encode(syn), { link: 999 })], 'import.link', { frame: 1, link: 999 }],
    ['IPv6', [frame(Uint8Array.from([0x60, ...Array<number>(60).fill(0)]), { number: 7 })], 'import.ipv6', { frame: 7 }],
    ['a fragment', [frame(fragment)], 'import.fragment', { frame: 1 }],
    ['a frame that was cut', [frame(cut, { length: 140 })], 'import.cut-frame', { frame: 1, kept: 60, length: 140 }],
    ['a datagram shorter than it says', [frame(cut)], 'import.bad-segment', { frame: 1, error: 'ip/too-short' }],
    ['no TCP', [], 'import.no-tcp', { frames: 0 }],
    ['two connections', [frame(encode(syn)), frame(encode({ ...syn, srcPort: 40_001 }), { number: 2 })], 'import.connections', { count: 2 }],
  ])('refuses %s', (_what, frames, id, params) => {
    expect(fromFrames(frames)).toMatchObject({ ok: false, why: { id, params } });
  });

  test('never throws, whatever the bytes, and says where a file that was cut ends', () => {
    const whole = exported('first-syn');
    const isGiven = (bytes: Uint8Array): void => {
      for (const read of [readPcapng(bytes), readPcap(bytes)]) if (read.ok) fromFrames(read.frames);
    };
    for (let length = 0; length < whole.length; length++) isGiven(whole.subarray(0, length));
    assertProperty(property(uint8Array({ maxLength: 400 }), isGiven), { numRuns: 300 });
    assertProperty(
      property(nat(whole.length - 1), nat(255), (at, value) => {
        const changed = Uint8Array.from(whole);
        changed[at] = value;
        isGiven(changed);
      }),
      { numRuns: 500 },
    );
    expect(readPcapng(whole.subarray(0, whole.length - 8))).toMatchObject({ ok: false, fault: { name: 'cut-off' } });
  });
});

describe('reading a script', () => {
  const conversationOf = (text: string) => {
    const parsed = parseScript(text);
    if (!parsed.ok) throw new Error(parsed.fault.message);
    return fromScript(parsed.script);
  };

  test('gives its segments, with the numbers that those of the SYNs make of them', () => {
    const imported = conversationOf('0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 < S 1000:1000(0) win 500\n+0 > S. 50:50(0) ack 1001 <...>\n+.1 < P. 1:11(10) ack 1 win 500\n* > . 1:1(0) ack 11\n');
    expect(imported).toMatchObject({
      ok: true,
      conversation: {
        ends: ['peer', 'kernel'],
        spoken: [
          { at: 0, from: 0, place: 2, segment: { seq: 1000, win: 500 }, unsaid: [] },
          { at: 0, from: 1, segment: { seq: 50, ack: 1001 }, unsaid: ['win', 'options'] },
          { at: 100, from: 0, segment: { seq: 1001, ack: 51, length: 10 } },
          { at: 100, from: 1, segment: { seq: 51, ack: 1011 }, unsaid: ['win'] },
        ],
      },
    });
  });

  test.each([
    ['0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n', 'import.no-segments', {}],
    ['0 < 4000>8080 S 0:0(0) win 10\n', 'import.ports', { line: 1 }],
    ['0 < S 0:0(0) win 10\n+0 > udp (20)\n', 'import.foreign', { line: 2 }],
  ])('refuses %j', (text, id, params) => {
    expect(conversationOf(text)).toMatchObject({ ok: false, why: { id, params } });
  });
});
