import { describe, expect, it } from 'vitest';
import { cells, cut, padded, paddedLeft, visibleText, wrapped } from '../../source/components/cells.ts';

describe('measuring text in terminal cells', () => {
  it('counts a Chinese character as two cells and a box character as one', () => {
    expect(cells('握手')).toBe(4);
    expect(cells('│─╔')).toBe(3);
  });

  it('never splits a wide character when it cuts', () => {
    expect(cut('握手四次', 5)).toBe('握手~');
    expect(cut('握手四次', 4)).toBe('握~');
    expect(cut('握手', 4)).toBe('握手');
  });

  it('pads to exactly the width, whatever the characters', () => {
    for (const text of ['', 'abc', '三次握手', 'a握b手c', '╔══╗']) {
      for (const width of [0, 1, 2, 5, 9]) {
        expect(cells(padded(text, width))).toBe(width);
        expect(cells(paddedLeft(text, width))).toBe(width);
      }
    }
  });

  it('wraps within the width and loses no letter', () => {
    const text = '没有覆盖它的确认号会被对方以 RST 拒绝. An acknowledgment, refused: averyveryverylongword';
    for (const width of [4, 7, 13, 30, 80]) {
      const lines = wrapped(text, width);
      expect(Math.max(...lines.map(cells))).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  it('does not begin a Chinese line with a full stop', () => {
    for (const line of wrapped('全连接队列已满。确认被忽略。客户端', 14)) expect(line).not.toMatch(/^。/);
  });

  it('neither begins a Chinese line with half-width closing punctuation nor ends one with an opening bracket, at any width', () => {
    const text = '不用 cookie 时, 未知主机得到 tcp_max_syn_backlog 的四分之三再加一(见 F3.2), 而且绝不超过 backlog 加一; 队列(半连接)还在. 只有装不下的才用 cookie.';
    for (let width = 6; width < 60; width++) {
      for (const line of wrapped(text, width)) {
        if (width > 20) expect(line).not.toMatch(/^[,.;:)]/);
        expect(line).not.toMatch(/[(]$/);
      }
    }
  });

  it('takes control characters out, so that data cannot steer the terminal', () => {
    expect(visibleText('a\u001b[2Jb\u0007')).toBe('a[2Jb');
  });
});
