import { expect, test } from 'vitest';
import { buildSetup } from '../../source/level/build-setup.ts';
import { advance } from '../../source/world/advance.ts';
import { createWorld } from '../../source/world/create.ts';
import { settle } from '../../source/world/perform.ts';
import type { World } from '../../source/world/world.ts';

function connecting(impairment: string): World {
  const world = createWorld(
    buildSetup({
      horizon: '1min',
      hosts: { client: { ip: '10.0.0.5' }, server: { ip: '10.0.0.9', listen: [{ port: 80 }] } },
      link: { delay: 10, impair: [impairment] },
      script: [{ at: 0, host: 'client', act: 'connect', port: 40_000, to: '10.0.0.9:80', isn: 1000 }],
    }),
    1,
  );
  settle(world);
  return world;
}

test('a copy that comes much later holds nothing up, and is a segment of its own', () => {
  const world = connecting('duplicate client>server 1 by 5s');
  expect(world.now).toBeLessThan(200);
  const copies = world.journal.segments.filter(({ segment }) => segment.seq === 1000 && segment.flags === world.journal.segments[0]!.segment.flags);
  expect(copies.map(({ fate, arrivesAt, injected }) => [fate, arrivesAt, injected])).toEqual([['arrived', 10, false], ['in-flight', 5010, true]]);
  advance(world, 6000);
  expect(copies[1]).toMatchObject({ fate: 'dropped', decisions: ['segment/syn-challenged'] });
  expect(world.inFlight).toBe(0);
});

test('one that comes soon is waited for, and belongs to the segment that it copies', () => {
  const world = connecting('duplicate client>server 1 by 500ms');
  expect(world.now).toBeGreaterThanOrEqual(510);
  expect(world.journal.segments.filter(({ segment }) => segment.seq === 1000)).toHaveLength(1);
});
