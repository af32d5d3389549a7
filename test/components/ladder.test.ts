import { describe, expect, it } from 'vitest';
import { cells } from '../../source/components/cells.ts';
import { drawArrow } from '../../source/components/ladder/arrow.ts';
import { ladderRows, type LadderModel } from '../../source/components/ladder/ladder-rows.ts';
import { plainText } from '../../source/components/line.ts';
import { wordsFor } from '../../source/components/words.ts';
import { answering, attacking, lost, won } from '../fixtures/session-views.ts';
import type { SessionView } from '../../source/referee/session-view.ts';

const en = wordsFor('en');

function model(view: SessionView, more: Partial<LadderModel> = {}): LadderModel {
  return { lifelines: view.world.lifelines, entries: view.world.ladder, judged: view.judged, now: view.world.now, still: false, absolute: false, selected: null, yourMove: false, won: view.phase === 'won', ...more };
}

function drawn(view: SessionView, more: Partial<LadderModel> = {}, width = 72, height = 24): string[] {
  return ladderRows(model(view, more), en, width, height).map(plainText);
}

function row(rows: readonly string[], number: number): string {
  return rows.find((text) => text.includes(`#${number} `) || text.trimEnd().endsWith(`#${number}`)) ?? '';
}

describe('the ladder', () => {
  it('says which address a host is behind, and which address and port a router has given its SYN', () => {
    const [client, server] = answering.world.lifelines;
    const lifelines = [{ ...client!, address: '192.168.1.20:40112', behind: '198.51.100.7' }, server!];
    const first = answering.world.ladder.find((entry) => entry.kind === 'segment')!;
    const entries = [{ ...first, from: 0, to: 1, segment: { ...first.segment, flags: 2, srcIp: 0xc6336407, srcPort: 1024 } }] as LadderModel['entries'];
    const [names, , syn] = drawn(answering, { lifelines, entries }, 110);
    expect(names).toContain('192.168.1.20:40112 behind 198.51.100.7');
    expect(syn).toContain('src=198.51.100.7');
    expect(drawn(answering, { lifelines: [client!, server!], entries }, 110)[2]).not.toContain('src=');
    expect(drawn(answering, { lifelines, entries }, 40)[0]).not.toContain('behind');
  });

  it('gives each of three lifelines its own room: states never run into each other', () => {
    const [client, server] = answering.world.lifelines;
    const lifelines = [
      { ...client!, host: 'a', state: 'SYN-SENT', address: '10.0.0.5:39042' },
      { ...client!, host: 'b', state: 'FIN-WAIT-2', address: '10.0.0.6:49384', you: true },
      { ...server!, host: 'c', state: 'TIME-WAIT', address: '10.0.0.9:52111', you: false },
    ];
    for (let width = 36; width <= 120; width++) {
      const [names = '', states = ''] = drawn(answering, { lifelines }, width);
      expect(states.trim().split(/ +/).filter((text) => !text.startsWith(':')), `${width}: ${states}`).toHaveLength(3);
      if (width >= 44) expect(states, `${width}`).toMatch(/SYN-SENT .*FIN-WAIT-2 .*TIME-WAIT/);
      expect(names, `${width}`).toMatch(/(client|^ +a) .*YOU .*(server|10\.0\.0\.9)/);
    }
  });

  it('keeps the segment that is asked about in sight, whatever has happened since and however little room there is', () => {
    const first = answering.world.ladder.find((entry) => entry.kind === 'segment')!;
    const happenings = [1, 2, 3, 4].map((at) => ({ kind: 'state' as const, lifeline: 0, at, from: 'CLOSED' as const, to: 'SYN-SENT' as const }));
    const entries = [first, ...happenings] as SessionView['world']['ladder'];
    for (let height = 3; height <= 9; height++) {
      const rows = drawn(answering, { entries, now: 500, about: 1, yourMove: true }, 72, height);
      expect(rows.filter((text) => text.includes('#1 ')), `${height}`).toHaveLength(1);
      expect(rows).toHaveLength(height);
    }
    expect(row(drawn(answering, { entries, now: 500, yourMove: true }, 72, 5), 1)).toBe('');
  });

  it('calls two hosts of one side by their own names', () => {
    const [client, server] = answering.world.lifelines;
    const lifelines = [{ ...client!, host: 'peer', you: false }, { ...client!, host: 'stranger', you: false }, { ...server!, you: true }];
    expect(drawn(answering, { lifelines }, 90)[0]).toMatch(/peer .*stranger .*YOU/);
  });

  it('names the port that differs where two hosts have several connections', () => {
    const first = answering.world.ladder.find((entry) => entry.kind === 'segment')!;
    if (first.kind !== 'segment') throw new Error('the sample has no segment');
    const entries = [first, { ...first, n: 2, segment: { ...first.segment, srcPort: 40113 } }];
    const rows = drawn(answering, { entries });
    expect(row(rows, 1)).toContain('[S] :40112');
    expect(row(rows, 2)).toContain('[S] :40113');
    expect(drawn(answering, { entries: [first] }).join('')).not.toContain('[S] :');
  });

  it('shows a segment in flight at three different places at three times, and arrived at the fourth', () => {
    const heads = [69, 78, 87].map((now) => row(drawn(answering, { now }), 4).indexOf('>'));
    expect(new Set(heads).size).toBe(3);
    expect(heads).toEqual(heads.toSorted((a, b) => a - b));
    expect(row(drawn(won, { now: 89 }), 4)).toContain('>|');
  });

  it('keeps the label of a segment in flight readable in every frame', () => {
    for (let now = 68; now <= 88; now++) expect(row(drawn(answering, { now }), 4)).toContain('[S]');
  });

  it('draws no movement where motion is reduced, but says that it is on its way', () => {
    const frames = [69, 78, 87].map((now) => row(drawn(answering, { now, still: true }), 4));
    expect(new Set(frames).size).toBe(1);
    expect(frames[0]).toContain('on its way');
  });

  it('ends a lost segment where it was lost, with x and the word', () => {
    const rows = drawn(lost);
    expect(row(rows, 1)).toMatch(/-x \[S\].* #1 LOST/);
    expect(row(rows, 2).indexOf('x')).toBeGreaterThan(row(rows, 1).indexOf('x'));
    expect(row(rows, 3)).toMatch(/\?.*#3 NO HOST/);
  });

  it('says why a segment was dropped on arrival, in Linux\'s name and in words', () => {
    const rows = drawn(answering);
    expect(row(rows, 3)).toContain('DROPPED');
    expect(rows.join('\n')).toContain('TCP_OLD_SEQUENCE: old sequence');
  });

  it('shows numbers relative to the SYN as tcpdump does, and absolute ones on demand', () => {
    expect(row(drawn(won), 6)).toContain('seq 1 ack 1');
    expect(row(drawn(won, { absolute: true }), 6)).toContain('seq 1001 ack 5001');
    expect(row(drawn(won), 5)).toContain('seq 5000 ack 1001');
  });

  it('leaves numbers absolute where no handshake was seen: a guess is relative to nothing', () => {
    expect(row(drawn(attacking), 2)).toContain('777');
  });

  it('names the verdict beside the segment that the move sent, and WIN on the last one', () => {
    expect(row(drawn(answering), 2)).toContain('BAD');
    expect(row(drawn(won), 5)).toContain('WIN');
  });

  it('brings the selected segment into sight however small the panel is', () => {
    for (const selected of [1, 2, 3, 4]) expect(row(drawn(answering, { selected }, 48, 5), selected)).toContain(`>#${selected}`);
  });

  it('draws what happens later than the drawn time only when it happens', () => {
    const early = drawn(won, { now: 30 }).join('\n');
    expect(early).toContain('#2');
    expect(early).not.toContain('#5');
  });

  it('fills exactly its place for all sizes and both languages', () => {
    for (const view of [answering, attacking, lost, won]) {
      for (const words of [en, wordsFor('zh-Hans')]) {
        for (const width of [17, 30, 48, 52, 72, 120]) {
          for (const height of [1, 2, 3, 9, 30]) {
            const rows = ladderRows(model(view, { yourMove: true }), words, width, height);
            expect(rows).toHaveLength(height);
            for (const text of rows.map(plainText)) expect(cells(text)).toBe(width);
          }
        }
      }
    }
  });
});

describe('an arrow', () => {
  const label = (room: number) => (room >= 8 ? '[S] 1000' : room >= 3 ? '[S]' : '');

  it('is mirrored for the other direction, and its head touches the lifeline it goes to', () => {
    const right = drawArrow({ from: 0, to: 30, label, progress: 1, head: '>', behind: '-', ahead: '.' });
    const left = drawArrow({ from: 30, to: 0, label, progress: 1, head: '>', behind: '-', ahead: '.' });
    expect(right.x).toBe(1);
    expect(right.text).toMatch(/^--\[S\] 1000 -+>$/);
    expect(right.text).toHaveLength(29);
    expect(left.text).toMatch(/^<-\[S\] 1000 -+$/);
  });

  it('never lets label and head hide each other', () => {
    for (let length = 10; length < 60; length += 7) {
      for (let progress = 0; progress <= 1; progress += 0.05) {
        for (const [from, to] of [[0, length], [length, 0]] as const) {
          const { text } = drawArrow({ from, to, label, progress, head: '>', behind: '-', ahead: '.' });
          expect(text).toHaveLength(length - 1);
          expect(text).toContain(to > from ? '>' : '<');
        }
      }
    }
  });
});

describe('whose move it is', () => {
  it('is drawn from the host that is asked, where both are the player\'s', () => {
    const lifelines = answering.world.lifelines.map((lifeline) => ({ ...lifeline, you: true }));
    const arrow = (asked: string) => drawn(answering, { lifelines, yourMove: true, asked }).find((text) => text.includes('your move')) ?? '';
    const [left, right] = lifelines;
    expect(arrow(left!.host)).toMatch(/your move.*>/);
    expect(arrow(right!.host)).toMatch(/<.*your move/);
  });
});

describe('a RST that does its work', () => {
  const reset = won.world.ladder.find((entry) => entry.kind === 'segment')!;
  if (reset.kind !== 'segment') throw new Error('the sample has no segment');

  it('is never said to be dropped, whatever Linux counts it under', () => {
    const rows = drawn(won, { judged: [], entries: [{ ...reset, fate: 'arrived', dropReason: 'TCP_RESET', obeyed: true, move: null }] }).join('\n');
    expect(rows).toContain('it takes effect');
    expect(rows).not.toMatch(/DROP|TCP_RESET/);
  });
});
