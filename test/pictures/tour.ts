import type { Lang } from '../../source/language.ts';
import { drawLevel } from '../../source/level/draw.ts';
import type { Level } from '../../source/level/level.ts';
import { message } from '../../source/message/say.ts';
import { startProgram, type Program } from '../terminal/program.ts';
import { typeLine } from '../terminal/type-line.ts';
import type { Album } from './album.ts';

/** The numbers of every picture are drawn from this. */
const SEED = '7';

/** How one round of pictures is made: a size, a language, and what is turned on. */
export interface Look {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly lang: Lang;
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Tour {
  readonly album: Album;
  readonly look: Look;
}

function open({ look }: Tour, words: readonly string[], home?: string): Program {
  return startProgram({
    args: [...words, '--lang', look.lang, '--seed', SEED, '--reduce-motion', ...(look.options ?? [])],
    columns: look.columns,
    rows: look.rows,
    env: { COLORTERM: 'truecolor', ...look.env },
    ...(home === undefined ? {} : { home }),
  });
}

/** A frame is whole when the synchronized output that it began has ended. */
function isWhole(program: Program): boolean {
  const raw = program.raw();
  return raw.lastIndexOf('\u001b[?2026l') >= raw.lastIndexOf('\u001b[?2026h');
}

async function seen(program: Program, what: string, test: (screen: string) => boolean): Promise<void> {
  await program.until(what, (screen) => test(screen) && isWhole(program));
}

/** Sends a key and waits for what it changes. */
async function press(program: Program, key: string, what = `a change after ${JSON.stringify(key)}`): Promise<void> {
  const before = program.text();
  program.send(key);
  await seen(program, what, (screen) => screen !== before);
}

/** The first frame of all is no synchronized output: it is whole when its footer names the help. */
function isFooterWhole(screen: string): boolean {
  return /\? \S/.test(footerOf(screen));
}

/** The first words of a level's title: a narrow window cuts the rest. */
function titleOf(level: Level, lang: Lang): string {
  return (level.texts[lang]['title'] ?? level.id).slice(0, 6);
}

function hasWon(lang: Lang): (screen: string) => boolean {
  const won = message(lang, 'play.won').split(' ')[0]!;
  return (screen) => new RegExp(`${won}  \\*`).test(screen);
}

/** The map of a new player and of one who has solved something, the help of the program and the settings. */
export async function picturesAroundPlay(tour: Tour, level: Level): Promise<void> {
  const { album, look } = tour;
  const shot = (program: Program, name: string): void => album.take(program, `${look.name}/${name}`);
  const program = open(tour, ['play', level.id]);
  try {
    await seen(program, 'the level', (screen) => screen.includes(titleOf(level, look.lang)) && isFooterWhole(screen));
    await press(program, 'q', 'the map');
    await seen(program, 'the map', (screen) => screen.includes(message(look.lang, 'map.title')));
    shot(program, 'map-new');
    await press(program, '?');
    shot(program, 'help');
    await press(program, '\u001b');
    await press(program, ',');
    await seen(program, 'the settings', (screen) => screen.includes(message(look.lang, 'settings.title')));
    shot(program, 'settings');
  } finally {
    program.end();
  }
}

/** One level, from its first frame to its debrief and the map behind it. */
export async function picturesOfLevel(tour: Tour, level: Level): Promise<void> {
  const { album, look } = tour;
  const program = open(tour, ['play', level.id]);
  const shot = (name: string): void => album.take(program, `${look.name}/${level.id}-${name}`);
  const drawn = drawLevel(level, SEED);
  try {
    await seen(program, 'the level', (screen) => screen.includes(titleOf(level, look.lang)) && isFooterWhole(screen));
    shot('1-start');
    await answerPrediction(program, look, () => {});
    await overlay(program, 'g', look, () => shot('2-goal'));
    const atMenu = footerOf(program.text());
    await press(program, 'e');
    shot('3-composer');
    program.send('\u001b');
    await seen(program, 'the menu again', (screen) => footerOf(screen) === atMenu);
    await press(program, '0');
    // A small window shows one panel at a time anyway.
    const isSmall = look.columns < 80;
    if (!isSmall) await press(program, 'z');
    shot('4-ladder-zoomed');
    // A second Escape that comes before the first was read would make one key of the two.
    if (!isSmall) {
      program.send('\u001b');
      await seen(program, 'all panels', (screen) => new RegExp(`[─-] ${message(look.lang, 'panel.goal')} [─-]`).test(screen));
    }
    program.send('\u001b');
    await seen(program, 'the menu again', (screen) => footerOf(screen) === atMenu);
    // Nothing that is typed can be seen in a window that is smaller still.
    if (look.columns < 60) return;
    await wrongMove(program, drawn.level.mistakes[0]?.moves ?? [], look, shot);
    await (level.mode === 'live' ? playLive(program, drawn.solution, tour, shot) : playTurns(program, drawn.solution, tour, shot));
    await press(program, '\r');
    await seen(program, 'the debrief', (screen) => screen.includes(message(look.lang, 'debrief.solved')));
    shot('9-debrief');
    await press(program, 'q');
    await seen(program, 'the map', (screen) => screen.includes(message(look.lang, 'map.title')));
    shot('map-after');
  } finally {
    program.end();
  }
}

type Shot = (name: string) => void;

/** The last line that is written on: the keys that hold now. */
function footerOf(screen: string): string {
  return screen.trimEnd().split('\n').at(-1) ?? '';
}

/** Opens what a key opens, and closes it again. */
async function overlay(program: Program, key: string, { lang }: Look, shot: () => void): Promise<void> {
  const isOpen = (screen: string): boolean => screen.includes(message(lang, 'panel.goal')) || screen.includes(message(lang, 'play.help.close'));
  const before = footerOf(program.text());
  program.send(key);
  await seen(program, `what ${key} opens`, (screen) => isOpen(screen) && footerOf(screen) !== before);
  shot();
  program.send('\u001b');
  await seen(program, `${key} closed`, (screen) => footerOf(screen) === before);
}

/** The level's own first example of a wrong move, its verdict, a hint, and back to the start. */
async function wrongMove(program: Program, lines: readonly string[], look: Look, shot: Shot): Promise<void> {
  if (lines.length === 0) return;
  for (const line of lines) {
    await answerPrediction(program, look, () => {});
    await typeLine(program, line);
  }
  shot('5-wrong-move');
  await overlay(program, 'w', look, () => shot('5-wrong-move-why'));
  const hasLost = program.text().includes(message(look.lang, 'play.lost').split(' ')[0]!);
  await answerPrediction(program, look, () => {});
  if (!hasLost) {
    await press(program, 'i');
    shot('5-wrong-move-hint');
  }
  await press(program, 'x');
  await press(program, 'y');
}

/** A question that is open keeps other keys from acting: the first answer, whatever it is worth. */
async function answerPrediction(program: Program, { lang }: Look, shot: () => void): Promise<void> {
  const isAsking = (): boolean => program.text().includes(message(lang, 'play.predict.title').slice(0, 8));
  // One question may follow the other.
  while (isAsking()) {
    shot();
    // In one piece: where a window is too small to show the answers, choosing one changes nothing on the screen.
    await press(program, 'a\r');
  }
}

async function playTurns(program: Program, solution: readonly string[], { look }: Tour, shot: Shot): Promise<void> {
  const won = hasWon(look.lang);
  let asked = 0;
  for (const [i, line] of solution.entries()) {
    await answerPrediction(program, look, () => shot(`6-prediction-${++asked}`));
    await typeLine(program, line);
    await seen(program, 'a whole frame', () => true);
    if (i === 0) shot('7-right-move');
  }
  for (let i = 0; i < 60 && !won(program.text()); i++) {
    await answerPrediction(program, look, () => {});
    await press(program, ' ');
  }
  await seen(program, 'the win', won);
  shot('8-won');
}

/** A live level second by second, so that every picture shows the same moment in every run. */
async function playLive(program: Program, solution: readonly string[], { look }: Tour, shot: Shot): Promise<void> {
  const won = hasWon(look.lang);
  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds && !won(program.text()); i++) {
      await answerPrediction(program, look, () => {});
      await press(program, ' ');
    }
  };
  await pass(BEFORE_ACTING);
  shot('6-live-before');
  for (const line of solution.filter((one) => !one.startsWith('wait'))) {
    await answerPrediction(program, look, () => {});
    await typeLine(program, line);
  }
  await pass(5);
  shot('7-live-during');
  await pass(300);
  await seen(program, 'the win', won);
  shot('8-won');
}

/** Seconds of a live level that are watched before the solution is played: long enough for a flood to show. */
const BEFORE_ACTING = 25;
