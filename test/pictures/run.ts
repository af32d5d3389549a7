/**
 * npm run pictures: every screen of the built program as text and as a picture, in pictures/.
 *   npm run pictures -- first-syn 80x24    only what has these words in its name
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from '../../source/level/level.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { openAlbum } from './album.ts';
import { picturesAroundPlay, picturesOfLevel, type Look } from './tour.ts';

const EVERY_LEVEL: readonly Look[] = [
  { name: '80x24-en', columns: 80, rows: 24, lang: 'en' },
  { name: '80x24-zh', columns: 80, rows: 24, lang: 'zh-Hans' },
  { name: '120x40-en', columns: 120, rows: 40, lang: 'en' },
  { name: '120x40-zh', columns: 120, rows: 40, lang: 'zh-Hans' },
];
const FIRST_LEVEL: readonly Look[] = [
  { name: '80x24-ascii', columns: 80, rows: 24, lang: 'en', options: ['--ascii'] },
  { name: '80x24-no-color', columns: 80, rows: 24, lang: 'en', env: { NO_COLOR: '1' } },
  { name: '80x24-cud', columns: 80, rows: 24, lang: 'en', options: ['--theme', 'cud'] },
  { name: '60x20-en', columns: 60, rows: 20, lang: 'en' },
  { name: '20x8-en', columns: 20, rows: 8, lang: 'en' },
];
/** Programs at once: a terminal waits more than it works. */
const AT_ONCE = 2;

const filters = process.argv.slice(2);
const folder = join(process.cwd(), 'pictures');
if (filters.length === 0) rmSync(folder, { recursive: true, force: true });
const { levels } = builtCourse();
const [first] = levels;
if (first === undefined) throw new Error('expected at least one level in dist/levels.json; npm run build makes it');

const tasks = [
  ...EVERY_LEVEL.map((look) => ({ name: `${look.name} around`, run: (album: ReturnType<typeof openAlbum>) => picturesAroundPlay({ album, look }, first) })),
  ...EVERY_LEVEL.flatMap((look) => levels.map((level) => levelTask(look, level))),
  ...FIRST_LEVEL.map((look) => levelTask(look, first)),
].filter((task) => filters.every((word) => task.name.includes(word)));

function levelTask(look: Look, level: Level): { name: string; run: (album: ReturnType<typeof openAlbum>) => Promise<void> } {
  return { name: `${look.name} ${level.id}`, run: (album) => picturesOfLevel({ album, look }, level) };
}

const album = openAlbum(folder, [...EVERY_LEVEL, ...FIRST_LEVEL].map((look) => look.name));
if (album.notice !== null) console.error(`pictures: ${album.notice}`);
const queue = [...tasks];
let failures = 0;
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
    try {
      await task.run(album);
    } catch (error) {
      failures++;
      console.error(`pictures: ${task.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}));
console.log(`pictures: ${await album.finished()} screens in pictures/`);
process.exitCode = failures === 0 ? 0 : 1;
