import { describe, expect, test } from 'vitest';
import { add, after, before } from '../../source/tcp/sequence.ts';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/06-syn-meets-time-wait');
const SEEDS = ['1', '2', '3', '4', '5', '6', '7', '8'];
const KEEP = '. seq SND.NXT ack RCV.NXT';
const ACCEPT = 'S. seq SND.NXT+65537 ack SEG.SEQ+1';

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

describe.each(SEEDS)('seed %s', (seed) => {
  test('one SYN is newer by its number, one by its timestamp only; one is old, one only looks newer', () => {
    const { session, verdicts } = playLevel(level, seed, [KEEP, ACCEPT, 'silent', KEEP, ACCEPT, 'silent']);
    expect(verdicts.map((verdict) => verdict?.name)).toEqual(['time-wait/old-syn-acked', 'time-wait/syn-by-sequence', 'request/final-ack', 'time-wait/paws-acked', 'time-wait/syn-by-timestamp', 'request/final-ack']);
    const { rcv1, rcv2, rcv3, rcv4, recent } = session.drawn.numbers as Record<string, number>;
    const syns = session.world.journal.segments.filter(({ to, segment }) => to === 'server' && segment.flags === 2).map(({ segment }) => segment);
    expect(before(syns[0]!.seq, rcv1!)).toBe(true);
    expect(after(syns[1]!.seq, rcv2!)).toBe(true);
    expect(after(syns[2]!.seq, rcv3!) && before(syns[2]!.options.ts!.val, recent!)).toBe(true);
    expect(before(syns[3]!.seq, rcv4!)).toBe(true);
  });

  test("the new connection begins 65537 above the old one's numbers", () => {
    const { session } = playLevel(level, seed, [KEEP, ACCEPT]);
    const synAck = session.world.journal.segments.find(({ from, segment }) => from === 'server' && segment.flags === 18)!;
    expect(synAck.segment.seq).toBe(add(session.drawn.numbers['snd2'] as number, 65_537));
  });
});

test('another number above the old ones is allowed, the old ones are not', () => {
  const verdict = (number: string) => playLevel(level, '1', [KEEP, `S. seq ${number} ack SEG.SEQ+1`]).verdicts.at(-1);
  expect(verdict('SND.NXT+65538')).toMatchObject({ name: 'time-wait/isn-above-but-another', outcome: 'allowed' });
  expect(verdict('SND.NXT')).toMatchObject({ name: 'time-wait/isn-above-but-another', outcome: 'allowed' });
  expect(verdict('SND.NXT-1')).toMatchObject({ name: 'time-wait/isn-not-above-the-old', outcome: 'wrong' });
});

test('a refused client answers with the RST that ends TIME-WAIT, and calls again at once', () => {
  const refused = playLevel(level, '1', [KEEP, KEEP]).session;
  expect(hintAt(refused).id).toBe('reset');
  expect(refused.world.pending?.cause).toMatchObject({ segment: { flags: 4, seq: refused.drawn.numbers['rcv2'] } });
  const again = playLevel(level, '1', [KEEP, KEEP, 'silent']).session;
  expect(hintAt(again).id).toBe('again');
  expect(again.world.now - refused.world.now).toBeLessThan(20);
  expect(again.world.pending?.expected).toMatchObject({ from: 'LISTEN', to: 'SYN-RECEIVED' });
});

test('an accepted duplicate ends TIME-WAIT for good: a request stands there with the number that was sent', () => {
  const { session } = playLevel(level, '1', ['S. seq 77 ack SEG.SEQ+1']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F7.11']);
  const entries = [...session.world.hosts.get('server')!.ehash.values()].flatMap((row) => [...row.values()]);
  expect(entries.find(({ remotePort }) => remotePort === session.drawn.numbers['older'])).toMatchObject({ kind: 'request', iss: 77 });
});

test('a RST turns a real client away', () => {
  const { session } = playLevel(level, '1', [KEEP, 'R. seq 0 ack SEG.SEQ+1']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F1.29']);
});

test('a refused SYN leaves TIME-WAIT as it was, without a request that would send SYN-ACKs', () => {
  const { session } = playLevel(level, '1', [KEEP, KEEP]);
  const server = session.world.hosts.get('server')!;
  expect(server.sockets.get(3)!.listener!.qlen).toBe(0);
  expect(server.timeWaitCount).toBe(4);
});

test('the ACK for a duplicate is swallowed by the TIME-WAIT at the other end', () => {
  const { session } = playLevel(level, '1', [KEEP]);
  const [syn, ack] = session.world.journal.segments.filter(({ from, to }) => from === 'other' || to === 'other');
  expect([syn!.injected, ack!.decisions]).toEqual([true, ['time-wait/bare-ack-restarts']]);
});

test('the menu offers to take each SYN and to refuse it', () => {
  for (const lines of [[], [KEEP], [KEEP, ACCEPT, 'silent'], [KEEP, ACCEPT, 'silent', KEEP]]) {
    const { session } = playLevel(level, '1', [...lines, ...(lines.length === 0 ? ['skip'] : [])]);
    const flags = sessionView(session).choices.flatMap(({ move }) => (move.do === 'send' ? [move.segment.flags] : []));
    expect(flags.toSorted((a, b) => a! - b!)).toEqual([16, 16, 18, 18, 20]);
  }
});
