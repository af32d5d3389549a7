import { afterEach, expect, it } from 'vitest';
import { startProgram, type Program } from './program.ts';

let program: Program | null = null;
afterEach(() => program?.end());

it('goes back in time by keys, branches, plays on otherwise and shows both beside each other', async () => {
  program = startProgram({ args: ['play', 'first-syn', '--seed', '7', '--no-save'], columns: 120, rows: 40 });
  await program.until('the first frame', (screen) => screen.includes('Enter choose'));
  program.send(':S seq 5000\r');
  await program.until('the prediction', (screen) => screen.includes('Predict before you move'));
  program.send('s');
  await program.until('the next decision', (screen) => screen.includes('moves 1, par 2') && !screen.includes('Predict before you move'));
  program.send('[');
  await program.until('the step before', (screen) => screen.includes('step 3 of 4, 0.020 s'));
  program.send('\u001b[D');
  await program.until('a step further back', (screen) => screen.includes('step 2 of 4, 0.000 s'));
  program.send('b');
  await program.until('the branch', (screen) => screen.includes('Branch 1 began at 0.000 s'));
  program.send(':S seq 99\r');
  await program.until('its move', (screen) => screen.includes('branch 1 | ') && screen.includes('moves 1, par 2'));
  program.send('[');
  const screen = await program.until('both', (text) => text.includes('First difference at step 2'));
  expect(screen).toMatch(/\[S\] 5000 .*>#1 .*\| .*\[S\] 99 .*>#1/);
  program.send('\u0003');
  // What was played is not saved: whether to leave it is asked first.
  await program.until('the question', (text) => text.includes('would be lost'));
  program.send('y');
  expect(await program.exited).toBe(0);
});
