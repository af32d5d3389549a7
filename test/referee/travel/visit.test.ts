import { describe, expect, it } from 'vitest';
import { drawLevel } from '../../../source/level/draw.ts';
import { begin, playLines } from '../../../source/level/playthrough.ts';
import { play } from '../../../source/referee/play.ts';
import { toRun } from '../../../source/referee/replay.ts';
import { sessionEngine } from '../../../source/referee/session-engine.ts';
import { startSession, type Session } from '../../../source/referee/session.ts';
import { pairOf, besideStop, partingSegment } from '../../../source/referee/travel/side-by-side.ts';
import { branchStop, sessionFrom, travelOf, viewAt } from '../../../source/referee/travel/travel.ts';
import { branched, currentWay, runOf, startVisit, switched, takenUp, withSession, wayOf } from '../../../source/referee/travel/visit.ts';
import { sessionView } from '../../../source/referee/view.ts';
import { hintsUsed } from '../../../source/referee/hints.ts';
import { RST, SYN } from '../../../source/tcp/flags.ts';
import { builtCourse } from '../../terminal/course-files.ts';

const { levels } = builtCourse();
const levelCalled = (id: string) => levels.find((level) => level.id === id)!;

function solved(id: string, seed = '7'): Session {
  const drawn = drawLevel(levelCalled(id), seed);
  return playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution).session;
}

const made = (session: Session) => session.moves.map(({ move }) => move);

describe('a branch', () => {
  it('begins before the move that is looked at, and has none of the moves after that', () => {
    const session = solved('first-syn');
    const travel = travelOf(session);
    const moveAt = travel.stops.findIndex(({ events }) => events.some((event) => event.what === 'move' && event.number === 2));
    expect(branchStop(travel, moveAt - 1)).toBe(moveAt - 1);
    const visit = branched(startVisit(session), travel, moveAt - 1);
    expect(visit.current).toBe(1);
    expect(made(currentWay(visit).session).filter(({ do: what }) => what === 'send')).toHaveLength(1);
    expect(sessionView(currentWay(visit).session).decision?.cause.kind).toBe('segment');
    expect(runOf(visit)).toBe(session);
  });

  it('in what follows a move begins at the point before that move, where one could act', () => {
    const travel = travelOf(solved('first-syn'));
    const arrival = travel.stops.findIndex(({ events }) => events.some((event) => event.what === 'arrived' && event.n === 1));
    expect(travel.stops[arrival]?.acts).toBe(false);
    const stop = branchStop(travel, arrival);
    expect(stop).toBeLessThan(arrival);
    expect(sessionFrom(travel, stop).movesMade).toBe(0);
  });

  it('is played on by itself: the run stays as it was, and both can be gone back to', () => {
    const session = solved('first-syn');
    const travel = travelOf(session);
    let visit = branched(startVisit(session), travel, 1);
    const other = play(currentWay(visit).session, { do: 'send', segment: { flags: RST, seq: 1 } }).session;
    visit = withSession(visit, other);
    expect(runOf(visit)).toBe(session);
    visit = switched(visit, 0);
    expect(currentWay(visit).session).toBe(session);
    visit = switched(visit, 1);
    expect(made(currentWay(visit).session)).toEqual(made(other));
    expect(switched(visit, 9)).toBe(visit);
  });

  it('that is taken up is the run, with its moves and those before it; what was the run is a branch', () => {
    const session = solved('first-syn');
    let visit = branched(startVisit(session), travelOf(session), 1);
    const other = play(currentWay(visit).session, { do: 'send', segment: { flags: SYN, seq: 99 } }).session;
    visit = takenUp(withSession(visit, other), 1);
    expect(visit.current).toBe(0);
    expect(made(runOf(visit)).filter(({ do: what }) => what === 'send')).toEqual(made(other).filter(({ do: what }) => what === 'send'));
    expect(toRun(runOf(visit)).moves.length).toBeGreaterThan(0);
    expect(made(wayOf(visit, 1)!.session)).toEqual(made(session));
  });

  it('is no way to read a hint for nothing, or to see the answer to a prediction first', () => {
    const drawn = drawLevel(levelCalled('first-syn'), '7');
    const session = play(startSession(drawn), drawn.solution.length > 0 ? { do: 'send', segment: { flags: SYN, seq: 5000 } } : { do: 'drop' }).session;
    expect(session.phase).toBe('predicting');
    const travel = travelOf(session);
    let visit = branched(startVisit(session), travel, travel.stops.length - 1);
    expect(currentWay(visit).session.phase).toBe('predicting');
    let branch = play(currentWay(visit).session, { do: 'predict', answer: 'a', confidence: 1 }).session;
    branch = play(branch, { do: 'hint' }).session;
    visit = switched(withSession(visit, branch), 0);
    const run = runOf(visit);
    expect(run.phase).not.toBe('predicting');
    expect(run.predictions.map(({ answer }) => answer)).toEqual(['a']);
    expect(hintsUsed(run.hints)).toBe(1);
    const back = switched(switched(visit, 1), 0);
    expect(made(runOf(back))).toEqual(made(run));
  });
});

describe('two ways beside each other', () => {
  it('part where the moves part, and each shows what it had come to at that time', () => {
    const session = solved('first-syn');
    const travel = travelOf(session, true);
    let visit = branched(startVisit(session), travel, 1);
    visit = withSession(visit, play(currentWay(visit).session, { do: 'send', segment: { flags: SYN, seq: 99 } }).session);
    const pair = pairOf(travel, travelOf(currentWay(visit).session, true));
    expect(pair.parting).toBe(2);
    expect(besideStop(pair, 1)).toBe(1);
    expect(viewAt(pair.there, besideStop(pair, 2)).world.now).toBe(travel.stops[2]!.at);
    expect(partingSegment(travel, pair.parting)).toBe(1);
    expect(pairOf(travel, travelOf(session, true)).parting).toBeNull();
  });
});

describe('what is seen of the past while one plays', () => {
  it('is of an attacker only what he sends and gets, and after the end everything', () => {
    const session = solved('reset-from-outside');
    const before = travelOf(session, false);
    const after = travelOf(session, true);
    const sent = (travel: typeof before) => travel.stops.flatMap(({ events }) => events.flatMap((event) => (event.what === 'sent' ? [event.host] : [])));
    expect(new Set(sent(before))).toEqual(new Set(['attacker']));
    expect(new Set(sent(after)).size).toBeGreaterThan(1);
    const hosts = (travel: typeof before) => new Set(travel.stops.flatMap((_, number) => viewAt(travel, number).world.sockets.map(({ host }) => host)));
    expect(hosts(before).has('server')).toBe(false);
    expect(hosts(after).has('server')).toBe(true);
  });
});
