import { describe, expect, test } from 'vitest';
import { fromScript } from '../../../source/formats/import/from-script.ts';
import { parseScript } from '../../../source/packetdrill/language/parse-script.ts';
import { openImport } from '../../../source/plain/import-dialogue.ts';
import { ImportScreen } from '../../../source/screens/import/import-screen.tsx';
import { createTheme } from '../../../source/theme.tsx';
import { KEYS, openVirtualTerminal } from '../../terminal/virtual-terminal.ts';

const SCRIPT = '0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 bind(3, ..., ...) = 0\n+0 listen(3, 5) = 0\n+0 < S 0:0(0) win 64240 <mss 1460>\n+0 > S. 0:0(0) ack 1 <...>\n+.1 < . 1:1(0) ack 1 win 64240\n';

function show(lang: 'en' | 'zh-Hans', columns: number, rows: number) {
  const parsed = parseScript(SCRIPT);
  if (!parsed.ok) throw parsed.fault;
  const imported = fromScript(parsed.script);
  if (!imported.ok) throw new Error(imported.why.id);
  const theme = createTheme({ name: 'terminal', ascii: false, color: false, reduceMotion: true });
  return openVirtualTerminal(<ImportScreen opened={openImport(imported.conversation, 'a.pkt', lang, true)} roles={[{ script: parsed.script, numbers: null }]} theme={theme} />, { columns, rows });
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

  test('branches at the hidden segment, beside the original, marks the first difference, and goes back', async () => {
    const terminal = show('en', 120, 40);
    try {
      await terminal.until('segment 1 of 3');
      terminal.send(KEYS.right + KEYS.right + KEYS.tab);
      const begun = await terminal.until('branch before segment 3');
      expect(begun).toMatch(/original +\| branch before segment 3/);
      expect(begun.match(/\[S\.\] 0 ack 1/g)).toHaveLength(2);
      expect(begun).not.toContain('[.] 1 ack 1');
      terminal.send('< . 1:1(0) ack 2 win 64240\r');
      const parted = await terminal.until('First difference: segment 3. Original: . 1:1(0) ack 1 win 64240. Branch: . 1:1(0) ack 2 win 64240.');
      expect(parted).toContain('time 0.000: > R 2:2(0) win 0');
      expect(parted).toContain('[.] 1 ack 1');
      terminal.send(KEYS.left);
      await terminal.until('So far the branch is as the original.');
      terminal.send(KEYS.right);
      await terminal.until(/time 1\.\d+: > S\. 0:0\(0\) ack 1/);
      terminal.send('bogus\r');
      await terminal.until('Got "bogus".');
      terminal.send(KEYS.tab);
      await terminal.until('Only kernel can be the simulated kernel here.');
      terminal.send(KEYS.escape);
      await terminal.until('branch: over. Back to segment 3.');
      terminal.send('. seq 1 ack 1\r');
      // It was seen beside the branch already.
      await terminal.until('end: 0 of 3');
    } finally {
      terminal.unmount();
    }
  });

  test('tells its keys', async () => {
    const terminal = show('en', 80, 24);
    try {
      await terminal.until('Tab branch here');
      terminal.send('?');
      await terminal.until('see the next');
      terminal.send(KEYS.escape);
      await terminal.until('segment 1 of 3');
      terminal.send(KEYS.tab + '?');
      await terminal.until('back to the original');
    } finally {
      terminal.unmount();
    }
  });

  test.each([[40, 12], [80, 24], [120, 40]])('has room for original and branch in %i by %i, in both languages', async (columns, rows) => {
    for (const lang of ['en', 'zh-Hans'] as const) {
      const terminal = show(lang, columns, rows);
      try {
        terminal.send(`${KEYS.right}${KEYS.tab}< R 1:1(0) win 64240\r`);
        const screen = await terminal.until(lang === 'en' ? 'First difference: segment 3' : '报文段 3. 原来');
        expect(screen.split('\n').length).toBeLessThanOrEqual(rows);
        expect(screen).toContain(lang === 'en' ? 'branch before segment 2' : '报文段 2 之前分出');
      } finally {
        terminal.unmount();
      }
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
