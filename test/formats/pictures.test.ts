import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { MOST_DRAWN, timelineOfRun, writeExport } from '../../source/commands/export/write-export.ts';
import { writeMermaid } from '../../source/formats/mermaid/write-mermaid.ts';
import { writeSvg } from '../../source/formats/svg/write-svg.ts';
import { LANGUAGES } from '../../source/language.ts';
import { cut, type Timeline } from '../../source/formats/timeline.ts';
import { allRuns, runOf, timelinesOf } from './runs.ts';

const runs = allRuns({ live: true });
const timelines = { en: timelinesOf(runs, 'en'), 'zh-Hans': timelinesOf(runs, 'zh-Hans') };
const BASES = [false, true];

/** Lines of a sequence diagram, as the grammar of Mermaid has them; every text is free of what ends or begins something there. */
const TEXT = String.raw`(?:[^#;%<>"'${'`'}&\\{}]|#\d+;)*`;
const MERMAID_LINE = new RegExp(String.raw`^    (?:title ${TEXT}|participant \w+ as ${TEXT}|Note over \w+: ${TEXT}|\w+--?(?:>>|x)\w+: ${TEXT})$`);

/** A run whose every text tries to be something else. */
function hostile(text: string): Timeline {
  const timeline = timelineOfRun(runOf('four-waves', null), 'en');
  const host = (name: string): string => (name === 'server' ? text : name);
  return {
    ...timeline,
    run: { ...timeline.run, level: text, title: text, seed: text },
    hosts: timeline.hosts.map((one) => ({ ...one, name: host(one.name) })),
    packets: timeline.packets.map((packet) => ({ ...packet, from: host(packet.from), to: packet.to === null ? null : host(packet.to) })),
    states: timeline.states.map((state) => ({ ...state, host: host(state.host), to: text })),
    calls: timeline.calls.map((call) => ({ ...call, host: host(call.host), call: text })),
  };
}

const HOSTILE = ['</text><script>alert(1)</script>', '"><image href="x" onerror="y"/>', 'a\nparticipant evil\n', '%%{init: {}}%%', '; #quot; end', '\u202e\u0000\u001b[2J\ud800', ']]>&amp;', 'x'.repeat(5000)];

describe('a Mermaid diagram', () => {
  test.each(LANGUAGES.flatMap((lang) => BASES.map((absolute) => ({ lang, absolute }))))('has only lines of the grammar, in $lang, absolute $absolute', ({ lang, absolute }) => {
    for (const { timeline } of timelines[lang]) {
      const [head, ...lines] = writeMermaid(cut(timeline, MOST_DRAWN), lang, { absolute }).trimEnd().split('\n');
      expect(head).toBe('sequenceDiagram');
      expect(lines.filter((line) => !MERMAID_LINE.test(line))).toEqual([]);
      const named = new Set(lines.flatMap((line) => /^ {4}participant (\w+)/.exec(line)?.[1] ?? []));
      expect(lines.flatMap((line) => /^ {4}(\w+)--?(?:>>|x)(\w+):/.exec(line)?.slice(1, 3) ?? []).filter((name) => !named.has(name))).toEqual([]);
    }
  });

  test.each(HOSTILE)('takes %j for text', (text) => {
    const lines = writeMermaid(hostile(text), 'en', { absolute: false }).trimEnd().split('\n').slice(1);
    expect(lines.filter((line) => !MERMAID_LINE.test(line))).toEqual([]);
    expect(lines.length).toBe(writeMermaid(hostile('plain'), 'en', { absolute: false }).trimEnd().split('\n').length - 1);
  });

  test('crosses out what is lost and dots what is sent again', () => {
    const text = writeMermaid(timelineOfRun(runOf('four-waves', null, { seed: '1' }), 'en'), 'en', { absolute: false });
    expect(text).toMatch(/h1-xh0: .*\(lost\)/);
    expect(text).toMatch(/h1-->>h0: .*\(retransmission\)/);
  });
});

describe('an SVG ladder', () => {
  test.each(LANGUAGES)('of every run is well formed, in %s', (lang) => {
    for (const { name, timeline } of timelines[lang]) expect(() => new Resvg(writeSvg(cut(timeline, MOST_DRAWN), lang, { absolute: false }), { font: { loadSystemFonts: false } }), name).not.toThrow();
  });

  test('needs nothing from outside and runs nothing', () => {
    const written = writeExport(runOf('first-syn', null), 'svg', { at: null, absolute: false }, 'en');
    expect(String(written.ok && written.content)).not.toMatch(/href|url\(|<script|<image|<foreignObject|@import/);
  });

  test.each(HOSTILE)('takes %j for text', (text) => {
    const svg = writeSvg(hostile(text), 'en', { absolute: false });
    const tags = (drawn: string): string => (drawn.match(/<\/?[a-zA-Z]+/g) ?? []).join();
    expect(tags(svg)).toBe(tags(writeSvg(hostile('plain'), 'en', { absolute: false })));
    expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
  });

  test('names each segment, what became of it, and what the move was worth', () => {
    const timeline = timelineOfRun(runOf('four-waves', null, { seed: '1' }), 'zh-Hans');
    const svg = writeSvg(timeline, 'zh-Hans', { absolute: true });
    for (const { segment } of timeline.packets) expect(svg).toContain(`seq ${segment.seq}`);
    expect(svg).toContain('丢失');
    expect(svg).toContain('第 1 步: 正确, 与 Linux 一致');
  });

  test('says when segments are left out', () => {
    const written = writeExport(runOf('survive-the-flood', null), 'svg', { at: null, absolute: false }, 'en');
    expect(String(written.ok && written.content)).toMatch(/\d+ more segments are left out/);
  });
});
