import { expect, test } from 'vitest';
import { composerFrom } from '../../../source/components/composer/composer.ts';
import { baseOf } from '../../../source/components/ladder/segment-label.ts';
import { plainText } from '../../../source/components/line.ts';
import { socketRows } from '../../../source/components/socket-panel.ts';
import { wordsFor } from '../../../source/components/words.ts';
import { sessionView } from '../../../source/referee/view.ts';
import { menuNumbers, menuQuestion } from '../../../source/screens/play/menu-question.ts';
import { restOf } from '../../../source/components/choice-detail.ts';
import { panelRows } from '../../../source/screens/play/panel-rows.ts';
import { pasted } from '../../../source/screens/play/paste.ts';
import { INITIAL_PLAY_STATE } from '../../../source/screens/play/play-state.ts';
import { press } from '../../../source/screens/play/press.ts';
import { synced } from '../../../source/screens/play/synced.ts';
import { readCommand } from '../../../source/screens/play/command-line.ts';
import { RST } from '../../../source/tcp/flags.ts';
import { segment } from '../../../source/tcp/segment.ts';
import { createTheme } from '../../../source/theme.tsx';
import { answering, lost, predicting } from '../../fixtures/session-views.ts';
import { levelAt, playLevel } from '../../levels/play-level.ts';

const words = wordsFor('en');
const theme = createTheme({ name: 'terminal', color: false, ascii: false, reduceMotion: true });

test.each(['01-opening/04-nobody-home', '04-time-wait/06-syn-meets-time-wait', '01-opening/05-crossed-syns', '03-closing/05-fin-before-data'])('%s: the numbers that an answer is made of stand beside the question at 80 columns', (folder) => {
  for (const lang of ['en', 'zh-Hans'] as const) {
    const { session } = playLevel(levelAt(folder), '2', folder.includes('crossed') ? ['S seq 1000', 'S seq 2000'] : []);
    const view = sessionView(session);
    const cause = view.decision!.cause;
    if (cause.kind !== 'segment') continue;
    const said = [menuQuestion(view, wordsFor(lang), 47), ...menuNumbers(view, wordsFor(lang), 47)].map(plainText).join('\n');
    expect(said).toContain(String(cause.segment.seq));
    if (cause.segment.length > 0) expect(said).toContain(`len ${cause.segment.length}`);
    if (cause.segment.options.ts) expect(said).toContain(String(cause.segment.options.ts.val));
  }
});

test('what is not seen of a panel is reached by the keys that it names', () => {
  const many = { ...answering, world: { ...answering.world, sockets: Array.from({ length: 9 }, () => answering.world.sockets[0]!) } };
  const last = (focus: 'move' | 'sockets' | 'prediction', zoom = false) => plainText(panelRows('sockets', { view: many, state: { ...INITIAL_PLAY_STATE, focus, zoom }, words, theme, now: 0 }, { width: 27, height: 4 }).at(-1)!);
  expect(last('move')).toMatch(/more: 2, then z/);
  expect(last('sockets')).toMatch(/more: z zooms/);
  expect(last('sockets', true)).toMatch(/more: Down/);
  expect(last('prediction')).toMatch(/more: Tab, then z/);
});

test('beside a question digits that it does not need lead to panels, and z says where it works', () => {
  const state = synced(INITIAL_PLAY_STATE, predicting);
  const keys = (key: string) => press(state, { key, text: key }, { view: predicting, lang: 'en' }).state;
  expect(keys('0').focus).toBe('ladder');
  expect(keys('z').notice?.text).toContain('Tab leads to the panels');
});

test('a pasted segment has the options of its line and no others', () => {
  const state = pasted(INITIAL_PLAY_STATE, 'S. 5000:5000(0) ack 1001 win 65160', { view: answering, lang: 'en' });
  expect(state.composer?.on).toEqual({ mss: false, sackOK: false, ts: false, wscale: false });
  expect(pasted(INITIAL_PLAY_STATE, 'S. 5000:5000(0) ack 1001 win 65160 <mss 536>', { view: answering, lang: 'en' }).composer).toEqual(composerFrom(composerSegment()));
});

function composerSegment() {
  const { srcIp, srcPort, dstIp, dstPort } = answering.decision!.template;
  return { srcIp, srcPort, dstIp, dstPort, flags: 0x12, seq: 5000, ack: 1001, win: 65160, length: 0, options: { mss: 536 } } as Parameters<typeof composerFrom>[0];
}

test('a formula after the end is answered with the end, not with a column', () => {
  expect(readCommand('R. seq 0 ack SEG.NONE+1', lost, 'en')).toMatchObject({ ok: false, error: expect.stringContaining('This level is over') });
  expect(readCommand('R. seq 0 ack SEG.NONE+1', answering, 'en')).toMatchObject({ ok: false, error: expect.stringContaining('Column') });
});

test('sockets of two hosts name their host', () => {
  const [one] = answering.world.sockets;
  const text = socketRows([{ ...one!, host: 'left' }, { ...one!, host: 'right' }], words, 40, 30).map(plainText).join('\n');
  expect(text).toMatch(/left[^]*right/);
});

test('a number before the first one of its direction is shown as it is', () => {
  const ends = { srcIp: 1, srcPort: 2, dstIp: 3, dstPort: 4 };
  const bases = new Map([['1:2>3:4', 1_412_242_609]]);
  expect(baseOf(segment({ ...ends, flags: RST, seq: 0 }), bases, false)).toMatchObject({ seqBase: 0 });
  expect(baseOf(segment({ ...ends, flags: RST, seq: 1_412_242_610 }), bases, false)).toMatchObject({ seqBase: 1_412_242_609 });
});

test('what a row of the menu has no room for does not look like one more choice', () => {
  expect(restOf('send [.] seq 1 ack 2 win 64240', 'send [.] seq 1 ack 2')).toBe('win 64240');
  expect(restOf('send [S.] seq 1 ack 2', '[S.] ack 2 seq 1')).toBe('= send [S.] seq 1 ack 2');
  expect(restOf('take it in', 'take it in')).toBe('');
});

test('of several connections the one that is asked about stands first in the panel, whatever asks', () => {
  const level = levelAt('03-closing/09-last-ack-lost');
  const { numbers, solution } = playLevel(level, '1', []).session.drawn;
  const first = (lines: number) => {
    const view = sessionView(playLevel(level, '1', solution.slice(0, lines)).session);
    return [view.decision!.cause.kind, panelRows('sockets', { view, state: INITIAL_PLAY_STATE, words, theme, now: 0 }, { width: 30, height: 6 }).map(plainText).slice(0, 2).join(' ')] as const;
  };
  const [a, b] = [expect.stringContaining('fd 3'), expect.stringContaining('fd 4')];
  const order = numbers['order'] === 0 ? [a, b] : [b, a];
  expect(first(0)).toEqual(['call', order[0]]);
  expect(first(numbers['order'] === 0 ? 1 : 2)).toEqual(['call', order[1]]);
  expect(first(4)).toEqual(['timer', a]);
});
