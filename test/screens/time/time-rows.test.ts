import { describe, expect, test } from 'vitest';
import { wordsFor } from '../../../source/components/words.ts';
import type { Lang } from '../../../source/language.ts';
import { drawLevel } from '../../../source/level/draw.ts';
import { begin, playLines } from '../../../source/level/playthrough.ts';
import { play } from '../../../source/referee/play.ts';
import { sessionEngine } from '../../../source/referee/session-engine.ts';
import { branched, currentWay, startVisit, withSession, type Visit } from '../../../source/referee/travel/visit.ts';
import type { Size } from '../../../source/screens/size-class.ts';
import { TIME_KEYS } from '../../../source/screens/time/time-keys.ts';
import { timeModel, type TimeModel } from '../../../source/screens/time/time-model.ts';
import { shownHosts, timeRows, type TimePicture } from '../../../source/screens/time/time-rows.ts';
import { pressedInTime, timeState, type TimeState } from '../../../source/screens/time/time-state.ts';
import { RST } from '../../../source/tcp/flags.ts';
import { builtCourse } from '../../terminal/course-files.ts';
import { CASES, expectFits, glyphs, screenText, sevenBit } from '../fits.ts';

const { levels } = builtCourse();

function solved(id: string): Visit {
  const drawn = drawLevel(levels.find((level) => level.id === id)!, '7');
  return startVisit(playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution).session);
}

/** What if a RST had been sent in answer to the SYN-ACK? */
function withReset(visit: Visit): Visit {
  const model = timeModel(visit, true);
  const next = branched(visit, model.travel({ way: 0 }), 4);
  const { world } = currentWay(next).session;
  const cause = world.pending?.cause;
  if (cause?.kind !== 'segment') throw new Error('the SYN-ACK is not there');
  return withSession(next, play(currentWay(next).session, { do: 'send', segment: { flags: RST, seq: cause.segment.ack } }).session);
}

const LARGE: Size = { columns: 120, rows: 40 };

function picture(model: TimeModel, state: Partial<TimeState> = {}, size: Size = LARGE, lang: Lang = 'en', drawing = glyphs): TimePicture {
  return { model, state: { ...timeState(model), ...state }, title: '1-1 The first SYN', words: wordsFor(lang), size, glyphs: drawing, keys: TIME_KEYS };
}

function pressed(model: TimeModel, from: Partial<TimeState>, ...actions: readonly Parameters<typeof pressedInTime>[1][]): ReturnType<typeof pressedInTime> {
  const words = wordsFor('en');
  return actions.reduce<ReturnType<typeof pressedInTime>>(({ state }, action) => pressedInTime(state, action, model, words, { hostStarts: [0, 20], alone: false }), { state: { ...timeState(model), ...from }, effect: null });
}

describe('the screen of the time mode', () => {
  const visit = solved('first-syn');
  const one = timeModel(visit, true);
  const two = timeModel(withReset(visit), true);
  const flood = timeModel(solved('survive-the-flood'), true);

  test.each(CASES)('fits into %s, alone, beside a branch, beside a kernel and of a flood', (_, size, lang) => {
    for (const [model, state] of [[one, {}], [one, { number: 0 }], [two, {}], [two, { hosts: true }], [two, { zoom: true }], [one, { beside: { way: 0, kernel: '3.10' } }], [flood, {}], [flood, { zoom: true, scroll: 5 }]] as const) {
      expectFits(timeRows(picture(model, state, size, lang)), size);
    }
  });

  test('has nothing but 7-bit characters in frames and graphs when asked', () => {
    for (const model of [one, two, flood]) expect(screenText(timeRows(picture(model, {}, LARGE, 'en', sevenBit)))).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('shows every host in full, a lane each in time, and the step in words', () => {
    const model = picture(one, { number: 3 });
    const text = screenText(timeRows(model));
    for (const part of ['client (YOU) 10.0.0.5', 'server 10.0.0.9:80', 'SYN-SENT', 'retransmit 10.0.0.9:80', 'OutSegs', '> 3 0.020', '#1 arrives at server', 'A branch would begin at step 1']) expect(text).toContain(part);
    expect(text).toMatch(/client +\.\$M\.<M\./);
    expect(text).toMatch(/server +\.\.\.>\.\.=/);
    const rows = shownHosts(model).rows.map((row) => row.map((part) => part.text).join(''));
    for (const part of ['SYN-RECEIVED', 'syn-ack 10.0.0.5']) expect(rows.join('\n')).toContain(part);
  });

  test('shows the value of every sysctl that can be set, in however narrow a window', () => {
    const rows = shownHosts(picture(flood, {}, { columns: 80, rows: 24 })).rows.map((row) => row.map((part) => part.text).join(''));
    expect(rows.join('\n')).toMatch(/^(net\.ipv4\.)?tcp_max_syn_backlog = \d+$/m);
    for (const row of rows) expect(row).not.toMatch(/sysctl.*~/);
  });

  test('sets run and branch beside each other in a wide window, one above the other in a narrow one, and marks where they part', () => {
    const wide = screenText(timeRows(picture(two)));
    expect(wide).toMatch(/the run: step \d of \d.* \| > branch 1, from 0\.040 s: step/);
    expect(wide).toMatch(/>#3 .* \| .*>#3/);
    expect(wide).toContain('First difference at step 5, 0.040 s: branch 1: move 2: R');
    expect(wide).toMatch(/│ ![ *]5 0\.040/);
    const narrow = screenText(timeRows(picture(two, {}, { columns: 80, rows: 24 }))).split('\n');
    const [run, branch] = ['the run: step', '> branch 1'].map((title) => narrow.findIndex((row) => row.includes(title)));
    expect(run).toBeGreaterThan(0);
    expect(branch).toBeGreaterThan(run!);
  });

  test('says of the same moves on another kernel that every step is the same, where it is so', () => {
    expect(screenText(timeRows(picture(one, { beside: { way: 0, kernel: '5.10' } })))).toContain('every step is the same; windows and options are not compared');
  });
});

describe('the keys of the time mode', () => {
  const visit = solved('first-syn');
  const one = timeModel(visit, true);
  const two = timeModel(withReset(visit), true);

  test('go through the steps and stop at both ends', () => {
    expect(pressed(one, {}, 'step-back').state.number).toBe(5);
    expect(pressed(one, {}, 'forward').state.number).toBe(6);
    expect(pressed(one, {}, 'first', 'step-back').state.number).toBe(0);
    expect(pressed(one, {}, 'move-before').state.number).toBe(5);
    expect(pressed(one, {}, 'move-before', 'move-before').state.number).toBe(2);
    expect(pressed(one, { number: 0 }, 'move-after').state.number).toBe(2);
    expect(pressed(one, { number: 0 }, 'last').state.number).toBe(6);
  });

  test('branch at the step shown, or before it where nobody is asked, and go on where a way stands', () => {
    expect(pressed(one, { number: 4 }, 'branch').effect).toEqual({ kind: 'branch', way: 0, number: 4 });
    expect(pressed(one, { number: 3 }, 'branch').effect).toEqual({ kind: 'branch', way: 0, number: 1 });
    expect(pressed(one, {}, 'branch').effect).toEqual({ kind: 'play', way: 0 });
    expect(pressed(two, {}, 'branch').effect).toEqual({ kind: 'play', way: 1 });
  });

  test('change the way, what stands beside it, and take a branch but not the run', () => {
    expect(pressed(two, {}, 'way').state).toMatchObject({ way: 0, beside: { way: 1 } });
    expect(pressed(two, {}, 'beside').state.beside).toBeNull();
    expect(pressed(two, {}, 'difference').state.number).toBe(5);
    expect(pressed(two, {}, 'take').effect).toEqual({ kind: 'take', way: 1 });
    expect(pressed(one, {}, 'take')).toMatchObject({ effect: null, state: { told: expect.stringContaining('This is the run itself.') } });
    expect(pressed(one, {}, 'way').state.told).toContain('There is no branch yet.');
    expect(pressed(one, {}, 'beside').state.told).toContain('There is no branch yet.');
  });

  test('show other kernels one after another, but only when the level is over', () => {
    expect(pressed(one, {}, 'kernel').state.beside).toEqual({ way: 0, kernel: '5.10' });
    expect(pressed(one, {}, 'kernel', 'kernel').state.beside).toEqual({ way: 0, kernel: '4.19' });
    expect(pressed(timeModel(visit, false), {}, 'kernel').state.told).toContain('when the level is over');
  });
});
