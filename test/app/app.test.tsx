import { afterEach, describe, expect, test } from 'vitest';
import { emptyDisk } from '../storage/fake-file-system.ts';
import type { Disk } from '../storage/fake-file-system.ts';
import { KEYS } from '../terminal/virtual-terminal.ts';
import { command, openGame, solve } from './open-game.tsx';
import type { Game } from './open-game.tsx';

let game: Game;
const start = (...args: Parameters<typeof openGame>) => (game = openGame(...args));
afterEach(() => game.unmount());
const saved = (disk: Disk) => JSON.parse(disk.files.get('/data/progress.json')!) as { levels: Record<string, { stars: number; moves: number | null; attempts: number; run: { moves: unknown[]; seed: string } | null }> };

describe('the first run', () => {
  test('begins with the first level, ready for a move', async () => {
    start();
    expect(await game.until('The first SYN')).toContain('Enter choose');
  });

  test('goes from the level that is solved to its debrief, and on to the next level', async () => {
    const disk = emptyDisk();
    start(disk);
    await solve(game);
    expect(saved(disk).levels['first-syn']).toMatchObject({ stars: 3, moves: 2, attempts: 1, run: null });
    game.send('q');
    const debrief = await game.until('DEBRIEF');
    for (const part of ['SOLVED ***', 'send S 5000:5000(0)', 'Take away', 'SYN takes one sequence number']) expect(debrief).toContain(part);
    game.send(KEYS.enter);
    expect(await game.until('moves 0, par 2')).toContain('1-2');
  });

  test('begins, where an idea is new, with W: played to the end for the player, who only predicts, and then by himself', async () => {
    start();
    await game.until('W plays it for you first');
    game.send('W');
    await game.until('Step 1 of 2');
    game.send(' ');
    await game.until('Predict');
    game.send('a');
    game.send('\r');
    await game.until('Step 2 of 2');
    game.send(' ');
    await game.until('That was the model solution');
    game.send('\r');
    expect(await game.until('Briefing')).toContain('moves 0');
  });

  test('in expert mode goes from the map to the composer, and a win there is marked and shows what the level builds on', async () => {
    const disk = emptyDisk();
    start(disk, { level: 'second-syn', expert: true });
    expect(await game.until('Compose segment')).not.toContain('send [');
    await solve(game);
    game.send('\r');
    expect(await game.until('you may still play them')).toContain('builds on: 1-1.');
    game.send(' ');
    await game.until((text) => text.includes('DEBRIEF') && !text.includes('any key goes on'));
    game.send('q');
    const map = await game.until('WORLDS');
    expect(map).toMatch(/1-1 === .*first SYN/i);
    expect(map).toMatch(/1-2 \*\*\*\+/);
    game.send('e');
    expect(await game.until('Guided:')).not.toContain('expert mode');
  });

  test('is kept as a run file with a key of the debrief, which says where it is and how it is exported', async () => {
    const disk = emptyDisk();
    start(disk);
    await solve(game);
    game.send('q');
    await game.until('DEBRIEF');
    game.send('e');
    expect(await game.until('/data/runs/')).toContain('ackademy export');
    const kept = [...disk.files.keys()].filter((path) => path.startsWith('/data/runs/'));
    expect(kept).toHaveLength(1);
    expect(JSON.parse(disk.files.get(kept[0]!)!)).toMatchObject({ format: 'ackademy-run', level: 'first-syn', moves: { length: 3 } });
  });

  test('shows in the debrief what the wrong move showed, and does not count the prediction that it spoiled', async () => {
    start(emptyDisk(), { columns: 120, rows: 40 });
    await command(game, 'S seq 5000', 'Predict before you move');
    game.send('a\r');
    await game.until((text) => !text.includes('Predict before you move'));
    await command(game, '. seq SEG.ACK ack SEG.SEQ', 'BAD');
    // The server sends its SYN-ACK again after a second.
    await command(game, 'wait', '#5');
    await command(game, '. seq SEG.ACK ack SEG.SEQ+1', 'WIN');
    game.send('q');
    const debrief = await game.until('DEBRIEF');
    expect(debrief).toContain('You may think that a SYN takes no sequence number');
    expect(debrief).toMatch(/BAD/);
    expect(debrief).not.toMatch(/predictions \d\/\d/);
  });
});

describe('a later run', () => {
  test('begins with the map, and goes on with the run that was left at the very move', async () => {
    const disk = emptyDisk();
    start(disk);
    await command(game, 'S seq 5000', 'Predict before you move');
    game.unmount();
    expect(saved(disk).levels['first-syn']?.run?.moves).toHaveLength(1);
    start(disk);
    await game.until('WORLDS');
    await game.until('moves so');
    game.send(KEYS.enter);
    expect(await game.until('Predict before you move')).toContain('moves 1, par 2');
    expect(saved(disk).levels['first-syn']?.attempts).toBe(1);
  });

  test('says so when the run that was left was made with other rules, and begins a new one', async () => {
    const disk = emptyDisk();
    start(disk);
    await command(game, 'S seq 5000', 'Predict before you move');
    game.unmount();
    disk.files.set('/data/progress.json', disk.files.get('/data/progress.json')!.replace(/"engine": "[^"]*"/, '"engine": "0"'));
    start(disk, { level: 'first-syn' });
    await game.until('made with other rules');
    game.send('x');
    expect(await game.until((text) => !text.includes('made with other rules'))).toContain('moves 0, par 2');
  });

  test('with the name of a level begins with that level', async () => {
    start(emptyDisk(), { level: 'second-syn' });
    expect(await game.until('The first SYN')).toContain('1-2');
  });
});

describe('keys that mean the same everywhere', () => {
  test('L changes the language in the middle of a level, and it stays', async () => {
    const disk = emptyDisk();
    start(disk);
    await game.until('The first SYN');
    game.send('L');
    await game.until('第一个 SYN');
    game.send('q');
    await game.until('世界');
    game.unmount();
    start(disk);
    await game.until('1-1');
    expect(disk.files.get('/config/settings.json')).toContain('"zh-Hans"');
  });

  test('Ctrl-C ends the game at once when everything is saved', async () => {
    start();
    await command(game, 'S seq 5000', 'Predict before you move');
    game.send(KEYS.ctrlC);
    await game.until(() => game.terminal.buffer.active.type === 'normal');
  });

  test('Ctrl-C asks once when a run would be lost', async () => {
    start(emptyDisk(), { save: false });
    await command(game, 'S seq 5000', 'Predict before you move');
    game.send(KEYS.ctrlC);
    await game.until('would be lost');
    game.send('n');
    await game.until((text) => !text.includes('would be lost'));
    game.send(KEYS.ctrlC);
    await game.until('would be lost');
    game.send('y');
    await game.until(() => game.terminal.buffer.active.type === 'normal');
  });

  test('Ctrl-Z gives the terminal to the shell, and comes back to the same screen', async () => {
    start();
    const before = await game.until('The first SYN');
    game.send(KEYS.ctrlZ);
    await game.until(() => game.suspended() === 1 && game.terminal.buffer.active.type === 'alternate');
    expect(await game.until('Enter choose')).toBe(before);
  });

  test('q on the map ends the game, and Esc does not', async () => {
    start(emptyDisk({ '/data/progress.json': '{"format":"ackademy-progress","version":1,"levels":{"x":{"stars":0,"moves":null,"attempts":1,"run":null}}}' }));
    await game.until('WORLDS');
    game.send(KEYS.escape);
    game.send('?');
    await game.until('HELP');
    game.send(KEYS.escape);
    await game.until('WORLDS');
    game.send('q');
    await game.until(() => game.terminal.buffer.active.type === 'normal');
  });
});

describe('notices', () => {
  test('of a damaged file stay until a key is pressed, which does nothing else', async () => {
    const disk = emptyDisk({ '/data/progress.json': 'broken' });
    start(disk);
    await game.until('/data/progress.json.damaged-1');
    game.send('q');
    expect(await game.until((text) => !text.includes('damaged'))).toContain('The first SYN');
    expect(disk.files.get('/data/progress.json.damaged-1')).toBe('broken');
  });
});

describe('settings', () => {
  test('hold at once, are kept, and a step back leads to where one was', async () => {
    const disk = emptyDisk();
    start(disk);
    await game.until('The first SYN');
    game.send('q');
    await game.until('WORLDS');
    game.send(',');
    await game.until('SETTINGS');
    game.send(`${KEYS.down}${KEYS.down}${KEYS.enter}`);
    await game.until('7-bit characters');
    expect(game.text()).toMatch(/^#= Settings/m);
    game.send(KEYS.escape);
    expect(await game.until('WORLDS')).toMatch(/^#= Map/m);
    expect(disk.files.get('/config/settings.json')).toContain('"ascii": "on"');
  });
});

describe('the window', () => {
  test('may be any size at any time: nothing is wider or higher, and what was done stays', async () => {
    start();
    await command(game, 'S seq 5000', 'Predict before you move');
    for (const [columns, rows] of [[120, 40], [60, 20], [20, 8], [100, 30], [80, 24]] as const) {
      await game.resize(columns, rows);
      await game.until('1-1');
      expect(game.lines().at(-1)).toBe('');
    }
    expect(await game.until('Predict before you move')).toContain('moves 1, par 2');
  });
});

describe('keys of the player\'s own', () => {
  const toKeys = async (disk: ReturnType<typeof emptyDisk>) => {
    start(disk, { columns: 120, rows: 40 });
    await game.until('The first SYN');
    game.send(',');
    await game.until('SETTINGS');
    game.send(KEYS.tab);
    await game.until(/[#╔]= Keys|╔═ Keys/);
  };

  test('are chosen in the settings, kept, and hold at once in the level that was left for them: press, footer and help', async () => {
    const disk = emptyDisk();
    await toKeys(disk);
    game.send(KEYS.down);
    await game.until('> u ');
    game.send(KEYS.enter);
    await game.until('Press the new key');
    game.send('m');
    await game.until('undo  (yours)');
    expect(disk.files.get('/config/settings.json')).toContain('"undo": "m"');
    game.send(KEYS.escape);
    await game.until('Your move');
    await command(game, 'S seq 5000', 'Predict before you move');
    game.send('s');
    await game.until('m undo');
    game.send('m');
    await game.until('moves 0, par 2');
    game.send('?');
    await game.until(/m +undo/);
  });

  test('are explained in the help of the settings', async () => {
    await toKeys(emptyDisk());
    game.send('?');
    expect(await game.until('HELP')).toMatch(/Enter +another key/);
  });

  test('that mean something else are refused, and nothing is kept', async () => {
    const disk = emptyDisk();
    await toKeys(disk);
    game.send(KEYS.down);
    await game.until('> u ');
    game.send(KEYS.enter);
    await game.until('Press the new key');
    game.send('w');
    await game.until('w means "why" already (Play)');
    expect(disk.files.get('/config/settings.json') ?? '').not.toContain('undo');
  });

  test('in a damaged file are told and left out', async () => {
    const disk = emptyDisk();
    disk.files.set('/config/settings.json', JSON.stringify({ format: 'ackademy-settings', version: 1, language: 'en', theme: null, ascii: 'auto', reduceMotion: true, keys: { undo: 'w' } }));
    start(disk);
    await game.until('these cannot be used');
    expect(game.text()).toContain('undo');
  });
});

describe('the settings from a level', () => {
  test('leave everything where it was: a half-typed field, the selected panel', async () => {
    start();
    await game.until('The first SYN');
    game.send('e');
    await game.until('Compose segment');
    game.send('e123');
    await game.until('123_');
    game.send(KEYS.enter);
    await game.until((text) => text.includes('123 ') && !text.includes('123_'));
    game.send(',');
    await game.until('SETTINGS');
    game.send(KEYS.escape);
    expect(await game.until('Compose segment')).toMatch(/>123 /);
  });
});

describe('the reference', () => {
  test('opens from the map with what was met, and Esc and q lead back there', async () => {
    const disk = emptyDisk();
    const entry = { key: 'state:LISTEN', kind: 'state', name: 'LISTEN', text: [{ id: 'reference.state.LISTEN' }], sources: ['RFC 9293 3.3.2'], met: true, levels: ['first-syn'], proofs: [] } as const;
    start(disk, { reference: () => Promise.resolve([entry]) });
    await game.until('The first SYN');
    game.send('q');
    await game.until('WORLDS');
    game.send('r');
    expect(await game.until('A listener waits for SYNs')).toContain('met in: first-syn');
    game.send('?');
    expect(await game.until('HELP')).toContain('all or met');
    game.send('x');
    await game.until('A listener waits');
    game.send(KEYS.escape);
    await game.until('WORLDS');
    game.send('r');
    await game.until('A listener waits');
    game.send('q');
    await game.until('WORLDS');
  });
});
