import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOTS_FILE } from '../../level/bots.ts';
import type { Level } from '../../level/level.ts';
import { botPlays } from '../../referee/bot.ts';
import { folderOf } from '../prove/prove-keep.ts';

/** Plays of each kind of bot: a live level costs as much as twenty others. */
const PLAYS = 200;
const LIVE_PLAYS = 10;

/** Lets bots play a level and keeps what they made of it beside it, below `levels`. The path, or null when the level has no folder there. */
export function keepBots(level: Level, levels: string): string | null {
  const folder = folderOf(level.id, levels);
  if (folder === null) return null;
  const file = join(folder, BOTS_FILE);
  writeFileSync(file, `${JSON.stringify(botPlays(level, level.mode === 'live' ? LIVE_PLAYS : PLAYS))}\n`);
  return file;
}
