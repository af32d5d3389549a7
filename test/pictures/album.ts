import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';
import type { Program } from '../terminal/program.ts';
import { findFonts } from './fonts.ts';
import { screenSvg } from './svg.ts';

/** Where pictures are collected; PNGs are drawn in the background. */
export interface Album {
  /** Keeps the screen as it is now: FOLDER/NAME.txt and, with fonts, FOLDER/NAME.png. */
  readonly take: (program: Program, name: string) => void;
  /** How many screens were kept, once all pictures are written. */
  readonly finished: () => Promise<number>;
  readonly notice: string | null;
}

/** At most so many pictures are drawn at once: memory, and the program that is being pictured needs a core, too. */
const AT_ONCE = 2;

export function openAlbum(folder: string, rounds: readonly string[]): Album {
  for (const round of rounds) mkdirSync(join(folder, round), { recursive: true });
  const fonts = findFonts(process.env);
  const waiting: (() => Promise<void>)[] = [];
  const workers: Promise<void>[] = [];
  let busy = 0;
  let count = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
    busy--;
  };
  return {
    notice: fonts.missing,
    take(program, name) {
      count++;
      writeFileSync(join(folder, `${name}.txt`), `${program.text()}\n`);
      if (fonts.missing !== null) return;
      const svg = screenSvg(program.terminal);
      waiting.push(async () => {
        const picture = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles: [...fonts.files], defaultFontFamily: 'DejaVu Sans Mono' } });
        writeFileSync(join(folder, `${name}.png`), picture.asPng());
      });
      if (busy < AT_ONCE) {
        busy++;
        workers.push(work());
      }
    },
    async finished() {
      // Workers may be added while we wait for those that there are.
      for (let i = 0; i < workers.length; i++) await workers[i];
      return count;
    },
  };
}
