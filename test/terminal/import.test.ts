import { afterEach, expect, it } from 'vitest';
import { startProgram, type Program } from './program.ts';

let program: Program | null = null;
afterEach(() => program?.end());

it('imports a script, branches by Tab in the middle of it, shows both, and is back by Esc', async () => {
  program = startProgram({ args: ['import', 'test/conformance/closing/close-sends-fin.pkt'], columns: 120, rows: 40 });
  await program.until('the first question', (screen) => screen.includes('segment 1 of 4'));
  program.send('S seq 0\r');
  await program.until('that it is right', (screen) => screen.includes('right: segment 1'));
  program.send('\r');
  await program.until('the third question', (screen) => screen.includes('segment 3 of 4'));
  program.send('\t');
  await program.until('the branch', (screen) => screen.includes('branch before segment 3'));
  program.send('< . 1:1(0) ack 2 win 64240\r');
  const screen = await program.until('where they part', (text) => text.includes('First difference: segment 3.'));
  expect(screen).toMatch(/\[\.\] 1 ack 1 .*>#3 +\| .*\[\.\] 1 ack 2 .*>#3/);
  expect(screen).toMatch(/\| .*<-\[R\] 2 -/);
  program.send('\u001b');
  await program.until('the original', (text) => text.includes('branch: over. Back to segment 3.') && !text.includes('[R]'));
  program.send('\u0003');
  expect(await program.exited).toBe(0);
});
