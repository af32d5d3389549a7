import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { App } from '../../source/app.tsx';
import type { AppProps } from '../../source/app.tsx';
import type { Course } from '../../source/level/course.ts';
import { parseCourse } from '../../source/level/parse-course.ts';
import { createKeeper } from '../../source/storage/keeper.ts';
import { openPlayerFiles } from '../../source/storage/player-files.ts';
import { emptyDisk, fakeFileSystem, fakeSurroundings } from '../storage/fake-file-system.ts';
import type { Disk } from '../storage/fake-file-system.ts';
import { openVirtualTerminal } from '../terminal/virtual-terminal.ts';
import type { VirtualTerminal } from '../terminal/virtual-terminal.ts';

const levels = join(import.meta.dirname, '../../levels');

function levelFiles(): Record<string, string> {
  const files = readdirSync(levels, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).filter((path) => path.endsWith('course.yaml') || path.includes('first-syn'));
  return Object.fromEntries(paths.map((path) => [relative(levels, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

/** The real first level, and the same again as the level after it: what the game does must not hang on other levels. */
export function twoLevels(): Course {
  const whole = parseCourse(levelFiles()).course;
  const first = whole.levels.find((level) => level.id === 'first-syn')!;
  const second = { ...first, id: 'second-syn', needs: ['first-syn'] };
  return { ...whole, worlds: [{ ...whole.worlds[0]!, levels: [first.id, second.id] }], levels: [first, second] };
}

let course: Course | null = null;

export interface Game extends VirtualTerminal {
  readonly copied: string[];
  readonly suspended: () => number;
}

/** The whole game in a virtual terminal, with the player's files on a fake disk. */
export function openGame(disk: Disk = emptyDisk(), { save = true, columns = 80, rows = 24, ...over }: Partial<AppProps> & { readonly save?: boolean; readonly columns?: number; readonly rows?: number } = {}): Game {
  course ??= twoLevels();
  const files = openPlayerFiles({ data: '/data', config: '/config' }, { save, fs: fakeFileSystem(disk), around: fakeSurroundings(1) });
  const copied: string[] = [];
  let suspended = 0;
  let seeds = 0;
  const terminal = openVirtualTerminal(
    <App
      course={course}
      keeper={createKeeper(files)}
      preferences={{ lang: null, usualLang: 'en', theme: null, ascii: false, color: false, reduceMotion: true, hasWideFrames: false }}
      notices={files.notices}
      level={null}
      seed={null}
      kernel={null}
      expert={false}
      newSeed={() => `seed-${++seeds}`}
      copy={(text) => void copied.push(text)}
      reference={() => Promise.resolve([])}
      quiz={null}
      sitting={null}
      suspend={() => void suspended++}
      {...over}
    />,
    { columns, rows },
  );
  return { ...terminal, copied, suspended: () => suspended };
}

/** Types a line behind `:` and waits for what it leads to. */
export async function command(game: Game, line: string, until: Parameters<Game['until']>[0]): Promise<string> {
  game.send(':');
  await game.until(':_');
  game.send(line);
  await game.until(`${line}_`);
  game.send('\r');
  return game.until(until);
}

/** Plays the first level to its end, at par. */
export async function solve(game: Game): Promise<void> {
  await game.until('moves 0, par 2');
  await command(game, 'S seq 5000', 'Predict before you move');
  game.send('a\r');
  await game.until((text) => !text.includes('Predict before you move'));
  await command(game, '. seq SEG.ACK ack SEG.SEQ+1', 'WIN');
}
