import { describe, expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { createRandom, mix } from '../../source/random.ts';
import { hintOf } from '../../source/referee/hints.ts';
import { play } from '../../source/referee/play.ts';
import { isOver, startSession, type Session } from '../../source/referee/session.ts';
import { sessionView } from '../../source/referee/view.ts';
import { whim } from '../referee/random-mover.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const KERNEL_LEVELS = ['01-opening/01-first-syn', '01-opening/02-the-listener', '01-opening/04-nobody-home', '01-opening/05-crossed-syns', '02-queues/01-two-queues', '03-closing/01-four-waves', '03-closing/05-fin-before-data', '04-time-wait/06-syn-meets-time-wait'];
const GAMES = 6;
const MOVES = 25;

const steps = (session: Session): readonly string[] => hintOf(session)!.steps.map(({ id }) => id);

function skipped(session: Session): Session {
  return session.phase === 'predicting' ? skipped(play(session, { do: 'skip' }).session) : session;
}

/** Waits until something is asked, or to the end. */
function waited(session: Session): Session {
  const next = skipped(session);
  return isOver(next) || next.world.pending ? next : waited(play(next, { do: 'wait', ms: null }).session);
}

describe.each(KERNEL_LEVELS)('%s, played at random', (folder) => {
  const level = levelAt(folder);
  const states: Session[] = [];
  for (let seed = 1; seed <= GAMES; seed++) {
    const random = createRandom(mix(seed, 7));
    let session = startSession(drawLevel(level, String(seed)));
    for (let made = 0; made < MOVES && !isOver(session); made++) {
      const move = whim(random, session, sessionView(session));
      if (move.do === 'undo' || move.do === 'redo' || move.do === 'hint') continue;
      session = skipped(play(session, move).session);
      if (!isOver(session)) states.push(session);
    }
  }

  test('no hint says that nothing waits while something does', () => {
    const last = level.hints.at(-1)!;
    expect(states.filter((session) => session.world.pending && hintOf(session)!.id === last.id)).toEqual([]);
  });

  test('a hint says a dead end wherever nothing more is asked and waiting does not win', () => {
    const idle = states.filter(({ world }) => !world.pending);
    const hopeless = idle.filter((session) => waited(session).phase === 'lost');
    expect(hopeless.filter((session) => !hintOf(session)!.deadEnd)).toEqual([]);
  });
});

describe('first-syn', () => {
  const level = levelAt('01-opening/01-first-syn');
  const at = (...lines: string[]) => playLevel(level, '1', lines).session;

  test('proves itself', () => {
    expect(findingsOf(level)).toEqual([]);
  });

  test('speaks of the RST that a wrong first segment draws, then of the SYN that the timer sends', () => {
    const reset = at('. seq 5 ack 7');
    expect(hintOf(reset)!.id).toBe('reset');
    const quiet = at('. seq 5 ack 7', 'silent');
    expect(hintOf(quiet)!.id).toBe('unsent');
    expect(hintOf(at('. seq 5 ack 7', 'silent', 'wait'))!.id).toBe('ack');
  });

  test('knows that a call that was thrown away and a socket that was reset are dead ends', () => {
    expect(hintOf(at('drop'))).toMatchObject({ id: '/nothing-comes', deadEnd: true });
    expect(hintOf(at('S seq 5', 'R seq 9'))).toMatchObject({ deadEnd: true });
  });
});

test('what no level hint speaks of gets the rule and the move of Linux', () => {
  const { session } = playLevel(levelAt('01-opening/01-first-syn'), '1', ['S seq 5', '. seq 6 ack SEG.SEQ+1 dst 10.0.0.5']);
  expect(steps(session)).toEqual(['hint.other-arrived.1', expect.stringMatching(/^decision\./), 'hint.as-linux']);
});

test('a hint that only says that time must pass costs nothing, and is no reason to tell a price', () => {
  const level = levelAt('02-queues/08-what-cookies-cost');
  const { session } = playLevel(level, '1', []);
  const asked = sessionView(session);
  expect(asked.hints).toMatchObject({ used: 0, costs: true });
  const read = play(skipped(session), { do: 'hint' }).session;
  expect(sessionView(read).hints).toMatchObject({ used: 1, costs: false });
  const idle = playLevel(level, '1', ['drop']).session;
  expect(idle.world.pending).toBeNull();
  expect(hintOf(idle)).toMatchObject({ id: 'else', free: true });
  const free = play(idle, { do: 'hint' }).session;
  expect(sessionView(free).hints).toMatchObject({ used: 0, shown: [{ id: 'level.hint.else.1' }] });
});
