import { afterEach, describe, expect, test } from 'vitest';
import { emptyDisk, type Disk } from '../storage/fake-file-system.ts';
import { KEYS } from '../terminal/virtual-terminal.ts';
import { command, openGame, solve, type Game } from './open-game.tsx';

let game: Game;
const start = (...args: Parameters<typeof openGame>) => (game = openGame(...args));
afterEach(() => game.unmount());

const saved = (disk: Disk) => JSON.parse(disk.files.get('/data/progress.json')!) as { levels: Record<string, { stars: number; run: { moves: { move: { do: string; segment?: { seq?: number } } }[] } | null }> };
const sequences = (disk: Disk) => saved(disk).levels['first-syn']!.run!.moves.flatMap(({ move }) => (move.do === 'send' ? [move.segment?.seq] : []));

/** One move made, and its prediction answered. */
async function oneMove(): Promise<void> {
  await game.until('moves 0, par 2');
  await command(game, 'S seq 5000', 'Predict before you move');
  game.send('a\r');
  await game.until((text) => !text.includes('Predict before you move'));
}

describe('the time mode of a level that is played', () => {
  test('goes back and forth through the steps, and leaves the run as it is', async () => {
    const disk = emptyDisk();
    start(disk, { columns: 120, rows: 40 });
    await oneMove();
    game.send('[');
    expect(await game.until('step 3 of 4, 0.020 s')).toContain('#1 arrives at server');
    game.send(KEYS.left);
    expect(await game.until('step 2 of 4, 0.000 s')).toContain('on its way');
    game.send(KEYS.home);
    await game.until('step 0 of 4');
    game.send(KEYS.end);
    await game.until('step 4 of 4, 0.040 s');
    game.send('q');
    await game.until('moves 1, par 2');
    expect(sequences(disk)).toEqual([5000]);
  });

  test('shows only the inside of hosts that the level shows, and after the end that of all', async () => {
    start(emptyDisk(), { columns: 120, rows: 40 });
    await oneMove();
    game.send('[');
    const playing = await game.until('What you can see');
    expect(playing).not.toContain('backlog 128');
    game.send('q');
    await game.until('moves 1, par 2');
    await command(game, '. seq SEG.ACK ack SEG.SEQ+1', 'WIN');
    game.send('q');
    await game.until('DEBRIEF');
    game.send('[');
    await game.until('All hosts');
    game.send(KEYS.tab);
    expect(await game.until('backlog 128')).toContain('step 6 of 6');
  });

  test('begins a branch at the step shown, which is played by itself and never saved', async () => {
    const disk = emptyDisk();
    start(disk, { columns: 120, rows: 40 });
    await oneMove();
    game.send('[');
    await game.until('step 3 of 4');
    expect(await game.until('A branch would begin at step 1')).toContain('Enter b branch here');
    game.send('b');
    expect(await game.until('Branch 1 began at 0.000 s')).toContain('branch 1 | ');
    await game.until('moves 0, par 2');
    await command(game, 'S seq 99', 'moves 1, par 2');
    expect(sequences(disk)).toEqual([5000]);
    // The prediction was answered in the run: it is not asked again.
    expect(game.text()).not.toContain('Predict before you move');
    game.send('[');
    const both = await game.until('First difference at step 2');
    for (const part of ['the run: step 4 of 4', '> branch 1, from 0.000 s: step 4 of 4', 'S seq 5000', 'S seq 99', ' | ']) expect(both).toContain(part);
    game.send('d');
    await game.until('step 2 of 4, 0.000 s');
    game.send('q');
    await game.until('moves 1, par 2');
    game.send('q');
    await game.until('You are back in the run');
    game.send(' ');
    expect(await game.until((text) => !text.includes('You are back in the run'))).not.toContain('branch 1 | ');
    expect(sequences(disk)).toEqual([5000]);
  });

  test('makes a branch the run when it is taken, and keeps what was the run', async () => {
    const disk = emptyDisk();
    start(disk, { columns: 120, rows: 40 });
    await oneMove();
    game.send('[');
    await game.until('step 3 of 4');
    game.send('\r');
    await game.until('Branch 1 began');
    await command(game, 'S seq 99', 'moves 1, par 2');
    game.send('[');
    await game.until('First difference');
    game.send('t');
    await game.until('Branch 1 is the run now');
    expect(sequences(disk)).toEqual([99]);
    game.send(' ');
    await game.until((text) => !text.includes('Branch 1 is the run now'));
    game.send('[');
    await game.until('step 3 of 4');
    game.send('n');
    expect(await game.until('> branch 1')).toContain('S seq 5000');
  });

  test('counts a hint that was read in a branch in the run as well', async () => {
    start(emptyDisk(), { columns: 120, rows: 40 });
    await oneMove();
    game.send('[');
    await game.until('step 3 of 4');
    game.send('b');
    await game.until('Branch 1 began');
    game.send('i');
    await game.until('A hint has a price');
    game.send('y');
    await game.until('hints 1/3');
    game.send('q');
    expect(await game.until('You are back in the run')).toContain('hints 1/3');
  });

  test('has a help of its own, and speaks the other language', async () => {
    start(emptyDisk(), { columns: 120, rows: 40 });
    await oneMove();
    game.send('[');
    await game.until('step 3 of 4');
    game.send('?');
    expect(await game.until('to the move before')).toContain('HELP');
    game.send('q');
    await game.until('step 3 of 4');
    game.send('L');
    expect(await game.until('时刻 3 / 4')).toContain('时间线');
  });
});

describe('the time mode of the debrief', () => {
  test('plays a branch of a finished run, and comes back to its debrief', async () => {
    const disk = emptyDisk();
    start(disk, { columns: 120, rows: 40 });
    await solve(game);
    game.send('q');
    await game.until('DEBRIEF');
    game.send('[');
    await game.until('step 6 of 6');
    game.send('(');
    await game.until('step 5 of 6');
    game.send(KEYS.left);
    await game.until('step 4 of 6');
    game.send('b');
    await game.until('branch 1 | ');
    await command(game, 'R seq SEG.ACK', 'moves 2, par 2');
    game.send('q');
    await game.until('DEBRIEF');
    expect(saved(disk).levels['first-syn']).toMatchObject({ stars: 3 });
    game.send('[');
    await game.until('step 6 of 6');
    game.send('n');
    expect(await game.until('First difference at step 5')).toContain('the run');
  });

  test('shows the same moves on another kernel beside the run', async () => {
    start(emptyDisk(), { columns: 120, rows: 40 });
    await solve(game);
    game.send('q');
    await game.until('DEBRIEF');
    game.send('[');
    await game.until('step 6 of 6');
    game.send('o');
    const both = await game.until('Linux 5.10');
    expect(both).toContain('> the run: step 6 of 6');
  });

  test('and the debrief itself set the ladders of both kernels side by side', async () => {
    start(emptyDisk(), { columns: 120, rows: 40 });
    await solve(game);
    game.send('q');
    await game.until('DEBRIEF');
    game.send('o');
    const both = await game.until('segments and states are the same');
    expect(both).toMatch(/Linux 6\.18 .* \| Linux 5\.10 \(from source\)/);
    expect(both).toMatch(/\[S\] 5000 .* \| .*\[S\] 5000/);
  });
});
