import { describe, expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { play } from '../../source/referee/play.ts';
import { fromRun, toRun } from '../../source/referee/replay.ts';
import { startSession, type Session } from '../../source/referee/session.ts';
import { sessionView } from '../../source/referee/view.ts';
import { SYN } from '../../source/tcp/flags.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { levelAt } from '../levels/play-level.ts';

const level = levelAt('01-opening/01-first-syn');
const begin = (): Session => startSession(drawLevel(level, '1'), { expert: true });
const line = (session: Session, text: string) => {
  const read = parseMoveLine(text, { scope: sessionView(session).decision?.scope ?? {} });
  if (!read.ok) throw new Error(text);
  return play(session, read.value);
};

describe('an expert', () => {
  test('is shown no menu, and is given the ends of the connection alone', () => {
    const { choices, decision } = sessionView(begin());
    expect(choices).toEqual([]);
    expect(Object.keys(decision!.template).toSorted()).toEqual(['dstIp', 'dstPort', 'srcIp', 'srcPort']);
    expect(decision!.asks).toEqual(['seq', 'ack']);
  });

  test('gets no hint, and is not offered one', () => {
    const { session, verdict } = play(begin(), { do: 'hint' });
    expect(verdict?.name).toBe('refused/expert-hint');
    expect(sessionView(session).hints).toMatchObject({ used: 0, costs: false, offered: false });
  });

  test('must say a sequence number: a segment without one is refused and counts for nothing', () => {
    const refused = play(begin(), { do: 'send', segment: { flags: SYN } });
    expect(refused.verdict?.name).toBe('refused/expert-seq');
    expect(refused.session.moves).toEqual([]);
  });

  test('wins with the moves that win for anybody, and the record of the run plays again', () => {
    let session = line(begin(), 'S seq 1000').session;
    session = play(session, { do: 'skip' }).session;
    session = line(session, '. seq ISS+1 ack IRS+1').session;
    while (session.phase !== 'won') session = play(session, { do: 'wait', ms: null }).session;
    expect(sessionView(session)).toMatchObject({ expert: true, stars: 3 });
    expect(sessionView(fromRun(toRun(session), drawLevel(level, '1')))).toMatchObject({ phase: 'won', expert: true });
  });
});
