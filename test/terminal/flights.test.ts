import { afterEach, describe, expect, it } from 'vitest';
import { seconds } from '../../source/components/clock.ts';
import { drawLevel } from '../../source/level/draw.ts';
import type { Level } from '../../source/level/level.ts';
import { play } from '../../source/referee/play.ts';
import { startSession } from '../../source/referee/session.ts';
import { message } from '../../source/message/say.ts';
import { sessionView } from '../../source/referee/view.ts';
import { parseMoveLine } from '../../source/world/move-notation/parse-move.ts';
import { pastPredictions } from '../levels/model-way.ts';
import { builtCourse } from './course-files.ts';
import { startProgram, type Program } from './program.ts';
import { readTask, typeLine } from './type-line.ts';

const SEED = '7';

let open: Program | null = null;
afterEach(() => {
  open?.end();
  open = null;
});

/** For each segment the places at which its head was seen, over all frames: `>` before its number, or `<` for the other direction. */
function headsBySegment(frames: readonly string[]): ReadonlyMap<string, ReadonlySet<number>> {
  const heads = new Map<string, Set<number>>();
  for (const row of frames.flatMap((frame) => frame.split('\n'))) {
    // The time, then the part between the lifelines, then the number.
    const [, ladder = '', n] = /^.(\d+\.\d{3} +\|.*)#(\d+)\b/.exec(row) ?? [];
    if (n === undefined || !/\[[SFRP.UWE]+\]/.test(ladder)) continue;
    const at = ladder.includes('<') ? ladder.indexOf('<') : ladder.lastIndexOf('>');
    if (at >= 0) heads.set(n, (heads.get(n) ?? new Set()).add(at));
  }
  return heads;
}

function mostPlaces(program: Program): number {
  return Math.max(0, ...[...headsBySegment(program.frames()).values()].map(({ size }) => size));
}

/** Opens a level, and plays its solution a line at a time until `enough`: each line to its last frame, whose time the referee knows. */
async function playUntil(level: Level, options: readonly string[], enough: (program: Program) => boolean): Promise<Program> {
  const program = startProgram({ args: ['play', level.id, '--seed', SEED, '--lang', 'en', ...options], columns: 120, rows: 40 });
  open = program;
  await program.until('the play screen', (screen) => screen.includes(level.texts.en['title']!.slice(0, 12)));
  await readTask(program, message('en', 'key.close'));
  const drawn = drawLevel(level, SEED);
  let session = startSession(drawn);
  const lines = [...drawn.solution, 'wait', 'wait', 'wait'];
  for (const line of lines) {
    if (enough(program)) break;
    // As the terminal's typist does: a question is skipped before a move.
    session = pastPredictions(session);
    const read = parseMoveLine(line, { scope: sessionView(session).decision?.scope ?? {} });
    if (!read.ok) throw new Error(`"${line}": ${read.problem.id}`);
    session = play(session, read.value).session;
    await typeLine(program, line);
    const { now } = sessionView(session).world;
    await program.until(`the time ${seconds(now)}`, (screen) => screen.includes(`t=${seconds(now)}s`));
    if (session.phase === 'won') break;
  }
  return program;
}

const levels = builtCourse().levels;
/** A live level shows rates in place of thousands of segments. */
const inTurns = levels.filter(({ mode }) => mode === 'turns');
const named = (id: string): Level => levels.find((level) => level.id === id)!;

describe('in a real terminal', () => {
  for (const level of inTurns) {
    it(`a segment of ${level.id} is seen at three places of its way`, async () => {
      const program = await playUntil(level, [], (one) => mostPlaces(one) >= 3);
      expect(mostPlaces(program)).toBeGreaterThanOrEqual(3);
    });
  }

  it('a lost segment ends where it was lost, away from the lifeline it was sent to', async () => {
    const program = await playUntil(named('the-listener'), ['--reduce-motion'], (one) => one.text().includes(' LOST'));
    expect(program.text()).toMatch(/\|-+ ?\[\.\][^|]*x +\| #\d+ LOST|\|-*x \[\.\][^|]*\| #\d+ LOST/);
  });

  it('a dropped segment reaches the host that drops it', async () => {
    const program = await playUntil(named('two-queues'), ['--reduce-motion'], (one) => one.text().includes(' DROPPED'));
    expect(program.text()).toMatch(/(?:->\||\|<-[^|]*\|) #\d+ DROPPED/);
  });

  it('with reduced motion no head moves', async () => {
    const program = await playUntil(named('crossed-syns'), ['--reduce-motion'], () => false);
    // At most on its way, and arrived.
    expect(mostPlaces(program)).toBeLessThanOrEqual(2);
  });
});
