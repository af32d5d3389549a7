import { App } from '../../source/app.tsx';
import { createKeeper } from '../../source/storage/keeper.ts';
import { openPlayerFiles } from '../../source/storage/player-files.ts';
import { emptyDisk, fakeFileSystem, fakeSurroundings } from '../storage/fake-file-system.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { KEYS, openVirtualTerminal, type VirtualTerminal } from '../terminal/virtual-terminal.ts';
import { percentile, rounded, rounds, type Measure } from './measure.ts';

const KEYSTROKES = 300;
/** Through the menu, round the panels, zoom, the goal: what a player does between two moves. Each key changes the screen. */
const SEQUENCE = [KEYS.down, KEYS.down, KEYS.up, '2', '1', '0', 'z', 'z', '1', 'g', KEYS.escape];

function openGame(): VirtualTerminal {
  const files = openPlayerFiles({ data: '/data', config: '/config' }, { save: true, fs: fakeFileSystem(emptyDisk()), around: fakeSurroundings(1) });
  return openVirtualTerminal(
    <App
      course={builtCourse()}
      keeper={createKeeper(files)}
      preferences={{ lang: 'en', usualLang: 'en', theme: null, ascii: false, color: true, reduceMotion: true, hasWideFrames: false }}
      notices={[]}
      level="first-syn"
      seed="7"
      kernel={null}
      expert={false}
      newSeed={() => '7'}
      copy={() => {}}
      quiz={null}
      sitting={null}
      suspend={null}
      reference={() => Promise.resolve([])}
    />,
    { columns: 120, rows: 40 },
  );
}

/** From a key to the changed screen of the emulator, in ms. */
async function stroke(game: VirtualTerminal, key: string): Promise<number> {
  const before = game.text();
  const start = performance.now();
  game.send(key);
  await game.until((screen) => screen !== before);
  return performance.now() - start;
}

/** How long the game takes from a key to the frame, in a terminal of this process: React, layout, escape sequences and the emulator's reading. */
export async function frame(effort: number): Promise<Measure[]> {
  const game = openGame();
  try {
    await game.until('Enter choose');
    const times: number[] = [];
    const count = rounds(KEYSTROKES, effort);
    // The first strokes meet cold code.
    const cold = Math.min(4 * SEQUENCE.length, count);
    for (let i = 0; i < cold + count; i++) {
      const key = SEQUENCE[i % SEQUENCE.length]!;
      const ms = await stroke(game, key);
      // A lone Esc is held back for a while, in case that it begins a sequence.
      if (i >= cold && key !== KEYS.escape) times.push(ms);
    }
    return [
      { name: 'frame-120x40, p50', value: rounded(percentile(times, 0.5)), unit: 'ms' },
      { name: 'frame-120x40, p99', value: rounded(percentile(times, 0.99)), unit: 'ms', goal: '< 16' },
    ];
  } finally {
    game.unmount();
  }
}
