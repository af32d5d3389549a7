import { describe, expect, it } from 'vitest';
import { framed } from '../../source/components/frame.ts';
import { gauge } from '../../source/components/gauge.ts';
import { lineCells, plainText } from '../../source/components/line.ts';
import { synAckTimes } from '../../source/components/queue-notes.ts';
import { queueRows } from '../../source/components/queue-panel.ts';
import { counterRows, goalRows, knownRows, rulesRows, seriesRows, shareRows, timerRows } from '../../source/components/small-panels.ts';
import { socketRows } from '../../source/components/socket-panel.ts';
import { sparkline } from '../../source/components/sparkline.ts';
import { sysctlRows } from '../../source/components/sysctl-panel.ts';
import { verdictRows } from '../../source/components/verdict-panel.ts';
import { wordsFor } from '../../source/components/words.ts';
import { createTheme } from '../../source/theme.tsx';
import { answering, attacking, flooded, LEVEL_TEXTS } from '../fixtures/session-views.ts';

const en = wordsFor('en', LEVEL_TEXTS);
const text = (rows: readonly Parameters<typeof plainText>[0][]) => rows.map(plainText).join('\n');

describe('a gauge', () => {
  it('is full only when the queue is full, and never empty when something is in it', () => {
    expect(gauge(128, 129, 12)).toBe('[#########.]');
    expect(gauge(129, 129, 12)).toBe('[##########]');
    expect(gauge(1, 129, 12)).toBe('[#.........]');
    expect(gauge(0, 129, 12)).toBe('[..........]');
  });
});

describe('a sparkline', () => {
  it('shows the latest values at its right, the highest at full height, and nothing but 7-bit characters in ascii', () => {
    const { bars } = createTheme({ name: 'terminal', color: true, ascii: true, reduceMotion: false }).glyphs;
    expect(sparkline([0, 5, 10], 5, bars)).toBe('   :@');
    expect(sparkline([1, 2, 3, 0], 2, bars)).toBe('@ ');
  });
});

describe('panels', () => {
  it('never show the value of a hidden field', () => {
    const shown = text(socketRows(answering.world.sockets, en, 27, 20));
    expect(shown).toContain('RCV.NXT ????');
    expect(shown).not.toMatch(/RCV\.NXT +1001/);
  });

  it('say the number beside the gauge, and the word when a queue is full', () => {
    expect(text(queueRows(flooded.world.queues, en, 40, 4))).toMatch(/SYN .*\] +97\/129/);
    const full = flooded.world.queues.map((queue) => ({ ...queue, length: 129 }));
    for (const width of [24, 60]) expect(text(queueRows(full, en, width, 4)), `width ${width}`).toMatch(/129\/129 full(\n|$)/);
  });

  it('say in a wide queue panel what bounds a listener, what ss shows, and when a SYN-ACK goes out again', () => {
    const retries = { host: 'server', name: 'net.ipv4.tcp_synack_retries', value: '5', editable: false, standard: true };
    const shown = (length: number, width = 41) => text(queueRows(flooded.world.queues.map((queue) => ({ ...queue, length: queue.name === 'syn' ? length : 0 })), en, width, 20, [retries])).replaceAll(/\s+/g, ' ');
    expect(shown(1)).toContain('limit = min(backlog, somaxconn) = 128 each queue holds limit + 1');
    expect(shown(1)).toContain('SYN-ACK at 0 1 3 7 15 31 s, gone at 63 s');
    expect(shown(1)).toContain('ss -lnt Recv-Q 0 Send-Q 128');
    // F1.25: crowded, the older entries die sooner.
    expect(shown(64)).toContain('gone at 63 s');
    expect(shown(65)).toContain('over half full');
    expect(shown(65)).not.toContain('63 s');
    expect(shown(1, 27)).not.toContain('limit');
  });

  it('know how long a request lives with other numbers of retries', () => {
    expect(synAckTimes(0)).toEqual({ times: '0', end: 1 });
    expect(synAckTimes(2)).toEqual({ times: '0 1 3', end: 7 });
    expect(synAckTimes(7)).toEqual({ times: '0 1 3 7 15 31 63 ...', end: 247 });
  });

  it('leave out the empty queues of connections beside those of a listener', () => {
    const own = { host: 'server', name: 'receive' as const, label: '', length: 0, capacity: null, entries: [] };
    expect(text(queueRows([...flooded.world.queues, own], en, 27, 9))).not.toContain('receive');
    expect(text(queueRows([...flooded.world.queues, { ...own, length: 5 }], en, 27, 9))).toMatch(/receive +5/);
    expect(text(queueRows([own], en, 27, 9))).toMatch(/receive +0/);
  });

  it('put both queues into the only row that there is', () => {
    expect(text(queueRows(flooded.world.queues, en, 27, 1))).toBe('SYN 97/129   accept 0/129');
  });

  it('tell an attacker what he may do, and count what he has sent', () => {
    expect(text(rulesRows(attacking, en, 37))).toMatch(/forge any source address[^]*see only what is sent to you[^]*segments sent: \d/);
    expect(rulesRows(attacking, en, 21)).toEqual([]);
  });

  it('show above the graphs what share of the real clients is served, and of what it should be', () => {
    const goals = [{ ...flooded.goals[0]!, progress: { have: 45, need: 90, unit: '%' } }];
    expect(text(shareRows(goals, en, 50))).toMatch(/^real clients served \[#+\.+\] 45 of 90 %$/);
    expect(shareRows(answering.goals, en, 30)).toEqual([]);
  });

  it('show the graphs that matter most where not all fit', () => {
    const series = ['syn-in', 'legit', 'flood', 'legit-served'].map((name) => ({ name, unit: '/s', values: [1] }));
    expect(text(seriesRows(series, en, 46, ['.'], 3)).split('\n').map((row) => row.trim().split('  ')[0])).toEqual(['new SYNs', 'served', 'real clients', 'forged']);
    expect(text(seriesRows(series, en, 46, ['.'], 9)).split('\n')[1]).toContain('real clients');
  });

  it('show what is not known as ????', () => {
    expect(text(knownRows(attacking.world, en, 30))).toMatch(/RCV\.NXT +\?\?\?\?/);
  });

  it('show how long a timer still takes, soonest first', () => {
    const timers = [{ host: 'server', name: 'keepalive', about: 'a', at: 9000 }, ...answering.world.timers];
    expect(text(timerRows(timers, 20, en, 40)).split('\n')[0]).toMatch(/SYN-ACK.*in 1\.0 s$/);
  });

  it('show counters with what changed', () => {
    expect(text(counterRows(flooded.world.counters, en, 40))).toMatch(/TcpExtListenDrops +10706 \+478/);
  });

  it('mark a met goal with a box and give the progress of one that is a matter of degree', () => {
    expect(text(goalRows(flooded.goals, en, 40))).toContain('0 of 20 s');
    expect(text(goalRows([{ ...answering.goals[0]!, met: true }], en, 60))).toContain('[x] Client and server');
  });

  it('say beside the numbers, where there is room, how they follow from each other, but never of a hidden one', () => {
    const shown = text(socketRows(answering.world.sockets, en, 42, 20));
    expect(shown).toMatch(/SND\.NXT 5001 +ISS \+ 1: SYN counts 1/);
    expect(shown).toMatch(/SND\.UNA 5000 +nothing acknowledged/);
    expect(shown).toMatch(/RCV\.NXT \?\?\?\? +expected next/);
    expect(shown).not.toContain('IRS + 1');
  });

  it('never let a name touch its value', () => {
    const long = { host: 'server', name: 'net.ipv4.tcp_max_syn_backlog', value: '65536', editable: true, standard: false };
    for (let width = 20; width < 48; width++) expect(text(sysctlRows({ sysctls: [long], selected: null, pending: {}, typing: false }, en, width, 3)), `width ${width}`).toMatch(/backlog\s+65536/);
    for (let width = 12; width < 40; width++) expect(text(knownRows({ known: [{ name: 'TIME-WAIT at t=0', value: '45 s' }] }, en, width))).toMatch(/0\s+45 s/);
  });

  it('give a pending value a row of its own where the name leaves no room: no name is cut', () => {
    const long = { host: 'server', name: 'net.ipv4.tcp_max_syn_backlog', value: '128', editable: true, standard: false };
    const pending = { 'server/net.ipv4.tcp_max_syn_backlog': '4096' };
    expect(text(sysctlRows({ sysctls: [long], selected: 0, pending, typing: false }, en, 27, 3)).split('\n')).toEqual(['> tcp_max_syn_backlog 128', '    -> 4096 pending']);
  });

  it('keep the numbers of a full queue whole where there is no room for a gauge or a word', () => {
    const full = flooded.world.queues.map((queue) => ({ ...queue, length: 129 }));
    expect(text(queueRows(full, en, 16, 4))).toBe('SYN     129/129\naccept  129/129');
  });

  it('put counters under the name of their host where both do not fit into a row', () => {
    const counters = ['clients', 'server'].map((host) => ({ host, name: 'TcpActiveOpens', value: 1342, change: 1246 }));
    expect(text(counterRows(counters, en, 27)).split('\n').map((row) => row.trimEnd())).toEqual(['clients', ' TcpActiveOpens 1342 +1246', 'server', ' TcpActiveOpens 1342 +1246']);
  });

  it('fold locked settings that are as on every Linux into a line, and list them all when they have the keys', () => {
    const [first, ...rest] = answering.world.sysctls;
    const sysctls = [{ ...first!, standard: false, value: '0' }, ...rest];
    const model = { sysctls, selected: null, pending: {}, typing: false };
    const folded = text(sysctlRows(model, en, 40, 9));
    expect(folded).toMatch(/tcp_syncookies +0 locked/);
    expect(folded).toContain('3 more, locked');
    expect(folded).not.toContain('somaxconn');
    expect(text(sysctlRows({ ...model, selected: 0 }, en, 40, 9))).toContain('somaxconn');
  });

  it('show a pending value beside the one in force, and which setting is locked', () => {
    const pending = { 'server/net.ipv4.tcp_syncookies': '1' };
    expect(text(sysctlRows({ sysctls: flooded.world.sysctls, selected: 0, pending, typing: false }, en, 60, 6))).toMatch(/> net\.ipv4\.tcp_syncookies +0 -> 1 pending/);
    expect(text(sysctlRows({ sysctls: answering.world.sysctls, selected: 1, pending: {}, typing: false }, en, 60, 6))).toContain('locked');
  });

  it('keep the engine\'s own names to themselves where only the sense is wanted, and call a rule a rule', () => {
    const judged = answering.judged[0]!;
    const shown = text(verdictRows(judged, en, 100, { names: false }));
    expect(shown).not.toContain(judged.verdict.name);
    expect(shown).not.toContain('F1.9');
    expect(text(verdictRows({ ...judged, verdict: { ...judged.verdict, evidence: { id: 'decision.any' } } }, en, 100))).toContain('The rule: ');
  });

  it('give verdict, evidence, counterfactual, misconception and source in words', () => {
    const shown = text(verdictRows(answering.judged[0]!, en, 100, { idea: true }));
    for (const part of ['BAD', 'a common wrong idea', 'answer/ack-does-not-cover-syn', 'Seen: ', 'Linux: ', 'RFC 9293 3.4', 'tcp_rcv_synsent_state_process', 'F1.9', 'You may think']) expect(shown).toContain(part);
  });
});

describe('a frame', () => {
  it('has its title, note and number in the border, and is double when focused', () => {
    const { glyphs } = createTheme({ name: 'terminal', color: true, ascii: false, reduceMotion: false });
    const rows = framed({ title: 'Queues', note: 't=1s', number: '3', focused: true }, [], 30, 3, glyphs).map(plainText);
    expect(rows[0]).toMatch(/^╔═ Queues ═+ t=1s ═+ 3 ═╗$/);
    expect(rows[2]).toMatch(/^╚═+╝$/);
  });

  it('is exactly as large as asked for, at any size and title', () => {
    const { glyphs } = createTheme({ name: 'terminal', color: true, ascii: false, reduceMotion: false });
    for (const title of ['', 'Q', 'a very long title indeed', '传输控制块']) {
      for (let width = 1; width < 40; width++) {
        const rows = framed({ title, note: 't=0.048s', number: '3' }, [[{ text: '三次握手 and some more text' }]], width, 4, glyphs);
        expect(rows).toHaveLength(4);
        for (const row of rows) expect(lineCells(row)).toBe(width);
      }
    }
  });
});
