import { afterEach, expect, test } from 'vitest';
import { Watch } from '../../source/app/watch.tsx';
import { drawLevel } from '../../source/level/draw.ts';
import { levelAt } from '../levels/play-level.ts';
import { openVirtualTerminal } from '../terminal/virtual-terminal.ts';
import type { VirtualTerminal } from '../terminal/virtual-terminal.ts';

let terminal: VirtualTerminal;
afterEach(() => terminal.unmount());

function watching(spoils: boolean, lang: 'en' | 'zh-Hans' = 'en'): VirtualTerminal {
  const drawn = drawLevel(levelAt('01-opening/01-first-syn'), '1');
  const theme = { name: 'terminal', color: false, ascii: false, reduceMotion: true } as const;
  terminal = openVirtualTerminal(<Watch drawn={drawn} options={{}} spoils={spoils} lang={lang} theme={theme} copy={() => {}} suspend={null} />, { columns: 80, rows: 24 });
  return terminal;
}

test('the model solution is drawn a step with each key, there and back, to its end', async () => {
  watching(false);
  expect(await terminal.until('Step 1 of 2')).toContain('S seq');
  terminal.send(' ');
  // The next step is not told before the prediction is made.
  expect(await terminal.until('Predict')).not.toContain('Step 2 of 2');
  terminal.send('a');
  terminal.send('\r');
  expect(await terminal.until('Step 2 of 2')).toContain('what Linux does');
  terminal.send(' ');
  expect(await terminal.until('That was the model solution')).toContain('WIN');
  terminal.send('u');
  await terminal.until('Step 2 of 2');
  terminal.send('e');
  expect(await terminal.until('q leaves')).toContain('Step 2 of 2');
});

test('before an unsolved level is spoiled it is asked', async () => {
  watching(true, 'zh-Hans');
  expect(await terminal.until('first-syn')).not.toContain('第 1 步');
  terminal.send('y');
  await terminal.until('第 1 步, 共 2 步');
});
