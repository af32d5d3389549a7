import { expect, test } from 'vitest';
import { levelAt, playLevel } from './play-level.ts';

/** What the level holds for true of one prediction after these lines; null while it cannot be seen. */
function truthOf(folder: string, id: string, ...lines: string[]): string | null | undefined {
  const { session } = playLevel(levelAt(folder), '1', lines);
  return session.predictions.find((prediction) => prediction.id === id)?.truth;
}

const NAT = '04-time-wait/07-the-nat-trap';
const BLUE = '06-incidents/04-blue-team';
const RESTART = '04-time-wait/09-restart-now';
const SIZES = '01-opening/10-what-a-syn-says';
const listenAgain = ['call close 3', 'call setsockopt 9 SO_REUSEADDR 1'];

test.each([
  ['a listener called anew has another bound', BLUE, 'which-bound', ['wait 2s', 'call listen 3 1024', 'wait 4s'], ['wait 2s', 'wait 4s'], 'c'],
  ['without recycling all are answered, whatever ports they use', NAT, 'who', ['www: sysctl tcp_tw_recycle=0', 'wait 12s'], ['wait 2s', 'wait 10s'], 'b'],
  ['a size that one has said oneself is no smaller of both', SIZES, 'size', ['S. seq 7 ack SEG.SEQ+1 <mss 1000,nop,wscale 10>', 'S. seq 9 ack SEG.SEQ+1'], ['S. seq 7 ack SEG.SEQ+1', 'S. seq 9 ack SEG.SEQ+1'], 'b'],
  ['a bind() that nobody has tried has not failed', RESTART, 'established', ['call close 3', 'wait 46s'], null, 'b'],
] as const)('a question is not settled by what changes its premise: %s', (_title, folder, id, changed, kept, truth) => {
  expect(truthOf(folder, id, ...changed)).toBeNull();
  const { numbers } = playLevel(levelAt(folder), '1', []).session.drawn;
  expect(truthOf(folder, id, ...(kept ?? [...listenAgain, `call bind 9 *:${numbers['live']}`, 'call listen 9 5']))).toBe(truth);
});
