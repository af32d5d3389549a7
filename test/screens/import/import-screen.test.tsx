import { describe, expect, test } from 'vitest';
import { fromScript } from '../../../source/formats/import/from-script.ts';
import { parseScript } from '../../../source/packetdrill/language/parse-script.ts';
import { openImport } from '../../../source/plain/import-dialogue.ts';
import { ImportScreen } from '../../../source/screens/import/import-screen.tsx';
import { createTheme } from '../../../source/theme.tsx';
import { KEYS, openVirtualTerminal } from '../../terminal/virtual-terminal.ts';

function opened(lang: 'en' | 'zh-Hans') {
  const parsed = parseScript('0 < S 0:0(0) win 64240 <mss 1460>\n+0 > S. 0:0(0) ack 1 <...>\n+.1 < . 1:1(0) ack 1 win 64240\n');
  if (!parsed.ok) throw parsed.fault;
  const imported = fromScript(parsed.script);
  if (!imported.ok) throw new Error(imported.why.id);
  return openImport(imported.conversation, 'a.pkt', lang, true);
}

function show(lang: 'en' | 'zh-Hans', columns: number, rows: number) {
  const theme = createTheme({ name: 'terminal', ascii: false, color: false, reduceMotion: true });
  return openVirtualTerminal(<ImportScreen opened={opened(lang)} theme={theme} />, { columns, rows });
}

describe('a conversation from a file on the screen', () => {
  test('hides each segment until it is said or seen, and draws those that are known', async () => {
    const terminal = show('en', 100, 30);
    try {
      const first = await terminal.until('segment 1 of 3');
      expect(first).not.toContain('[S]');
      terminal.send(KEYS.enter);
      expect(await terminal.until('segment 2 of 3')).toMatch(/--\[S\] seq 0 .*>/);
      terminal.send('. seq 0 ack 1\r');
      expect(await terminal.until('not that: the flags.')).not.toContain('[S.]');
      terminal.send('S. seq 0 ack 1\r');
      expect(await terminal.until('right: segment 2')).toMatch(/<-.*\[S\.\] seq 0 ack 1/);
      terminal.send(KEYS.left);
      expect(await terminal.until('back to segment 2.')).not.toContain('[S.]');
      terminal.send('branch\r');
      await terminal.until('ackademy import FILE --plain');
      terminal.send('ab\u007fc');
      await terminal.until('> ac');
      terminal.send(KEYS.escape);
      await terminal.until((screen) => !screen.includes('> ac'));
      terminal.send(KEYS.right + KEYS.right);
      expect(await terminal.until('end: 0 of 3')).toContain('[.] seq 1 ack 1');
    } finally {
      terminal.unmount();
    }
  });

  test.each([[40, 12], [80, 24], [200, 60]])('fits %i by %i in both languages', async (columns, rows) => {
    for (const lang of ['en', 'zh-Hans'] as const) {
      const terminal = show(lang, columns, rows);
      try {
        terminal.send('all\r');
        const screen = await terminal.until(lang === 'en' ? 'end: ' : '结束: ');
        expect(screen.split('\n').length).toBeLessThanOrEqual(rows);
      } finally {
        terminal.unmount();
      }
    }
  });
});
