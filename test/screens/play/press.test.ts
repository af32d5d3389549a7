import { describe, expect, it } from 'vitest';
import { doubleMeanings, pressesOf } from '../../../source/keys.ts';
import { rebound } from '../../../source/keys/bindings.ts';
import type { SessionView } from '../../../source/referee/session-view.ts';
import { completed } from '../../../source/screens/play/command-line.ts';
import { contextOf } from '../../../source/screens/play/panels.ts';
import { PLAY_KEYS } from '../../../source/screens/play/play-keys.ts';
import { INITIAL_PLAY_STATE, type PlayState } from '../../../source/screens/play/play-state.ts';
import { nudged } from '../../../source/screens/play/composer-keys.ts';
import { press } from '../../../source/screens/play/press.ts';
import type { Effect } from '../../../source/screens/play/pressed.ts';
import { synced } from '../../../source/screens/play/synced.ts';
import { ACK, SYN } from '../../../source/tcp/flags.ts';
import { answering, flooded, hinted, predicting, won } from '../../fixtures/session-views.ts';

/** Presses keys one after the other, as names (`enter`) or text in quotes (`"RCV.NXT"`). */
function play(view: SessionView, keys: string, from: PlayState = INITIAL_PLAY_STATE): { state: PlayState; effects: Effect[] } {
  let state = synced(from, view);
  const effects: Effect[] = [];
  for (const [, text, name] of keys.matchAll(/"([^"]*)"|(\S+)/g)) {
    const presses = text === undefined ? [{ key: name!, text: name!.length === 1 ? name! : '' }] : pressesOf(text, {});
    for (const one of presses) {
      const pressed = press(state, one, { view, lang: 'en' });
      state = pressed.state;
      effects.push(...pressed.effects);
    }
  }
  return { state, effects };
}

describe('the table of keys', () => {
  it('gives no key two meanings at once', () => {
    expect(doubleMeanings(PLAY_KEYS)).toEqual([]);
  });

  it('is seen to find a double meaning', () => {
    const planted = { ...PLAY_KEYS, groups: { ...PLAY_KEYS.groups, menu: [...PLAY_KEYS.groups.menu, { keys: ['u'], does: 'down' as const, label: 'key.down' as const }] } };
    expect(doubleMeanings(planted)).toEqual(['menu: u means down and undo']);
  });

  it('offers help and a step back everywhere', () => {
    for (const context of Object.keys(PLAY_KEYS.contexts) as (keyof typeof PLAY_KEYS.contexts)[]) {
      const actions = PLAY_KEYS.contexts[context].flatMap((group) => PLAY_KEYS.groups[group].map((entry) => entry.does));
      expect(actions).toContain('help');
      expect(actions).toContain('back');
    }
  });
});

describe('what a terminal reports', () => {
  it('reads full-width letters of an input method as ASCII keys', () => {
    expect(pressesOf('ｕ', {})).toEqual([{ key: 'u', text: 'u' }]);
    expect(pressesOf('？', {})).toEqual([{ key: '?', text: '?' }]);
    expect(pressesOf('\u3000', {})).toEqual([{ key: 'space', text: ' ' }]);
  });

  it('takes several letters that come at once one by one', () => {
    expect(pressesOf('ug', {}).map((one) => one.key)).toEqual(['u', 'g']);
  });

  it('ignores the release of a key', () => {
    expect(pressesOf('u', { eventType: 'release' })).toEqual([]);
  });
});

describe('the menu', () => {
  it('makes the highlighted move on Enter', () => {
    expect(play(answering, 'down down enter').effects).toEqual([{ kind: 'move', move: answering.choices[2]!.move }]);
  });

  it('goes round at its ends', () => {
    expect(play(answering, 'up').state.menuIndex).toBe(answering.choices.length - 1);
  });

  it('makes no move on a digit: digits are panels', () => {
    const { state, effects } = play(answering, '3');
    expect(effects).toEqual([]);
    expect(state.focus).toBe('queues');
  });

  it('does not let Space throw away what has arrived; the command does', () => {
    const { state, effects } = play(answering, 'space');
    expect(effects).toEqual([]);
    expect(state.notice?.text).toContain(':wait');
    expect(play(answering, '":wait" enter').effects).toEqual([{ kind: 'move', move: { do: 'wait', ms: null } }]);
    expect(play({ ...answering, decision: null }, 'space').effects).toEqual([{ kind: 'move', move: { do: 'wait', ms: null } }]);
  });

  it('has the keyboard again after Enter or Esc in a panel that has nothing to choose', () => {
    expect(play(answering, '3 enter').state.focus).toBe('move');
    expect(play(answering, '3 esc').state.focus).toBe('move');
    expect(play(answering, '3 enter enter').effects).toEqual([{ kind: 'move', move: answering.choices[0]!.move }]);
  });

  it('begins at its top when the choices change, and stays when only the time does', () => {
    const { state } = play(answering, 'down');
    expect(synced(state, { ...answering, world: { ...answering.world, now: 99 } }).menuIndex).toBe(1);
    expect(synced(state, { ...answering, choices: answering.choices.slice(1) }).menuIndex).toBe(0);
  });
});

describe('the composer', () => {
  it('sends flags and a formula\'s value', () => {
    const { effects } = play(answering, 'e s a tab tab e "RCV.NXT" enter enter');
    expect(effects).toEqual([{ kind: 'move', move: { do: 'send', segment: expect.objectContaining({ flags: SYN | ACK, seq: 5000, ack: 1001 }) } }]);
  });

  it('does not send what it does not understand, and goes to the field that is wrong', () => {
    const { state, effects } = play(answering, 'e a tab e "x" enter enter');
    expect(effects).toEqual([]);
    expect(state.composer?.at).toBe('seq');
  });

  it('takes letters as text while a field is open', () => {
    const { state, effects } = play(answering, 'e tab e "uq"');
    expect(effects).toEqual([]);
    expect(state.composer?.editing).toBe('5000uq');
  });

  it('adds and subtracts one, of numbers and of formulas', () => {
    expect(nudged('4294967295', 1)).toBe('0');
    expect(nudged('RCV.NXT', 1)).toBe('RCV.NXT+1');
    expect(nudged('RCV.NXT+1', -1)).toBe('RCV.NXT');
    expect(nudged('RCV.NXT', -1)).toBe('RCV.NXT-1');
  });

  it('closes field, then composer on Esc, and never leaves the level', () => {
    const open = play(answering, 'e tab e').state;
    const once = play(answering, 'esc', open);
    expect(contextOf(once.state)).toBe('composer');
    const twice = play(answering, 'esc', once.state);
    expect(contextOf(twice.state)).toBe('menu');
    expect(play(answering, 'esc esc esc', twice.state)).toEqual({ state: twice.state, effects: [] });
  });
});

describe('a prediction', () => {
  it('takes the keyboard when it is asked, and Enter gives answer and confidence', () => {
    const { state, effects } = play(predicting, 'c 2 enter');
    expect(state.focus).toBe('prediction');
    expect(effects).toEqual([{ kind: 'move', move: { do: 'predict', answer: 'c', confidence: 2 } }]);
  });

  it('can be answered with arrows, and skipped', () => {
    expect(play(predicting, 'down down enter').effects).toEqual([{ kind: 'move', move: { do: 'predict', answer: 'b', confidence: null } }]);
    expect(play(predicting, 's').effects).toEqual([{ kind: 'move', move: { do: 'skip' } }]);
  });

  it('does not take an answer that is not offered, nor Enter without one', () => {
    const { state, effects } = play(predicting, 'f enter');
    expect(effects).toEqual([]);
    expect(state.prediction.answer).toBeNull();
    expect(state.notice?.text).toContain('Pick an answer');
  });

  it('has the keyboard again after a look around', () => {
    expect(play(predicting, 'tab 3 enter').state.focus).toBe('prediction');
  });

  it('tells how it turned out until the next move is judged', () => {
    const last = { id: 'client', question: { id: 'q' }, said: { id: 'a' }, truth: { id: 'a' }, right: true };
    const known = synced(synced(INITIAL_PLAY_STATE, answering), { ...answering, lastPrediction: last });
    expect(known.predictionNew).toBe(true);
    expect(synced(known, { ...answering, lastPrediction: last, judged: [...answering.judged, ...answering.judged] }).predictionNew).toBe(answering.judged.length === 0);
  });

  it('gives the keyboard back to the menu afterwards', () => {
    expect(synced(play(predicting, 'a').state, answering).focus).toBe('move');
  });
});

describe('settings', () => {
  it('step a value and apply it as a move', () => {
    const { effects } = play(flooded, '4 + enter');
    expect(effects).toEqual([{ kind: 'move', move: { do: 'sysctl', name: 'net.ipv4.tcp_syncookies', value: '1' } }]);
  });

  it('take a typed value', () => {
    const { effects } = play(flooded, '4 down down e "1024" enter');
    expect(effects).toEqual([{ kind: 'move', move: { do: 'sysctl', name: 'net.ipv4.tcp_max_syn_backlog', value: '1024' } }]);
  });

  it('do not change what is locked', () => {
    expect(play(answering, '4 + enter')).toMatchObject({ effects: [], state: { sysctl: { pending: {} } } });
  });

  it('are dropped again by Esc', () => {
    expect(play(flooded, '4 + esc enter').effects).toEqual([]);
  });
});

describe('the command line', () => {
  it('reads moves and commands alike', () => {
    expect(play(answering, ': "sysctl tcp_syncookies=2" enter').effects).toEqual([{ kind: 'move', move: { do: 'sysctl', name: 'tcp_syncookies', value: '2' } }]);
    expect(play(answering, ': "S. seq 5000 ack RCV.NXT" enter').effects).toEqual([{ kind: 'move', move: { do: 'send', segment: expect.objectContaining({ flags: SYN | ACK, seq: 5000, ack: 1001 }) } }]);
    expect(play(answering, ': "undo" enter').effects).toEqual([{ kind: 'undo' }]);
  });

  it('keeps a refused line open and says why', () => {
    const { state, effects } = play(answering, ': "sysctll x" enter');
    expect(effects).toEqual([]);
    expect(state.command?.text).toBe('sysctll x');
    expect(state.notice?.bad).toBe(true);
  });

  it('recalls what was typed before', () => {
    const { state } = play(answering, ': "wait 3s" enter : up');
    expect(state.command?.text).toBe('wait 3s');
  });

  it('completes names as far as they agree', () => {
    expect(completed('sys', answering).text).toBe('sysctl ');
    expect(completed('sysctl net.ipv4.tcp_sync', answering).text).toBe('sysctl net.ipv4.tcp_syncookies=');
    expect(completed('sysctl net.ipv4.tcp_syn', answering).options).toHaveLength(2);
    expect(completed('S. ack RCV', answering).text).toBe('S. ack RCV.NXT ');
  });
});

describe('keys that concern the level', () => {
  it('undo only what can be undone, and say so otherwise', () => {
    expect(play(answering, 'u').effects).toEqual([{ kind: 'undo' }]);
    expect(play(answering, 'U')).toMatchObject({ effects: [], state: { notice: { text: 'Nothing to redo.' } } });
  });

  it('ask before a restart, and the safe answer is the default', () => {
    expect(play(answering, 'x').effects).toEqual([]);
    expect(play(answering, 'x enter').effects).toEqual([]);
    expect(play(answering, 'x y').effects).toEqual([{ kind: 'restart' }]);
  });

  it('let time pass: to the next event, or a second of a live level', () => {
    expect(play({ ...answering, decision: null }, 'space').effects).toEqual([{ kind: 'move', move: { do: 'wait', ms: null } }]);
    expect(play(flooded, 'space').effects).toEqual([{ kind: 'move', move: { do: 'wait', ms: 1000 } }]);
  });

  it('run and stop the clock of a live level only', () => {
    expect(play(flooded, '> p').effects).toEqual([{ kind: 'clock', command: 'run' }, { kind: 'clock', command: 'pause' }]);
    expect(play(answering, '>').effects).toEqual([]);
  });

  it('copy the segments as tcpdump lines', () => {
    const [effect] = play(answering, 'c').effects;
    expect(effect).toMatchObject({ kind: 'copy', text: expect.stringContaining('10.0.0.5.40112 > 10.0.0.9.80: Flags [S], seq 1000') });
  });

  it('ask for hints while there are some for this state, however many were read before', () => {
    expect(play(answering, 'i').effects).toEqual([{ kind: 'hint' }]);
    expect(play({ ...hinted, hints: { ...hinted.hints, used: 5 } }, 'i').effects).toEqual([{ kind: 'hint' }]);
    const all = [1, 2, 3].map((step) => ({ id: `level.hint.ack.${step}` }));
    expect(play({ ...hinted, hints: { ...hinted.hints, used: 3, shown: all } }, 'i').effects).toEqual([]);
  });

  it('open the composer for an expert where a segment is asked, and give him no hint', () => {
    const expert = { ...answering, expert: true, choices: [], decision: { ...answering.decision!, asks: ['seq', 'ack'] as const } };
    expect(play(expert, '').state).toMatchObject({ composing: true, composer: { asks: ['seq', 'ack'] } });
    expect(play(expert, 's a enter').effects).toEqual([]);
    expect(play(expert, 'i')).toMatchObject({ effects: [], state: { notice: { text: expect.stringContaining('no hints') } } });
    const elsewhere = { ...expert, decision: { ...expert.decision, next: 'state' as const } };
    expect(play(elsewhere, '').state.composing).toBe(false);
  });

  it('tell the price of the first hint before it is paid, and pay with the same key or y', () => {
    const priced = { ...answering, hints: { ...answering.hints, costs: true } };
    expect(play(priced, 'i').effects).toEqual([]);
    expect(play(priced, 'i').state.question).toBe('hint');
    expect(play(priced, 'i i').effects).toEqual([{ kind: 'hint' }]);
    expect(play(priced, 'i y').effects).toEqual([{ kind: 'hint' }]);
    expect(play(priced, 'i enter')).toMatchObject({ effects: [], state: { question: null } });
    expect(play(priced, 'x i').effects).toEqual([]);
  });

  it('take a move back from the window that says what was wrong with it', () => {
    expect(play({ ...answering, canUndo: true }, 'w u')).toMatchObject({ effects: [{ kind: 'undo' }], state: { overlay: null } });
    expect(play({ ...answering, canUndo: false }, 'w u').state).toMatchObject({ overlay: null, notice: { text: 'Nothing to undo.' } });
  });

  it('begin a line anew with a second colon after one that was refused', () => {
    const refused = play(answering, ': f o o enter');
    expect(refused.state.command?.text).toBe('foo');
    expect(play(answering, ': f o o enter : g').state.command?.text).toBe('g');
    expect(play(answering, ': f o o enter x').state.command?.text).toBe('foox');
    expect(play(answering, ': a : b').state.command?.text).toBe('a:b');
  });

  it('go on to the debrief from a level that is won or lost', () => {
    expect(play(won, 'space').effects).toEqual([{ kind: 'leave' }]);
    expect(play(won, 'enter').effects).toEqual([{ kind: 'leave' }]);
    expect(play({ ...won, phase: 'lost' }, 'enter').effects).toEqual([{ kind: 'leave' }]);
  });

  it('select segments with arrows and open one with Enter', () => {
    expect(play(answering, '0 up up enter').state).toMatchObject({ segment: 3, overlay: { kind: 'segment' } });
  });
});

describe('how segments are written', () => {
  it('goes round: short, tcpdump, packetdrill, words; and says which', () => {
    expect(play(answering, 'v').state).toMatchObject({ notation: 'tcpdump', notice: { text: 'Segments are written as tcpdump prints them.' } });
    expect(play(answering, 'v v').state.notation).toBe('packetdrill');
    expect(play(answering, 'v v v').state.notation).toBe('words');
    expect(play(answering, 'v v v v').state.notation).toBe('short');
  });

  it('is how they are copied, too', () => {
    const copied = play(answering, 'v v c').effects;
    expect(copied).toEqual([{ kind: 'copy', text: expect.stringMatching(/^0\.000 < S 1000:1000\(0\) win 64240/) }]);
  });
});

describe('finding', () => {
  it('leads to a segment, and n and N to the next and the one before, around the end', () => {
    const first = play(answering, '/ "1000" enter').state;
    expect(first).toMatchObject({ focus: 'ladder', sought: '1000', command: null });
    const all = play(answering, '/ "1000" enter n n n n n n n n n').state;
    expect(all.found).not.toBeNull();
    const there = play(answering, '/ "1000" enter n').state;
    expect(play(answering, '/ "1000" enter n N').state.found).toEqual(first.found);
    expect(there.found).not.toEqual(first.found);
    expect(first.notice?.text).toMatch(/^"1000": 1 of \d+\. n next, N before\.$/);
  });

  it('leads to sysctls and to lines of panels', () => {
    const { state } = play(answering, '/ "synack_retries" enter');
    expect(state.focus).toBe('sysctl');
    expect(answering.world.sysctls[state.sysctl.index]!.name).toContain('tcp_synack_retries');
    expect(play(answering, '/ "rcv.nxt" enter').state).toMatchObject({ focus: 'sockets', found: { panel: 'sockets', at: null } });
  });

  it('finds in the window that is open, and Esc closes what was looked for before the window', () => {
    const found = play(answering, '? / w i n enter n').state;
    expect(found.overlay).toEqual({ kind: 'help', scroll: 0, sought: 'win', found: 1 });
    const left = play(answering, '? / w i n enter esc').state;
    expect(left.overlay).toEqual({ kind: 'help', scroll: 0 });
    expect(play(answering, '? / w i n enter esc esc').state.overlay).toBeNull();
  });

  it('says so when nothing has the text, or nothing was looked for', () => {
    expect(play(answering, '/ "no such thing" enter').state).toMatchObject({ focus: 'move', notice: { text: 'Nothing here has "no such thing".' } });
    expect(play(answering, 'n').state.notice?.text).toBe('Nothing was looked for yet: / looks for a text.');
  });

  it('is given up by Esc', () => {
    expect(play(answering, '/ "1000" esc').state).toMatchObject({ command: null, focus: 'move', sought: '' });
  });
});

describe('a pasted segment', () => {
  it('fills the composer, whichever notation it is in', () => {
    for (const line of ['10:00:00.000000 IP 10.0.0.9.80 > 10.0.0.5.40112: Flags [S.], seq 7000, ack 1001, win 65160, options [mss 1460], length 0', 'S. 7000:7000(0) ack 1001 win 65160 <mss 1460>', 'S. seq 7000 ack 1001 win 65160 mss 1460']) {
      const { state, effects } = play(answering, `= "${line}" enter`);
      expect(effects).toEqual([]);
      expect(state).toMatchObject({ focus: 'move', composing: true, command: null, composer: { flags: SYN | ACK, texts: { seq: '7000', ack: '1001', win: '65160', mss: '1460' }, on: { mss: true, sackOK: false } } });
    }
  });

  it('that cannot be read stays open, with a sentence', () => {
    const { state } = play(answering, '= "S. ack nonsense" enter');
    expect(state.command).toMatchObject({ prompt: 'paste', text: 'S. ack nonsense' });
    expect(state.notice).toMatchObject({ bad: true });
  });
});

describe('windows of the ladder and of sysctls', () => {
  it('shows the bytes of the selected segment on x, and changes between bytes and fields', () => {
    expect(play(answering, '0 up x').state).toMatchObject({ segment: 4, overlay: { kind: 'hex' } });
    expect(play(answering, '0 up enter x').state.overlay).toMatchObject({ kind: 'hex' });
    expect(play(answering, '0 up enter x x').state.overlay).toMatchObject({ kind: 'segment' });
  });

  it('says so when there is no segment to open', () => {
    const silent = { ...answering, world: { ...answering.world, ladder: [] } };
    for (const keys of ['0 x', '0 enter']) expect(play(silent, keys).state).toMatchObject({ overlay: null, notice: { text: 'No segment was sent yet.' } });
  });

  it('asks before a restart on x everywhere else', () => {
    for (const keys of ['x', '2 x', '4 x']) expect(play(answering, keys).state.question).toBe('restart');
  });

  it('explains the selected sysctl on y', () => {
    expect(play(answering, '4 down y').state).toMatchObject({ overlay: { kind: 'sysctl' }, sysctl: { index: 1 } });
    expect(play(answering, 'y').state.overlay).toMatchObject({ kind: 'sysctl' });
  });

  it('goes to the settings on a comma, from wherever letters act', () => {
    for (const keys of [',', '0 ,', '4 ,', 'e ,']) expect(play(answering, keys).effects).toEqual([{ kind: 'settings' }]);
    expect(play(predicting, ',').effects).toEqual([{ kind: 'settings' }]);
  });
});

describe('keys of the player\'s own', () => {
  it('act, and the usual ones no more', () => {
    const keys = rebound(PLAY_KEYS, { goal: 'b' });
    const pressed = (key: string) => press(synced(INITIAL_PLAY_STATE, answering), { key, text: key }, { view: answering, lang: 'en', keys }).state.overlay?.kind;
    expect(pressed('b')).toBe('goal');
    expect(pressed('g')).toBeUndefined();
  });
});
