import { expect, test } from 'vitest';
import { buildSetup } from '../../source/level/build-setup.ts';
import { advance, EndlessWorldError } from '../../source/world/advance.ts';
import { createWorld } from '../../source/world/create.ts';

/** Two ends that know wrong numbers of each other and may answer each other as often as they like. */
function strangers(delay: number) {
  const sysctls = { tcp_invalid_ratelimit: 0 };
  return createWorld(
    buildSetup(
      {
        horizon: '30s',
        hosts: { client: { ip: '10.0.0.5', sysctls }, server: { ip: '10.0.0.9', sysctls } },
        link: { delay },
        connections: [{ a: { host: 'client', port: 4000, state: 'ESTABLISHED', sndNxt: 1000, rcvNxt: 5000 }, b: { host: 'server', port: 80, state: 'ESTABLISHED', sndNxt: 900_000_000, rcvNxt: 3_000_000_000 } }],
        script: [{ at: 0, host: 'client', act: 'write', port: 4000, bytes: 10 }],
      },
      '6.18',
    ),
    1,
  );
}

test('hosts that answer each other without end and without delay are stopped, not waited for', () => {
  expect(() => advance(strangers(0), 30_000)).toThrow(EndlessWorldError);
});

test('with a delay they answer each other until the time is over', () => {
  const world = strangers(10);
  advance(world, 3000);
  expect(world.now).toBe(3000);
  expect(world.journal.segments.length).toBeGreaterThan(200);
});
