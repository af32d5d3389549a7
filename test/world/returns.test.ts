import { describe, expect, it } from 'vitest';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { Conversation } from '../referee/conversation.ts';
import { smallLevel } from '../referee/small-levels.ts';

type Act = NonNullable<AuthorSetup['script']>[number];

const says = (at: number, segment: string): Act => ({ at, host: 'peer', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment });
const reads = (at: number): Act => ({ at, host: 'me', act: 'call', call: 'read', socket: 3, bytes: 100 });
const writes = (at: number): Act => ({ at, host: 'me', act: 'call', call: 'write', socket: 3, bytes: 5 });

/** A connection of which the player says what its calls return; what arrives is its kernel's. */
function told(...script: readonly Act[]): Conversation {
  return new Conversation(
    smallLevel({
      setup: {
        horizon: '10min',
        hosts: { me: { side: 'server', ip: '10.0.0.9', decides: ['returns'] }, peer: { side: 'client', ip: '10.0.0.5', absent: true } },
        link: { delay: 1 },
        connections: [{ a: { host: 'me', port: 80, state: 'ESTABLISHED', sndNxt: 1000, rcvNxt: 5000 }, b: { host: 'peer', port: 40_000, state: 'CLOSED' } }],
        script: [...script],
      },
    }),
  );
}

/** Answers each call in turn; time passes by itself only where something is about to happen. */
function answered(play: Conversation, ...lines: readonly string[]): Conversation {
  for (const line of lines) {
    while (!play.session.world.pending) play.say('wait');
    play.say(line);
  }
  return play;
}

const DATA = 'P. 5000:5010(10) ack 1000 win 1024';
const RESET = 'R 5010:5010(0) win 0';
const FIN = 'F. 5000:5000(0) ack 1000 win 1024';
const names = (play: Conversation): readonly string[] => play.session.judged.map(({ verdict }) => verdict.name);
const results = (play: Conversation): readonly unknown[] => play.session.world.journal.calls.map(({ result }) => result);

describe('what a call returns', () => {
  it('is asked for, and nothing else is: what arrives between is the kernel\'s', () => {
    const play = answered(told(says(0, DATA), reads(50), says(60, RESET), reads(100), reads(150)), 'returns 10', 'returns -1 ECONNRESET', 'returns 0');
    expect(names(play)).toEqual(['returns/bytes-returned', 'returns/error-returned', 'returns/end-of-file-returned']);
    expect(play.session.judged.map(({ verdict }) => verdict.outcome)).toEqual(['as-linux', 'as-linux', 'as-linux']);
    expect(results(play)).toEqual([{ ok: true, value: 10 }, { ok: false, errno: 'ECONNRESET' }, { ok: true, value: 0 }]);
  });

  it('is what the program is told, right or wrong; what it was not told is there for the next call', () => {
    const play = answered(told(says(0, DATA), says(10, RESET), reads(50), reads(100), writes(150)), 'returns ECONNRESET', 'returns 10', 'returns ECONNRESET');
    expect(names(play)).toEqual(['returns/bytes-before-the-error', 'returns/bytes-returned', 'returns/error-returned']);
    expect(results(play)[0]).toEqual({ ok: false, errno: 'ECONNRESET' });
  });

  it('may be fewer bytes than there are: the rest stays', () => {
    const play = answered(told(says(0, DATA), reads(50), reads(100)), 'returns 4', 'returns 6');
    expect(names(play)).toEqual(['returns/bytes-miscounted', 'returns/bytes-returned']);
  });

  it('of a write() that was said to fail: nothing was sent', () => {
    const play = answered(told(says(0, FIN), writes(50), writes(100)), 'returns EPIPE');
    const sent = () => play.session.world.journal.segments.filter(({ from, segment }) => from === 'me' && segment.length > 0).length;
    expect([names(play).at(-1), sent()]).toEqual(['returns/write-still-works', 0]);
    play.say('returns 5');
    expect([names(play).at(-1), sent()]).toEqual(['returns/bytes-taken', 1]);
  });

  it('may be nothing yet; letting the call go by says the same', () => {
    const play = answered(told(reads(0), reads(50), says(80, DATA), reads(100)), 'returns blocks', 'drop', 'drop');
    expect(names(play)).toEqual(['returns/call-waits', 'returns/call-waits', 'returns/kept-waiting']);
    expect(results(play)).toEqual(Array.from({ length: 3 }, () => ({ ok: 'blocks' })));
  });

  it('after their FIN a RST leaves EPIPE for write(), and end-of-file for read()', () => {
    const play = answered(told(says(0, FIN), writes(10), says(20, 'R 5001:5001(0) win 0'), reads(50), writes(100)), 'returns 5', 'returns ECONNRESET', 'returns ECONNRESET');
    expect(names(play)).toEqual(['returns/bytes-taken', 'returns/end-of-file-comes-first', 'returns/pipe-is-broken']);
  });
});
