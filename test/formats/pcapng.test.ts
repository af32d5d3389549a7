import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { MOST_SEGMENTS, timelineOfRun, writeExport } from '../../source/commands/export/write-export.ts';
import { analyse, type Signs } from '../../source/formats/analysis.ts';
import { ACK, has as carries, SYN } from '../../source/tcp/flags.ts';
import type { Segment } from '../../source/tcp/segment.ts';
import { allRuns, has, merged, pcapngOf, runOf } from './runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-pcapng-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bytesOf(run: Parameters<typeof writeExport>[0], at: string | null = null): Uint8Array {
  const written = writeExport(run, 'pcapng', { at, absolute: false }, 'en');
  if (!written.ok || typeof written.content === 'string') throw new Error('not bytes');
  return written.content;
}

/** One line a packet, one column a field, as tshark says it. */
function tshark(bytes: Uint8Array, fields: readonly string[]): readonly (readonly string[])[] {
  const file = join(folder, 'run.pcapng');
  writeFileSync(file, bytes);
  const options = ['-n', '-r', file, '-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE', '-T', 'fields', '-E', 'separator=/t', '-E', 'aggregator=|'];
  const out = execFileSync('tshark', [...options, ...fields.flatMap((field) => ['-e', field])], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });
  return out.split('\n').slice(0, -1).map((line) => line.split('\t'));
}

const GOOD = '1';

function sameWay(one: Segment, other: Segment): boolean {
  return one.srcIp === other.srcIp && one.srcPort === other.srcPort && one.dstIp === other.dstIp && one.dstPort === other.dstPort;
}

/**
 * Whether tshark takes it for a retransmission and we do not: the SYN-ACK of an end that has sent another connection's numbers
 * before. tshark begins anew at a SYN, but not at a SYN-ACK, and counts that end by its old numbers from then on.
 */
function beginsAnew(segment: Segment, before: readonly Segment[]): boolean {
  const earlier = before.filter((one) => sameWay(one, segment));
  const synAck = carries(segment.flags, SYN) && carries(segment.flags, ACK);
  return synAck && earlier.length > 0 && !earlier.some(({ flags, seq }) => carries(flags, SYN) && seq === segment.seq);
}

describe('a pcapng file', () => {
  test('has the same bytes each time', () => {
    const run = runOf('four-waves', null);
    expect(Buffer.compare(bytesOf(run), bytesOf(run))).toBe(0);
  });

  test('consists of blocks whose two lengths agree, to the last byte: a section, an interface for each host, the packets', () => {
    const run = runOf('four-waves', null);
    const bytes = bytesOf(run);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const types: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = view.getUint32(at + 4, true);
      expect(length % 4).toBe(0);
      expect(view.getUint32(at + length - 4, true)).toBe(length);
      types.push(view.getUint32(at, true));
      at += length;
    }
    const { hosts, packets } = timelineOfRun(run, 'en');
    expect(types).toEqual([0x0a0d0d0a, ...hosts.map(() => 1), ...packets.map(() => 6)]);
  });
});

describe.skipIf(!has('tshark'))('tshark (skipped where it is not installed: `apt-get install tshark`)', () => {
  const runs = has('tshark') ? allRuns({ live: false }) : [];

  const all = runs.length === 0 ? null : merged(runs);
  const rows = all === null ? [] : tshark(pcapngOf(all), ['tcp.checksum.status', 'ip.checksum.status', '_ws.malformed', 'tcp.analysis.retransmission', 'tcp.analysis.duplicate_ack', 'tcp.analysis.zero_window', 'tcp.flags.reset', 'tcp.seq_raw', 'tcp.analysis.out_of_order', 'tcp.analysis.keep_alive_ack']);

  test('reads every segment of every run', () => {
    expect(rows.map((row) => Number(row[7]))).toEqual(all!.packets.map(({ segment }) => segment.seq));
  });

  test.each(runs.map((run, index): [string, number] => [run.name, index]))('finds nothing malformed and right checksums in %s, and agrees on retransmissions, duplicates, resets and zero windows', (_name, index) => {
    const mine = rows.filter((_row, at) => all!.packets[at]!.n === index);
    expect(mine.filter(([tcp, ip, malformed]) => tcp !== GOOD || ip !== GOOD || malformed !== '')).toEqual([]);
    const found = (column: number, means: (text: string) => boolean = (text) => text !== ''): readonly number[] => mine.flatMap((row, at) => (means(row[column]!) ? [at + 1] : []));
    const segments = all!.packets.filter(({ n }) => n === index).map(({ segment }) => segment);
    const signs = analyse(segments);
    const misled = segments.map((segment, at) => beginsAnew(segment, segments.slice(0, at)));
    const numbered = (n: number): boolean => !segments.slice(0, n).some((segment, at) => misled[at] && sameWay(segment, segments[n - 1]!));
    const ours = (sign: keyof Signs): readonly number[] => signs.flatMap((one, at) => (one[sign] ? [at + 1] : []));
    const either = (one: number, other: number): readonly number[] => [...new Set([...found(one), ...found(other)])].toSorted((a, b) => a - b);
    // Numbers that were sent already and come within 3 ms of others are "out of order" to tshark; an ACK after one that looks like a keepalive answers that.
    const theirs = { again: either(3, 8).filter((n) => !misled[n - 1]), duplicateAck: either(4, 9).filter(numbered), zeroWindow: found(5), reset: found(6, (text) => text === 'True' || text === '1') };
    expect(theirs).toEqual({ again: ours('again'), duplicateAck: ours('duplicateAck').filter(numbered), zeroWindow: ours('zeroWindow'), reset: ours('reset') });
  });

  test('shows times, interfaces, directions and verdicts', () => {
    const rows = tshark(bytesOf(runOf('first-syn', null)), ['frame.time_epoch', 'frame.interface_name', 'frame.packet_flags_direction', 'frame.comment']);
    expect(rows.map(([time, name, direction]) => [time, name, direction])).toEqual([
      ['946684800.000000000', 'client', '0x00000002'],
      ['946684800.020000000', 'server', '0x00000002'],
      ['946684800.040000000', 'client', '0x00000002'],
    ]);
    expect(rows[2]![3]).toContain('good, as Linux does it (syn-sent/established).');
  });

  test('sees at a host only what gets there', () => {
    const run = runOf('the-listener', null);
    const { packets } = timelineOfRun(run, 'en');
    const lost = packets.filter(({ fate }) => fate === 'lost').length;
    expect(lost).toBeGreaterThan(0);
    const rows = tshark(bytesOf(run, 'server'), ['frame.time_epoch', 'frame.interface_name', '_ws.malformed']);
    expect(rows.length).toBe(packets.length - lost);
    expect(rows.map(([time]) => Number(time))).toEqual(rows.map(([time]) => Number(time)).toSorted((a, b) => a - b));
    expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(['server']));
  });

  test('reads the beginning of a flood, which says how much is left out', () => {
    const run = runOf('survive-the-flood', null);
    const rows = tshark(bytesOf(run), ['tcp.checksum.status', '_ws.malformed']);
    expect(rows.length).toBe(MOST_SEGMENTS);
    expect(rows.filter(([tcp, malformed]) => tcp !== GOOD || malformed !== '')).toEqual([]);
    expect(timelineOfRun(run, 'en').leftOut).toBeGreaterThan(1000);
  });
});
