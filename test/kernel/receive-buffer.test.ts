import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { established } from './fixture.ts';

/** The window that the next answer to a segment offers, bytes. */
function offered(c: Conversation, text: string): number {
  c.say(text);
  return c.outbox.splice(0).at(-1)!.segment.win * 2 ** c.socketOf().options.rcvScale;
}

/** Segments whose answers do not matter. */
function take(c: Conversation, ...texts: string[]): void {
  for (const text of texts) {
    c.say(text);
    c.outbox = [];
  }
}

/** What may be in the buffer, and how much of it is offered. */
function bufferOf(c: Conversation): { readonly share: number; readonly threshold: number; readonly clamp: number; readonly size: number } {
  const { share, threshold, clamp, size } = c.socketOf().buffer!;
  return { share, threshold, clamp, size };
}

describe('the receive buffer', () => {
  it('leaves one segment free at first, and counts half of the memory as data', () => {
    expect(bufferOf(established())).toEqual({ share: 128, threshold: 64_076, clamp: 64_076, size: 131_072 });
    expect(bufferOf(established({ ts: true })).clamp).toBe(64_088);
  });

  it('is not looked at anew for segments of up to 536 bytes', () => {
    const c = established();
    take(c, '. length 536');
    expect(bufferOf(c)).toEqual({ share: 128, threshold: 64_076, clamp: 64_076, size: 131_072 });
  });

  it('is reckoned by the memory of a larger segment: the window grows, and the ACK goes at once', () => {
    const c = established();
    c.say('. length 1400');
    c.hear('. ack RCV.NXT');
    expect(bufferOf(c)).toEqual({ share: 155, threshold: 64_240 + 2 * 1460, clamp: 79_360, size: 131_072 });
  });

  it('offers less when the segments that come waste memory, but takes back nothing', () => {
    const c = established();
    expect(offered(c, '. length 700')).toBe(63 * 1024);
    expect(bufferOf(c).threshold).toBeLessThan(45_000);
    expect(offered(c, '. length 700')).toBe(63 * 1024);
  });

  it('has less to offer while data wait to be read', () => {
    const c = established();
    take(c, ...Array.from({ length: 45 }, () => '. length 1400'));
    const full = c.socketOf().rcvWnd;
    expect(full).toBeLessThan(64_240);
    c.read(100_000);
    c.outbox = [];
    take(c, '. length 1400');
    c.overhear(100);
    expect(c.socketOf().rcvWnd).toBeGreaterThan(full);
  });

  it('offers nothing when there is no room left', () => {
    const c = established();
    for (let i = 0; i < 100 && c.socketOf().rcvWnd > 0; i++) take(c, `. length ${Math.min(1400, c.socketOf().rcvWnd)}`);
    expect(c.socketOf().rcvWnd).toBe(0);
  });

  it('grows for what is missing when something comes far out of order', () => {
    const c = established({ sack: true });
    c.accept();
    take(c, '. seq RCV.NXT+60000 length 100');
    expect(bufferOf(c)).toMatchObject({ size: 2 * (2 * 14_600 + 60_100), clamp: 2 * 14_600 + 60_100 });
  });

  it('takes two equal segments that are shorter for the other side\'s full ones', () => {
    const c = established();
    take(c, '. length 200');
    expect(c.socketOf().rcvMss).toBe(536);
    take(c, '. length 200');
    expect(c.socketOf().rcvMss).toBe(200);
    take(c, 'P. length 150', 'P. length 150');
    expect(c.socketOf().rcvMss).toBe(200);
  });
});
