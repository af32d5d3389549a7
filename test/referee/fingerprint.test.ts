import { expect, test } from 'vitest';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { fingerprint } from '../../source/referee/fingerprint.ts';
import { play } from '../../source/referee/play.ts';
import type { Session } from '../../source/referee/session.ts';
import { levelAt, playLevel } from '../levels/play-level.ts';

const after = (folder: string, ...lines: string[]): Session => playLevel(levelAt(folder), '1', lines).session;
const then = (session: Session, line: string): Session => {
  const move = parseMoveLine(line, { scope: {} });
  if (!move.ok) expect.unreachable();
  return play(session, move.value).session;
};

test('the same moves lead to the same fingerprint, and another move to another one', () => {
  const name = (line: string): string => fingerprint(after('01-opening/01-first-syn', 'S seq 5', line));
  expect(name('. seq SEG.ACK ack SEG.SEQ+1')).toBe(name('. seq SEG.ACK ack SEG.SEQ+1'));
  expect(name('. seq SEG.ACK ack SEG.SEQ+1')).not.toBe(name('. seq SEG.ACK ack SEG.SEQ'));
});

test('how often something was sent counts as far as a condition asks for it', () => {
  const folder = '05-attacker/01-reset-from-outside';
  const ready = after(folder, 'call socket', 'call setsockopt 3 IP_TRANSPARENT 1');
  const line = 'R seq 1 win 0 src 10.0.0.5:1 dst 10.0.0.9:80';
  const quiet = (session: Session): Session => ({ ...session, world: { ...session.world, agenda: ready.world.agenda, random: ready.world.random, linkCounts: ready.world.linkCounts, now: ready.world.now, hosts: ready.world.hosts } });
  const sent = [1, 2, 3].map((count) => quiet(Array.from({ length: count }).reduce<Session>((session) => then(session, line), ready)));
  expect(new Set(sent.map(fingerprint)).size).toBe(3);
});
