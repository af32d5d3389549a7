import { describe, expect, it } from 'vitest';
import { plainText } from '../../../source/components/line.ts';
import { wordsFor } from '../../../source/components/words.ts';
import { drawLevel } from '../../../source/level/draw.ts';
import { advanceLive, play } from '../../../source/referee/play.ts';
import type { SessionView } from '../../../source/referee/session-view.ts';
import { startSession } from '../../../source/referee/session.ts';
import { sessionView } from '../../../source/referee/view.ts';
import { layoutOf } from '../../../source/screens/play/layout.ts';
import { panelOfDigit, panelsOf } from '../../../source/screens/play/panels.ts';
import { INITIAL_PLAY_STATE, type PlayState } from '../../../source/screens/play/play-state.ts';
import { press } from '../../../source/screens/play/press.ts';
import { terminalRows } from '../../../source/screens/play/terminal.ts';
import { pressesOf } from '../../../source/keys.ts';
import { answering } from '../../fixtures/session-views.ts';
import { builtCourse } from '../../terminal/course-files.ts';

/** A level after some seconds, its predictions skipped. */
function viewOf(id: string, ms: number): SessionView {
  let session = startSession(drawLevel(builtCourse().levels.find((level) => level.id === id)!, '1'));
  while (session.world.now < ms) {
    session = session.phase === 'predicting' ? play(session, { do: 'skip' }).session : advanceLive(session, ms);
  }
  return sessionView(session);
}

const crowd = viewOf('black-friday', 3400);
const start: PlayState = { ...INITIAL_PLAY_STATE, focus: 'terminal' };
const keyed = (state: PlayState, key: string, view = crowd): PlayState => press(state, { key, text: key }, { view, lang: 'en' }).state;
const typed = (text: string, view: SessionView): PlayState => [...pressesOf(`:${text}`, {}), { key: 'enter', text: '' }].reduce((state, one) => press(state, one, { view, lang: 'en' }).state, INITIAL_PLAY_STATE);
const shown = (state: PlayState, view = crowd): string[] => terminalRows(state.terminal, view, wordsFor('en'), 80).map(plainText);

describe('the terminal of an operator', () => {
  it('says before the first command what there is', () => {
    expect(shown(start).join(' ')).toContain('ss -tan, ss -ltn, nstat, dmesg, sysctl -a, tcpdump -n');
  });

  it.each([['s', 'ss -tan'], ['t', 'ss -ltn'], ['o', 'ss -tano'], ['b', 'nstat'], ['d', 'dmesg'], ['a', 'sysctl -a'], ['f', 'tcpdump -n']])('%s shows %s', (key, line) => {
    expect(shown(keyed(start, key))[0]).toBe(`server# ${line}`);
  });

  it('shows what was typed behind the colon, and asks nothing of the session', () => {
    const state = typed('ss -ltn | tail -1', crowd);
    expect([state.focus, state.command]).toEqual(['terminal', null]);
    expect(shown(state)).toEqual(['server# ss -ltn | tail -1', 'LISTEN 33     32           0.0.0.0:80        0.0.0.0:*          ']);
    expect(press(start, { key: 's', text: 's' }, { view: crowd, lang: 'en' }).effects).toEqual([]);
  });

  it('stays as it was printed until it is asked for again', () => {
    const before = keyed(start, 't', viewOf('black-friday', 2500));
    expect(shown(before).at(-1)).toMatch(/^LISTEN 0 /);
    expect(shown(keyed(before, 'r')).at(-1)).toMatch(/^LISTEN 33 /);
  });

  it('goes on where it was left off for nstat', () => {
    expect(shown(keyed(keyed(start, 'b'), 'b'))).toEqual(['server# nstat', '#kernel']);
  });

  it('goes down and up through all that was printed', () => {
    const long = keyed(start, 's');
    expect(keyed(long, 'G').scroll.terminal).toBe(long.terminal!.lines.length);
    expect(keyed(keyed(long, 'G'), 'home').scroll.terminal).toBe(0);
  });

  it('is the picture of an incident, at 0, and has the width of the window while it is used', () => {
    expect(panelsOf(crowd)).not.toContain('ladder');
    expect(panelOfDigit('0', crowd, 'move')).toBe('terminal');
    const layout = (focus: PlayState['focus']) => layoutOf({ view: crowd, focus, zoom: false, size: { columns: 80, rows: 24 }, wanted: () => 5, bandWanted: () => 0 });
    expect(layout('terminal').left).toMatchObject([{ panel: 'terminal', width: 80 }]);
    expect(layout('move').left[0]).toMatchObject({ panel: 'terminal', width: 50 });
  });

  it('comes behind ladder and graphs where there are any', () => {
    const flood = viewOf('survive-the-flood', 1000);
    expect(['ladder', 'series', 'terminal'].map((focus) => panelOfDigit('0', flood, focus as PlayState['focus']))).toEqual(['series', 'terminal', 'ladder']);
  });

  it('is not there in other roles, and a command says why', () => {
    expect(panelsOf(answering)).not.toContain('terminal');
    expect(typed('nstat', answering).notice?.text).toContain('host of an operator');
  });
});
