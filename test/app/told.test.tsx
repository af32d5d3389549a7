import { afterEach, describe, expect, test } from 'vitest';
import { command, openGame } from './open-game.tsx';
import type { Game } from './open-game.tsx';

let game: Game;
afterEach(() => game.unmount());

describe('a move that is refused', () => {
  test('says why on the screen, costs nothing, and stays to be read behind w', async () => {
    game = openGame();
    await game.until('moves 0, par 2');
    const refused = await command(game, 'queue syn', 'REFUSED');
    expect(refused).toContain('not a move now; nothing was counted');
    expect(refused).toContain('the kernel fills the queues by itself');
    expect(refused).toContain('moves 0, par 2');
    game.send('w');
    expect(await game.until('Esc closes')).toContain('the kernel fills the queues by itself');
  });

  test('says it in Chinese, and is forgotten with the next move that counts', async () => {
    game = openGame(undefined, { preferences: { lang: 'zh-Hans', usualLang: 'en', theme: null, ascii: false, color: false, reduceMotion: true, hasWideFrames: false } });
    await game.until('0');
    await command(game, 'sysctl tcp_syncookies=1', '不计步数');
    expect(await command(game, 'S seq 5000', (text) => !text.includes('不计步数'))).toContain('1');
  });
});

test('! says what was copied', async () => {
  game = openGame();
  await game.until('moves 0, par 2');
  game.send('!');
  const told = await game.until('clipboard');
  expect(told).toContain('first-syn v1, moves 0');
  expect(game.copied).toHaveLength(1);
  game.send('!');
  await game.until((text) => !text.includes('clipboard'));
});
