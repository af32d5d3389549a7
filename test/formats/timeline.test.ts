import { describe, expect, test } from 'vitest';
import { timelineOfRun, writeExport } from '../../source/commands/export/write-export.ts';
import type { TimelineJson } from '../../source/formats/json/timeline-json.ts';
import { analyse } from '../../source/formats/analysis.ts';
import { ACK, FIN, RST, SYN } from '../../source/tcp/flags.ts';
import { segment as makeSegment } from '../../source/tcp/segment.ts';
import { allRuns, runOf } from './runs.ts';

describe('a timeline', () => {
  test('of an attacker who is not done yet has nothing that he cannot see', () => {
    const { hosts, packets } = timelineOfRun(runOf('reset-from-outside', ['wait 30ms'], { toEnd: false }), 'en');
    const you = hosts.find((host) => host.you)!.name;
    expect(packets.filter(({ from, to }) => from !== you && to !== you)).toEqual([]);
  });

  test('of one who is done has everything', () => {
    const { hosts, packets } = timelineOfRun(runOf('reset-from-outside', null), 'en');
    const you = hosts.find((host) => host.you)!.name;
    expect(packets.some(({ from, to }) => from !== you && to !== you)).toBe(true);
  });

  test('as JSON has its format, version and every segment', () => {
    for (const run of allRuns({ live: false })) {
      const written = writeExport(run, 'json', { at: null, absolute: false }, 'en');
      const json = JSON.parse(String(written.ok && written.content)) as TimelineJson;
      expect({ format: json.format, version: json.version, level: json.level, leftOut: json.leftOut }).toEqual({ format: 'ackademy-timeline', version: 1, level: run.run.level, leftOut: 0 });
      expect(json.segments.map(({ n }) => n)).toEqual(timelineOfRun(run, 'en').packets.map(({ n }) => n));
    }
  });
});

describe('the signs of a segment', () => {
  const ends = { srcIp: 1, srcPort: 40_000, dstIp: 2, dstPort: 80 };
  const back = { srcIp: 2, srcPort: 80, dstIp: 1, dstPort: 40_000 };
  const signs = (...segments: Parameters<typeof makeSegment>[0][]) => analyse(segments.map((one) => makeSegment(one))).map((one) => Object.entries(one).flatMap(([name, is]) => (is ? [name] : [])).join());

  test('again: a SYN, data and a FIN whose numbers were sent before, also over the end of the number space', () => {
    const syn = { ...ends, flags: SYN, seq: 4_294_967_295 };
    const data = { ...ends, flags: ACK, seq: 0, ack: 1, win: 10, length: 5 };
    const fin = { ...ends, flags: FIN | ACK, seq: 5, ack: 1, win: 10 };
    expect(signs(syn, syn, data, data, fin, fin)).toEqual(['zero', 'again', '', 'again', '', 'again'].map((sign) => (sign === 'zero' ? '' : sign)));
  });

  test('none for a SYN with a number of its own, for the other direction, for a bare ACK and a RST', () => {
    expect(signs({ ...ends, flags: SYN, seq: 100 }, { ...ends, flags: SYN, seq: 50 }, { ...back, flags: SYN | ACK, seq: 50, ack: 51 }, { ...ends, flags: ACK, seq: 51, ack: 51, win: 5 })).toEqual(['', '', '', '']);
  });

  test('duplicateAck, zeroWindow and reset', () => {
    const ack = { ...ends, flags: ACK, seq: 1, ack: 1, win: 10 };
    expect(signs(ack, ack, { ...ack, win: 9 }, { ...ack, win: 0 }, { ...ends, flags: RST, seq: 1 })).toEqual(['', 'duplicateAck', '', 'zeroWindow', 'reset']);
  });
});
