import { describe, expect, test } from 'vitest';
import { wordsFor } from '../../../source/components/words.ts';
import { plainText } from '../../../source/components/line.ts';
import { rebound } from '../../../source/keys/bindings.ts';
import { doubleMeanings } from '../../../source/keys.ts';
import { DEBRIEF_KEYS } from '../../../source/screens/debrief/debrief-keys.ts';
import { debriefRows, INITIAL_DEBRIEF_STATE, longestScroll, partsOf } from '../../../source/screens/debrief/debrief-rows.ts';
import { toMatch, toMove, toPart } from '../../../source/screens/debrief/debrief-find.ts';
import { nextKernel } from '../../../source/screens/debrief/kernel-rows.ts';
import type { DebriefState } from '../../../source/screens/debrief/debrief-rows.ts';
import type { DebriefView } from '../../../source/screens/debrief/debrief-view.ts';
import { SYN } from '../../../source/tcp/flags.ts';
import { CASES, expectFits, glyphs, screenText } from '../fits.ts';
import { sampleDebrief, sampleTexts } from './sample-debrief.ts';

const lost: DebriefView = { ...sampleDebrief, solved: false, stars: 0, loss: { id: 'level.why.wrong' }, moves: [], hidden: [], predictions: [] };
const state = (over: Partial<DebriefState> = {}): DebriefState => ({ ...INITIAL_DEBRIEF_STATE, next: '1-2', ...over });
const large = { columns: 120, rows: 40 };
const text = (view: DebriefView, over: Partial<DebriefState> = {}, size = large) => screenText(debriefRows(view, state(over), wordsFor('en', sampleTexts), size, glyphs));

describe('the debrief', () => {
  test.each(CASES)('fits %s, scrolled or not, won or lost', (_name, size, lang) => {
    for (const view of [sampleDebrief, lost]) {
      for (const over of [{}, { scroll: 99 }, { panel: 'takeaway' as const }, { next: null }]) expectFits(debriefRows(view, state(over), wordsFor(lang, sampleTexts), size, glyphs), size);
    }
  });

  test('tells every move with its verdict, its reason, what followed, and the number of its source', () => {
    const shown = text(sampleDebrief);
    for (const part of ['send S. 5000:5000(0) ack 1000', 'BAD', 'A SYN takes one sequence number', '> The client is in SYN-SENT', '[1,2]', '[3]']) expect(shown).toContain(part);
    expect(shown).toMatch(/\[1\] RFC 9293 3\.4\s/);
    expect(text(sampleDebrief, { scroll: 99 })).toMatch(/\[2\] .*tcp_rcv_synsent_state_process/);
  });

  test('says in the reader\'s language what was done, and names a host the way the ladder does', () => {
    const made: DebriefView = { ...sampleDebrief, moves: [
      { ...sampleDebrief.moves[0]!, move: { do: 'send', segment: { flags: SYN, seq: 7, ack: 0 }, host: 'client' }, consequences: [{ id: 'consequence.state', params: { host: 'client', from: 'CLOSED', to: 'SYN-SENT' } }] },
      { ...sampleDebrief.moves[1]!, move: { do: 'queue', queue: 'accept', host: 'server' } },
    ] };
    const shown = screenText(debriefRows(made, state(), wordsFor('zh-Hans', sampleTexts), large, glyphs));
    for (const part of ['客户端: 发送 S 7:7(0)', '服务器: 放入全连接队列', '> 客户端 CLOSED -> SYN-SENT', '#3 服务器 > 客户端: R 1000:1000(0)']) expect(shown).toContain(part);
    expect(shown).not.toContain('ack 0');
    expect(shown).not.toContain('client');
  });

  test('puts what followed under the move in few words, with its kind, and tells a reason once', () => {
    const [first] = sampleDebrief.moves;
    const sent = { host: 'server', n: 2, segment: 'Flags [S.], seq 1309559483, ack 2761922645, win 65160, options [mss 1460,sackOK], length 0' };
    const data = { host: 'client', n: 3, segment: 'Flags [P.], seq 7:12, ack 9, win 63, length 5' };
    const consequences = [{ id: 'consequence.sent', params: sent }, { id: 'consequence.again', params: data }, { id: 'consequence.failed', params: { host: 'client', call: 'connect', errno: 'ECONNREFUSED' } }];
    const view: DebriefView = { ...sampleDebrief, moves: [{ ...first!, consequences }, { ...first!, number: 2, consequences: [] }] };
    const shown = text(view);
    expect(shown).toMatch(/> server #2 \[S\.\] 1309559483 ack +sent[^]*  2761922645/);
    expect(shown).toMatch(/> client #3 \[P\.\] 7 ack 9 len 5 +again/);
    expect(shown).toMatch(/> client: connect\(\) fails with +call[^]*ECONNREFUSED/);
    expect(shown).toContain('As in move 1.');
    expect(shown.match(/A SYN takes one sequence number/g)).toHaveLength(1);
  });

  test('shows the replies that were hidden, what was predicted, and what was true', () => {
    const shown = text(sampleDebrief);
    expect(shown).toContain('#3 server > client: R 1000:1000(0)');
    expect(shown).toContain('You said: SYN-RECEIVED, you were sure. In fact: ESTABLISHED');
    expect(shown).toContain('Skipped. In fact: ESTABLISHED');
  });

  test.each([80, 100, 120])('keeps every character of a long question at %i columns, also in Chinese', (columns) => {
    const question = Array.from({ length: 200 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    const asked: DebriefView = { ...sampleDebrief, moves: [], hidden: [], predictions: [{ ...sampleDebrief.predictions[0]!, question: { id: 'level.predict.long' } }] };
    const words = wordsFor('zh-Hans', { ...sampleTexts, 'zh-Hans': { ...sampleTexts['zh-Hans'], 'predict.long': question } });
    const shown = screenText(debriefRows(asked, state(), words, { columns, rows: 40 }, glyphs));
    expect(shown).not.toContain('~');
    for (const character of question) expect(shown).toContain(character);
  });

  test('says what to take away, and how the run was made', () => {
    const shown = text(sampleDebrief);
    for (const part of ['You may think a SYN carries no data', 'predictions 0/1 right', 'predictions skipped: 1', 'Over par', 'Wrong moves: 1 (no. 1)', 'seed a1, Linux 6.18', 'receipt K7QM-2ZDR-V4XW', 'SOLVED **.', 'moves 2, par 1']) expect(shown).toContain(part);
  });

  test('of a lost level says why, and Enter tries again', () => {
    const shown = text(lost);
    expect(shown).toContain('NOT SOLVED');
    expect(shown).toContain('A SYN takes one sequence number');
    expect(shown).toContain('Enter try again');
  });

  test('at 80x24 gives the panel that has the keys the larger part, and can scroll it to its end', () => {
    const size = { columns: 80, rows: 24 };
    const lower = (over: Partial<DebriefState>): number => text(sampleDebrief, over, size).split('\n').findIndex((row) => row.includes('Take away'));
    expect(lower({ panel: 'moves' })).toBeGreaterThan(lower({ panel: 'takeaway' }));
    for (const panel of ['moves', 'takeaway'] as const) {
      const end = longestScroll(sampleDebrief, state({ panel }), wordsFor('en', sampleTexts), size);
      const last = text(sampleDebrief, { panel, scroll: end }, size);
      expect(text(sampleDebrief, { panel, scroll: end + 5 }, size)).toBe(last);
    }
  });

  test('scrolls to its last line and no further', () => {
    const small = { columns: 60, rows: 20 };
    const end = longestScroll(sampleDebrief, state(), wordsFor('en', sampleTexts), small);
    expect(text(sampleDebrief, { scroll: end }, small)).toContain('[3] RFC 9293 3.5');
    expect(text(sampleDebrief, { scroll: end - 1 }, small)).not.toContain('[3] RFC 9293 3.5');
  });

  test('shows the same moves on another kernel, newest first, and comes back to the run', () => {
    const shown = text(sampleDebrief, { kernel: '3.10' });
    for (const part of ['Same moves, other kernel', '[3.10]', 'then your own run', 'Linux 3.10 (from source)', 'the first 2 things are alike', 'move 1: Linux 6.18: opening/wrong']) expect(shown).toContain(part);
    expect([nextKernel(sampleDebrief, null), nextKernel(sampleDebrief, '4.4'), nextKernel(sampleDebrief, '3.10')]).toEqual(['4.4', '3.10', null]);
  });

  test('names at 80x24 the key that shows the other kernels', () => {
    for (const [lang, says] of [['en', 'o other kernels'], ['zh-Hans', 'o 其他内核']] as const) {
      expect(screenText(debriefRows(sampleDebrief, state(), wordsFor(lang, sampleTexts), { columns: 80, rows: 24 }, glyphs)).split('\n').at(-1)).toContain(says);
    }
  });

  const picture = { view: sampleDebrief, words: wordsFor('en', sampleTexts), size: { columns: 80, rows: 24 } };
  const top = (now: DebriefState): string => plainText(partsOf(picture.view, now, picture.words, picture.size).rows[now.scroll]!);

  test('goes from part to part: the moves, then what stands below them, and back', () => {
    const second = toPart(state(), 1, picture);
    expect(top(second)).toMatch(/^1 /);
    const third = toPart(second, 1, picture);
    expect(top(third)).toMatch(/^2 /);
    expect(toPart(third, -1, picture)).toEqual(second);
    expect(toPart(toPart(second, -1, picture), -1, picture).scroll).toBe(0);
    expect(toMove(state({ panel: 'takeaway' }), 2, picture)).toMatchObject({ panel: 'moves', scroll: third.scroll });
    expect(toMove(state(), 9, picture)).toEqual(state());
  });

  test('finds a text in either panel, goes on from place to place, and says when there is none', () => {
    const found = toMatch(state({ sought: 'RFC 9293' }), 1, picture);
    expect(found.told).toMatch(/"RFC 9293": 1 of \d+\. n next, N before, Esc ends\./);
    expect(toMatch(toMatch(found, 1, picture), -1, picture)).toEqual(found);
    expect(toMatch(state({ sought: 'finished the handshake' }), 1, picture).panel).toBe('takeaway');
    expect(toMatch(state({ sought: 'xyzzy' }), 1, picture)).toMatchObject({ found: null, told: 'Nothing here has "xyzzy".' });
  });

  test('shows what is typed, and then what was found, in the place of the keys', () => {
    expect(text(sampleDebrief, { find: 'SY' }).split('\n').at(-1)).toContain('find >SY_');
    expect(text(sampleDebrief, { told: 'Nothing here.' }).split('\n').at(-1)!.trim()).toBe('Nothing here.');
  });

  test('has one meaning for each key', () => {
    expect(doubleMeanings(DEBRIEF_KEYS)).toEqual([]);
  });
});

test('the footer names Tab at 80x24, in both languages, and with the key that the player chose', () => {
  for (const [lang, says] of [['en', 'Tab panel'], ['zh-Hans', 'Tab 面板']] as const) {
    const shown = debriefRows(sampleDebrief, state(), wordsFor(lang, sampleTexts), { columns: 80, rows: 24 }, glyphs, rebound(DEBRIEF_KEYS, { retry: 'm' }));
    expect(screenText(shown)).toContain(says);
    expect(screenText(shown)).toMatch(/ m /);
  }
});

test('the level of the other chair is named with its key, and its key is in the footer; nothing of it where there is none', () => {
  const paired: DebriefView = { ...sampleDebrief, otherChair: { place: '5-5', title: { en: 'A SYN in the middle', 'zh-Hans': '半路来的 SYN' } } };
  expect(text(paired)).toMatch(/m: the other chair, 5-5 A SYN in the middle/);
  expect(text(paired)).toContain('m other chair');
  expect(text(sampleDebrief)).not.toContain('other chair');
  expect(screenText(debriefRows(paired, state(), wordsFor('zh-Hans', sampleTexts), large, glyphs))).toContain('m: 换个角色, 5-5 半路来的 SYN');
});
