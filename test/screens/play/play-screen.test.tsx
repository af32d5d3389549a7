import { afterEach, describe, expect, it } from 'vitest';
import { cells } from '../../../source/components/cells.ts';
import type { Move } from '../../../source/world/move.ts';
import { PlayScreen, type PlayScreenProps } from '../../../source/screens/play/play-screen.tsx';
import { answering, attacking, LEVEL_TEXTS, predicting, SESSION_VIEWS } from '../../fixtures/session-views.ts';
import { KEYS, openVirtualTerminal, type VirtualTerminal } from '../../terminal/virtual-terminal.ts';

const nothing = () => {};
const calls = { onMove: nothing, onUndo: nothing, onRedo: nothing, onHint: nothing, onLeave: nothing, onLanguage: nothing, onReport: nothing, onRestart: nothing };

/** A promise and the function that keeps it: a callback that a test waits for. */
function awaited<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

let open: VirtualTerminal | undefined;
afterEach(() => {
  open?.unmount();
  open = undefined;
});

function screen(columns: number, rows: number, more: Partial<PlayScreenProps> = {}) {
  return <PlayScreen view={answering} title="1-3 Answer the SYN" levelTexts={LEVEL_TEXTS} lang="en" size={{ columns, rows }} {...calls} {...more} />;
}

function show(columns: number, rows: number, more: Partial<PlayScreenProps> = {}): VirtualTerminal {
  open = openVirtualTerminal(screen(columns, rows, more), { columns, rows });
  return open;
}

describe('the play screen', () => {
  it('shows ladder, socket, queues, menu, verdict and keys at 80x24', async () => {
    const text = await show(80, 24).until('Verdict');
    for (const part of ['1-3 Answer the SYN', 'Ladder', 'TCB', 'Queues', 'Your move', '#4', 'RCV.NXT ????', '> send [S.] seq 5000 ack 1001', 'a common wrong idea', 'Enter choose', '? help']) expect(text).toContain(part);
    expect(text).toMatch(/╔═ Your move ═+/);
  });

  it('draws a segment in flight at another place in another frame', async () => {
    const terminal = show(100, 30, { frameTime: 70 });
    const heads: number[] = [];
    for (const time of [70, 78, 86]) {
      terminal.rerender(screen(100, 30, { frameTime: time }));
      const text = await terminal.until(`t=${(time / 1000).toFixed(3)}s`);
      heads.push(text.split('\n').find((line) => line.includes('0.068'))!.indexOf('>'));
    }
    expect(heads).toEqual([...new Set(heads)].toSorted((a, b) => a - b));
  });

  it('makes the move under the mark on Enter and none on a digit', async () => {
    const made = awaited<Move>();
    const terminal = show(80, 24, { onMove: made.resolve });
    await terminal.until('> send [S.] seq 5000 ack 1001');
    terminal.send('2');
    await terminal.until(/╔═ TCB/);
    terminal.send('1');
    await terminal.until(/╔═ Your move/);
    terminal.send(KEYS.down);
    await terminal.until('> send [S.] seq 5000 ack 1000');
    terminal.send(KEYS.enter);
    expect(await made.promise).toEqual(answering.choices[1]!.move);
  });

  it('acts on two keys that arrive in one piece', async () => {
    const terminal = show(80, 24);
    await terminal.until('Verdict');
    terminal.send(KEYS.down + KEYS.down);
    await terminal.until('> send [R.]');
  });

  it('keeps focus and a half-typed field when the terminal is resized', async () => {
    const terminal = show(80, 24);
    await terminal.until('Verdict');
    terminal.send('e');
    await terminal.until('Compose segment');
    terminal.send(KEYS.tab);
    await terminal.until(/seq +>5000/);
    terminal.send('e');
    await terminal.until('>5000_');
    terminal.send('77');
    await terminal.until('>500077_');
    for (const [columns, rows] of [[120, 40], [40, 12], [80, 24]] as const) {
      await terminal.resize(columns, rows);
      terminal.rerender(screen(columns, rows));
      expect(await terminal.until((text) => text.includes('>500077_') && text.split('\n').some((line) => line.startsWith('╔') && cells(line) <= columns))).toContain('>500077_');
    }
  });

  it('has the terminal\'s cursor at the end of the open field, where an input method opens its window, and nowhere else', async () => {
    for (const [columns, rows] of [[80, 24], [120, 40], [40, 12]] as const) {
      const terminal = show(columns, rows);
      const cursor = () => {
        const { cursorX, cursorY } = terminal.terminal.buffer.active;
        return terminal.lines()[cursorY]?.[cursorX];
      };
      const isShown = () => terminal.written().lastIndexOf('\u001b[?25h') > terminal.written().lastIndexOf('\u001b[?25l');
      await terminal.until('1-3');
      expect(isShown()).toBe(false);
      terminal.send('e');
      await terminal.until(columns < 80 ? 'flags' : 'Compose segment');
      terminal.send(KEYS.tab);
      await terminal.until(/seq +>5000/);
      terminal.send('e77');
      await terminal.until('>500077_');
      await terminal.until(() => cursor() === '_' && isShown());
      terminal.send(KEYS.escape);
      await terminal.until(/>5000 /);
      await terminal.until(() => !isShown());
      terminal.send(':S seq');
      await terminal.until(':S seq_');
      await terminal.until(() => cursor() === '_' && isShown());
      terminal.unmount();
    }
  });

  it('writes the same segments in every notation, in the room there is', async () => {
    const terminal = show(120, 40);
    await terminal.until('--[S] seq 1000 win 64240');
    for (const text of ['--Flags [S], seq 1000, win 64240, length 0', '--S 1000:1000(0) win 64240', '--SYN seq 1000 win 64240', '--[S] seq 1000 win 64240']) {
      terminal.send('v');
      await terminal.until(text);
    }
  });

  it('shows the bytes of a segment with the names of its fields, in both languages', async () => {
    for (const [lang, name] of [['en', 'sequence number'], ['zh-Hans', '序号']] as const) {
      const terminal = show(80, 24, { lang });
      await terminal.until('1-3');
      terminal.send('0');
      await terminal.until(/╔═ (Ladder|时序图)/);
      terminal.send(`${KEYS.up}x`);
      await terminal.until('0a 00 00 05');
      terminal.send(KEYS.pageDown);
      await terminal.until(new RegExp(`0018  00 00 03 e8 +${name} +1000`));
      terminal.unmount();
    }
  });

  it('explains a sysctl in both languages: what it is, its default, unit, values and source', async () => {
    for (const [lang, texts] of [['en', ['default   1', 'values    0 to 255', 'tcp_syn_flood_action()']], ['zh-Hans', ['默认      1', '取值      0 到 255', 'tcp_syn_flood_action()']]] as const) {
      const terminal = show(80, 24, { lang });
      await terminal.until('1-3');
      terminal.send('/tcp_syncookies\r');
      await terminal.until('tcp_syncookies');
      terminal.send('y');
      const text = await terminal.until('Linux 6.18');
      for (const part of texts) expect(text).toContain(part);
      terminal.unmount();
    }
  });

  it('says while segments are shown flying that they are on their way, not that there is no menu', async () => {
    for (const [lang, text] of [['en', 'On its way'], ['zh-Hans', '正在途中']] as const) {
      const terminal = show(80, 24, { lang, view: { ...answering, phase: 'running', decision: null, choices: [], prediction: null } });
      expect(await terminal.until(text)).not.toMatch(/No menu|没有菜单/);
      terminal.unmount();
    }
  });

  it('draws frames and graphs with 7-bit characters only in ascii', async () => {
    for (const view of Object.values(SESSION_VIEWS)) {
      const terminal = show(120, 40, { view, ascii: true });
      const text = await terminal.until('? help');
      expect(text).toMatch(/^[\x20-\x7e\n]*$/);
      terminal.unmount();
    }
  });

  it('writes no colour without colour, and keeps bold', async () => {
    const terminal = show(80, 24, { color: false });
    await terminal.until('Verdict');
    expect(terminal.written()).not.toMatch(/\u001b\[[\d;]*\b(?:3[0-7]|9[0-7]|4[0-7]|38)\b[\d;]*m/);
    expect(terminal.written()).toContain('\u001b[1m');
  });

  it('uses the 16 colours by default, true colour in the theme cud, and never a background', async () => {
    const plain = show(80, 24);
    await plain.until('Verdict');
    expect(plain.written()).toContain('\u001b[36m');
    plain.unmount();
    const cud = show(80, 24, { theme: 'cud' });
    await cud.until('Verdict');
    expect(cud.written()).toContain('38;2;86;180;233');
    expect(cud.written()).not.toMatch(/\u001b\[(?:4\d|10\d|48)/);
  });

  it('opens help, goal and verdict over the panels, and Esc closes them', async () => {
    const terminal = show(100, 30);
    await terminal.until('Verdict');
    for (const [key, title] of [['?', '╔═ Keys'], ['g', '╔═ Goal'], ['w', '╔═ Verdict']] as const) {
      terminal.send(key);
      await terminal.until(title);
      terminal.send(KEYS.escape);
      await terminal.until('╔═ Your move');
    }
  });

  it('asks the prediction with the keyboard, and tells what was chosen by more than colour', async () => {
    const made = awaited<Move>();
    const terminal = show(80, 24, { view: predicting, color: false, onMove: made.resolve });
    await terminal.until('╔═ Predict');
    terminal.send('b3');
    await terminal.until((text) => text.includes('>b SYN-RECEIVED') && text.includes('>3 sure'));
    terminal.send(KEYS.enter);
    expect(await made.promise).toEqual({ do: 'predict', answer: 'b', confidence: 3 });
  });

  it('shows one panel with tabs in a small window', async () => {
    const terminal = show(60, 20);
    const text = await terminal.until('[1 Your move]');
    expect(text).not.toContain('╔═ TCB');
    terminal.send('2');
    await terminal.until('[2 TCB]');
  });

  it('copies with the terminal\'s own clipboard sequence', async () => {
    const terminal = show(80, 24);
    await terminal.until('Verdict');
    terminal.send('c');
    await terminal.until('copied');
    const [, encoded = ''] = /\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(terminal.written()) ?? [];
    expect(atob(encoded)).toContain('Flags [S.], seq 5000, ack 1000');
  });

  it('hides from an attacker what the view hides', async () => {
    expect(await show(80, 24, { view: attacking }).until('What you know')).toMatch(/RCV\.NXT +\?\?\?\?/);
  });
});
