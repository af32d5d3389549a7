import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { foresightOf } from '../../source/referee/look-ahead.ts';
import { advanceLive } from '../../source/referee/play.ts';
import { startSession } from '../../source/referee/session.ts';
import { advance } from '../../source/world/advance.ts';
import { cloneWorld } from '../../source/world/clone-world.ts';
import { servedPercent } from '../../source/world/traffic-tally.ts';
import { builtCourse } from '../terminal/course-files.ts';

const live = builtCourse().levels.filter((level) => level.mode === 'live' && drawLevel(level, 'any').setup.traffic.length > 0);
const AHEAD = 6000;

test('a world looked at ahead is the same in whatever order it is asked, and stays where it is', () => {
  fc.assert(fc.property(fc.constantFrom(...live), fc.integer({ min: 0, max: 20_000 }), fc.stringMatching(/^[0-9a-f]{4}$/), (level, at, seed) => {
    const session = advanceLive(startSession(drawLevel(level, seed)), at);
    const { now } = session.world;
    const look = foresightOf(session);
    const [first, second] = [look(session.world, AHEAD), look(session.world, AHEAD)];
    const [end, served] = [first.end(), first.served()];
    expect([...second.served()]).toEqual([...served]);
    expect(second.end()).toEqual(end);
    expect(session.world.now).toBe(now);
    // A world of its own, which nobody has looked at on the way.
    const alone = cloneWorld(session.world);
    advance(alone, Math.min(now + AHEAD, alone.setup.horizon));
    expect(served.get('')).toBe(servedPercent(alone, AHEAD / 2) ?? servedPercent(alone, AHEAD) ?? 0);
  }), { numRuns: 12 });
}, 60_000);
