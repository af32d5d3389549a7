import { describe, expect, it } from 'vitest';
import { drawLevel } from '../../../source/level/draw.ts';
import type { Level } from '../../../source/level/level.ts';
import { begin, playLines } from '../../../source/level/playthrough.ts';
import { advanceLive } from '../../../source/referee/play.ts';
import { replay, toRun } from '../../../source/referee/replay.ts';
import { sessionEngine } from '../../../source/referee/session-engine.ts';
import { isOver, type Session } from '../../../source/referee/session.ts';
import { sightOf } from '../../../source/referee/sight.ts';
import { atStep, historyOf, sessionAt, type History, type Moment } from '../../../source/referee/travel/history.ts';
import { look } from '../../../source/world/look.ts';
import type { WorldView } from '../../../source/world/view.ts';
import type { World } from '../../../source/world/world.ts';
import { builtCourse } from '../../terminal/course-files.ts';

const { levels } = builtCourse();
const turns = levels.filter(({ mode }) => mode === 'turns');
const live = levels.filter(({ mode }) => mode === 'live');

function solved(level: Level): Session {
  const drawn = drawLevel(level, '7');
  return playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution).session;
}

const everything = (session: Session) => ({ world, countersBefore }: Moment): WorldView => look(world, sightOf(session.drawn, world, true, countersBefore));

/** What is seen of a world, whatever came before the last move. */
const plain = (session: Session) => ({ world }: { readonly world: World }): WorldView => look(world, sightOf(session.drawn, world, true, new Map()));

/** Every state that the world was in, found by looking each time instead of by going back. */
function eager(session: Session): WorldView[] {
  const seen: WorldView[] = [];
  const { drawn, options } = session;
  const moves = toRun(session).moves;
  replay(drawn, { ...options, onHappening: (world) => void seen.push(plain(session)({ world })) }, moves);
  const between = Array.from({ length: moves.length + 1 }, (_, made) => plain(session)(replay(drawn, options, moves.slice(0, made))));
  return [...seen, ...between];
}

function expectEvery(history: History, states: readonly WorldView[]): void {
  const texts = new Set(states.map((view) => JSON.stringify(view)));
  for (const [index, step] of history.steps.entries()) {
    const view = atStep(history, index, plain(history.session));
    expect(view.now).toBe(step.at);
    expect(texts.has(JSON.stringify(view)), `step ${index} of ${history.session.drawn.level.id}`).toBe(true);
  }
}

describe('the history of a run', () => {
  it.each(turns.map((level) => [level.id, level] as const))('of %s has at each step the very state that the world was in then, and ends as it stands', (_, level) => {
    const session = solved(level);
    const history = historyOf(session);
    expectEvery(history, eager(session));
    const last = history.steps.length - 1;
    expect(atStep(history, last, everything(session))).toEqual(everything(session)(session));
    expect(history.steps.map(({ at }) => at)).toEqual(history.steps.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('tells each segment once as sent, and each that came to somebody once as arrived', () => {
    for (const level of turns) {
      const session = solved(level);
      const events = historyOf(session).steps.flatMap((step) => step.events);
      const sent = events.flatMap((event) => (event.what === 'sent' ? [event.n] : []));
      expect(sent, level.id).toEqual(session.world.journal.segments.map(({ n }) => n));
      const arrived = events.flatMap((event) => (event.what === 'arrived' ? [event.n] : []));
      expect(arrived.toSorted((a, b) => a - b), level.id).toEqual(session.world.journal.segments.filter(({ fate }) => fate === 'arrived' || fate === 'dropped').map(({ n }) => n));
    }
  });

  it('has the moves of the run in order, and after so many of them the state that they lead to', () => {
    const session = solved(levels.find(({ id }) => id === 'first-syn')!);
    const history = historyOf(session);
    const made = history.steps.flatMap(({ events }) => events.flatMap((event) => (event.what === 'move' ? [event.move] : [])));
    expect(made).toEqual(session.moves.map(({ move }) => move).filter((move) => move.do !== 'predict' && move.do !== 'skip'));
    for (const [index, step] of history.steps.entries()) {
      if (!step.acts) continue;
      const there = replay(session.drawn, session.options, session.moves.slice(0, step.made));
      expect(atStep(history, index, plain(session))).toEqual(plain(session)(there));
      expect(sessionAt(history, index).moves).toEqual(there.moves);
    }
  });

  it.each(live.map((level) => [level.id, level] as const))('of %s, which is live, is the same second by second', (_, level) => {
    const whole = solved(level);
    const session = isOver(whole) ? whole : advanceLive(whole, whole.world.now + 5000);
    const history = historyOf(session);
    const { drawn, options } = session;
    const seconds = new Map<number, string>();
    let known = 0;
    const look = (world: World): void => {
      if (world.traffic.seconds === known) return;
      known = world.traffic.seconds;
      seconds.set(world.now, JSON.stringify(plain(session)({ world })));
    };
    replay(drawn, { ...options, onHappening: look }, toRun(session).moves);
    for (const [index, step] of history.steps.entries()) {
      if (index % 7 !== 0 && step.tick !== null) continue;
      const view = atStep(history, index, plain(session));
      expect(view.now).toBe(step.at);
      if (step.acts) expect(plain(session)(sessionAt(history, index))).toEqual(view);
      if (step.tick !== null) expect(JSON.stringify(view), `second ${step.at / 1000}`).toBe(seconds.get(step.at));
    }
    const last = history.steps.length - 1;
    expect(atStep(history, last, plain(session))).toEqual(plain(session)(session));
  });
});
