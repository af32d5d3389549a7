import { afterEach, describe, expect, test } from 'vitest';
import { printTool } from '../../source/formats/quiz/print-tool.ts';
import { QUIZ_FORMAT } from '../../source/quiz/quiz-set-format.ts';
import type { Course } from '../../source/quiz/sitting.ts';
import type { QuizWorld } from '../../source/screens/quiz/quiz-state.ts';
import { openReviewLog } from '../../source/storage/review-log.ts';
import { shippedTemplates } from '../quiz/templates.ts';
import { emptyDisk, fakeFileSystem, type Disk } from '../storage/fake-file-system.ts';
import { KEYS } from '../terminal/virtual-terminal.ts';
import { command, openGame, type Game } from './open-game.tsx';

const NOW = Date.UTC(2026, 0, 5, 9);
const FIRST = ['ack-of-a-syn', 'first-data-byte', 'full-accept-queue'];

let game: Game;
afterEach(() => game.unmount());

const facts = { factsOf: (card: string) => ({ skill: 'numbers' as const, ideas: card === 'ack-of-a-syn' ? ['M01'] : [] }), factsVersion: '1' };
const logOn = (disk: Disk) => openReviewLog({ fs: fakeFileSystem(disk), folder: '/data', save: true, ...facts }).log;

function quizOn(disk: Disk): QuizWorld {
  const log = logOn(disk);
  const templates = FIRST.map((id) => shippedTemplates().find((one) => one.id === id)!);
  const course: Course = { set: { format: QUIZ_FORMAT, templates }, print: printTool, played: new Set(), skill: null, count: Infinity, engine: '1', dayOf: () => NOW - 3_600_000, seed: null };
  return { course, history: () => log.history(), keep: (review) => log.add(review), now: () => NOW, factsOf: facts.factsOf, notices: [] };
}

function start(disk: Disk): void {
  game = openGame(disk, { quiz: () => Promise.resolve(quizOn(disk)), columns: 120, rows: 40 });
}

/** To the map of a player who has solved the first level. */
async function onMap(disk: Disk): Promise<void> {
  disk.files.set('/data/progress.json', JSON.stringify({ format: 'ackademy-progress', version: 1, levels: { 'first-syn': { stars: 3, moves: 2, attempts: 1, run: null } } }));
  start(disk);
  await game.until('WORLDS');
}

/** The quiz is loaded before it is shown: its keys count when React has come to rest. */
async function asked(what = 'Which acknowledgment'): Promise<string> {
  const screen = await game.until(what);
  await new Promise((resolve) => setImmediate(resolve));
  return screen;
}

describe('the quiz in the game', () => {
  test('is told of on the map, opened from there with t, and left to the map again', async () => {
    await onMap(emptyDisk());
    await game.until('Quiz: 0 due, 3 new, about 1 min. t begins.');
    game.send('t');
    await asked();
    game.send(KEYS.escape);
    await game.until('WORLDS');
  });

  test('keeps what was told when one leaves for the map, and when the game is quit', async () => {
    const disk = emptyDisk();
    await onMap(disk);
    game.send('t');
    await asked();
    game.send(KEYS.tab);
    await game.until('Not known yet');
    game.send('q');
    await game.until('WORLDS');
    expect(logOn(disk).reviews().map(({ card }) => card)).toEqual(['ack-of-a-syn']);
    game.send('t');
    await asked('first-data-byte');
    game.send(KEYS.tab);
    await game.until('Not known yet');
    game.unmount();
    expect(logOn(disk).reviews().map(({ card }) => card)).toEqual(['ack-of-a-syn', 'first-data-byte']);
  });

  test('asks the question that was left open again with the same numbers', async () => {
    const disk = emptyDisk();
    await onMap(disk);
    game.send('t');
    const numbersOf = (screen: string): string => /sequence number (\d+)|seq (\d+)/.exec(screen)?.[0] ?? screen;
    const first = numbersOf(await asked());
    game.send(KEYS.escape);
    await game.until('WORLDS');
    game.send('t');
    expect(numbersOf(await asked())).toBe(first);
  });

  test('opens the situation of a question as a sandbox, and comes back to what was told', async () => {
    const disk = emptyDisk();
    await onMap(disk);
    game.send('t');
    await asked();
    game.send(KEYS.tab);
    await game.until('Not known yet');
    game.send('s');
    await game.until('The question as a sandbox');
    await command(game, 'wait', '[S.]');
    game.send('q');
    await game.until('Not known yet');
    game.send(KEYS.enter);
    await game.until('first-data-byte');
    const saved = JSON.parse(disk.files.get('/data/progress.json')!) as { levels: object };
    expect(Object.keys(saved.levels)).toEqual(['first-syn']);
  });

  test('asks next about the wrong idea that a move in a level has shown', async () => {
    const disk = emptyDisk();
    start(disk);
    await game.until('moves 0, par 2');
    await command(game, 'S seq 5000', 'Predict before you move');
    game.send('a\r');
    await game.until((text) => !text.includes('Predict before you move'));
    await command(game, '. seq SEG.ACK ack SEG.SEQ', 'BAD');
    expect(logOn(disk).history().met).toEqual({ M01: 'first-syn' });
    game.send('q');
    await game.until('WORLDS');
    await game.until('Quiz: 1 due');
    game.send('t');
    await game.until('A move of yours in a level showed a wrong idea about this.');
  });
});
