import { describe, expect, it } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import type { Level } from '../../source/level/level.ts';
import { parseCourse } from '../../source/level/parse-course.ts';
import { hintOf } from '../../source/referee/hints.ts';
import { play } from '../../source/referee/play.ts';
import { startSession, type Session } from '../../source/referee/session.ts';
import { sessionView } from '../../source/referee/view.ts';
import type { Verdict } from '../../source/referee/verdict.ts';
import { FIN, has, SYN } from '../../source/tcp/flags.ts';
import { after } from '../../source/tcp/sequence.ts';
import { printMove } from '../../source/world/move-notation/print-move.ts';
import type { SegmentRecord } from '../../source/world/journal.ts';
import { shippedFiles } from '../level/level-files.ts';
import { asLinux, isOver, pastPredictions } from './model-way.ts';

/**
 * After a socket or an arrival was put into a wrong place, whatever is said later is true of what was sent and received,
 * or names the move that it goes back to, and the hint is to undo that.
 */
const { levels } = parseCourse(shippedFiles()).course;
const asked = levels.filter(({ role, mode }) => role === 'kernel' && mode === 'turns');

/** Arrivals of the connection that is asked about; `mine`: what was sent on it from here. */
function traffic(session: Session): { readonly theirs: readonly SegmentRecord[]; readonly mine: readonly SegmentRecord[]; readonly never: readonly SegmentRecord[] } {
  const { pending, journal } = session.world;
  const cause = pending?.cause.kind === 'segment' ? pending.cause.segment : null;
  if (!cause) return { theirs: [], mine: [], never: [] };
  const from = journal.segments.filter(({ segment: s }) => s.srcIp === cause.srcIp && s.srcPort === cause.srcPort && s.dstPort === cause.dstPort);
  return {
    theirs: from.filter(({ fate }) => fate === 'arrived' || fate === 'dropped'),
    never: from.filter(({ fate }) => fate !== 'arrived'),
    mine: journal.segments.filter(({ segment: s }) => s.srcIp === cause.dstIp && s.srcPort === cause.dstPort && s.dstPort === cause.srcPort),
  };
}

/** What a verdict claims to have happened, by the phrases in it; each can be looked up in the journal. */
const CLAIMS: readonly (readonly [claim: string, phrases: RegExp, holds: (session: Session) => boolean])[] = [
  ['their FIN has come before this', /after-their-fin/, (session) => {
    const { pending } = session.world;
    const n = pending?.cause.kind === 'segment' ? (pending.cause.n ?? 0) : 0;
    return traffic(session).theirs.some((record) => record.n < n && has(record.segment.flags, FIN));
  }],
  ['their FIN has come', /decision\.fin\/(?:received|closing|time-wait)|orphan-fin$|fin-unacknowledged|ack-without-the-fin|fin-wait-2-but-their-fin-came|time-wait-over-a-gap|fin-over-a-gap/, (session) => traffic(session).theirs.some(({ segment }) => has(segment.flags, FIN))],
  ['something is missing', /over-a-gap|out-of-order$/, (session) => {
    const { pending } = session.world;
    const seq = pending?.cause.kind === 'segment' ? pending.cause.segment.seq : 0;
    return traffic(session).never.some(({ segment }) => after(seq, segment.seq));
  }],
  ['our FIN was sent', /fin-again|decision\.fin\/(?:acknowledged|closing|time-wait|last-ack-done)|fin-wait-2\//, (session) => traffic(session).mine.some(({ segment }) => has(segment.flags, FIN)) || session.drawn.level.id === 'fin-before-data'],
  ['a SYN came', /decision\.listen\/|syn-unanswered|accepted-without-handshake/, (session) => traffic(session).theirs.some(({ segment }) => has(segment.flags, SYN))],
];

function phrasesOf({ name, why, evidence }: Verdict): string {
  return [`verdict.${name.split('/')[1]}`, why.id, evidence?.id ?? ''].join(' ');
}

const names = (verdict: Verdict): boolean => verdict.evidence?.id.startsWith('verdict.after-wrong-') === true;

/** What is untrue in a verdict about the decision that stood open in `session`. */
function untruths(session: Session, verdict: Verdict): string[] {
  if (names(verdict)) return hintOf(session)?.deadEnd === true ? [] : ['names an earlier move, but the hint does not take it back'];
  const ids = phrasesOf(verdict).split(' ');
  return CLAIMS.filter(([, phrases, holds]) => ids.some((id) => phrases.test(id)) && !holds(session)).map(([claim]) => `claims that ${claim}`);
}

function findings(level: Level, seed: string): { readonly tried: number; readonly named: number; readonly faults: readonly string[] } {
  const faults: string[] = [];
  let tried = 0;
  let named = 0;
  let session = pastPredictions(startSession(drawLevel(level, seed)));
  for (let step = 0; step < 40 && !isOver(session); step++) {
    for (const { move } of sessionView(session).choices) {
      if (move.do !== 'state' && move.do !== 'queue') continue;
      const played = play(session, move);
      if (played.verdict?.outcome !== 'wrong') continue;
      tried++;
      let on = pastPredictions(played.session);
      for (let i = 0; i < 25 && !isOver(on); i++) {
        const next = play(on, asLinux(on));
        if (next.verdict) {
          if (names(next.verdict)) named++;
          for (const fault of untruths(on, next.verdict)) faults.push(`${level.id}, seed ${seed}, step ${step}, ${printMove(move)}; then ${printMove(asLinux(on))}: ${next.verdict.name} ${fault}`);
        }
        on = pastPredictions(next.session);
      }
    }
    session = pastPredictions(play(session, asLinux(session)).session);
  }
  return { tried, named, faults };
}

describe('after a wrong state or queue', () => {
  it.each(asked.map((level) => [level.id, level] as const))('%s: what is said later is true, or names the move that it goes back to', (_id, level) => {
    const found = ['1', '2', '3', '4'].map((seed) => findings(level, seed));
    expect(found.flatMap(({ faults }) => faults)).toEqual([]);
    const asksForPlaces = drawLevel(level, '1').setup.hosts.some(({ decides }) => decides.includes('state') || decides.includes('queue'));
    expect(found.every(({ tried }) => tried > 0)).toBe(asksForPlaces);
  });

  it.each(['four-waves', 'fin-before-data', 'two-queues', 'the-listener'])('%s: some verdicts do go back to it', (id) => {
    const level = levels.find((l) => l.id === id)!;
    expect(['1', '2', '3', '4'].reduce((sum, seed) => sum + findings(level, seed).named, 0)).toBeGreaterThan(0);
  });
});
