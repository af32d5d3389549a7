import { expect, test } from 'vitest';
import { drawLevel } from '../../../source/level/draw.ts';
import { play } from '../../../source/referee/play.ts';
import { debriefOf } from '../../../source/referee/debrief.ts';
import { sessionView } from '../../../source/referee/view.ts';
import { startSession, type Session } from '../../../source/referee/session.ts';
import { PROFILES } from '../../../source/kernel/profile.ts';
import { parseMoveLine } from '../../../source/world/move-notation/parse-move.ts';
import { sandbox, withSandbox } from '../../../source/commands/play/sandbox.ts';
import { mapModel, nextToPlay } from '../../../source/screens/world-map/map-model.ts';
import { NO_PROGRESS } from '../../../source/storage/progress.ts';
import { builtCourse } from '../../terminal/course-files.ts';

function open(kernel?: string): Session {
  return startSession(drawLevel(sandbox(), '1'), kernel === undefined ? {} : { kernel });
}

function after(session: Session, lines: readonly string[]): Session {
  return lines.reduce((before, line) => {
    const move = parseMoveLine(line, {});
    if (!move.ok) throw new Error(line);
    const { session: next, verdict } = play(before, move.value);
    expect(verdict?.outcome, line).not.toBe('refused');
    return next;
  }, session);
}

const DIALOGUE = ['client: call socket', 'client: call connect 3 10.0.0.9:80', 'wait 1s', 'server: call accept 3', 'client: call write 3 100', 'server: call read 4 100', 'client: call close 3', 'server: call close 4', 'wait 1s'];

test.each(PROFILES)('on %s both hosts are yours, from connect() to TIME-WAIT, and nothing is won or lost', (kernel) => {
  const session = after(open(kernel), DIALOGUE);
  const view = sessionView(session);
  expect(view.phase).toBe('awaiting-move');
  expect(view.machines?.map(({ host }) => host.name)).toEqual(['client', 'server']);
  expect(view.world.sockets.some(({ host, state }) => host === 'client' && state === 'TIME-WAIT')).toBe(true);
  expect([view.goals, view.stars, view.loss]).toEqual([[], 0, null]);
});

test('every sysctl of the kernel may be set on both', () => {
  const { world } = sessionView(open());
  for (const { host, name, value } of world.sysctls) after(open(), [`${host}: sysctl ${name}=${value}`]);
  expect(new Set(world.sysctls.map(({ editable }) => editable))).toEqual(new Set([true]));
});

test('what is offered can be done one after the other, and hints say more', () => {
  const { choices } = sessionView(open());
  expect(choices).toHaveLength(5);
  let session = open();
  for (const { move } of choices) session = play(session, move).session;
  expect(session.judged.map(({ verdict }) => verdict.name)).toEqual(['call/socket', 'call/connect', 'call/accept', 'call/write', 'call/close']);
  expect(sessionView(play(session, { do: 'hint' }).session).hints.shown).toHaveLength(1);
  expect(debriefOf(session)).toBeDefined();
});

test('on the map it stands behind the worlds, is never what comes next, and is not counted', () => {
  const course = builtCourse();
  const solved = { stars: 3 as const, moves: 1, attempts: 1, run: null };
  const model = mapModel(withSandbox(course), { ...NO_PROGRESS, levels: Object.fromEntries(course.levels.map(({ id }) => [id, solved])) });
  expect(model.levels.at(-1)?.level.id).toBe('sandbox');
  expect([model.solved, model.solvable]).toEqual([course.levels.length, course.levels.length]);
  expect(nextToPlay(model)?.level.id).toBe(course.levels[0]?.id);
});
