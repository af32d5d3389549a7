import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { levelAt, playLevel } from './play-level.ts';

const headers = (folder: string, seed: string, lines?: readonly string[]) => {
  const level = levelAt(folder);
  const { session } = playLevel(level, seed, lines ?? playLevel(level, seed, []).session.drawn.solution);
  return { view: sessionView(session), numbers: session.drawn.numbers, session };
};

test('a RST that ends what it meets has arrived: TIME-WAIT from outside, and the stale connection of nobody-home', () => {
  const { view, session } = headers('05-attacker/01-reset-from-outside', '1');
  expect(view.phase).toBe('won');
  const last = session.world.journal.segments.at(-1)!;
  expect(last).toMatchObject({ from: 'client', fate: 'arrived' });
  expect(view.world.ladder.filter((entry) => entry.kind === 'segment').at(-1)).toMatchObject({ obeyed: true });
  const home = headers('01-opening/04-nobody-home', '2').session.world.journal.segments;
  expect(home.filter(({ to, decisions }) => to === 'peer' && decisions.includes('segment/rst-exact'))).toMatchObject([{ fate: 'arrived' }]);
});

test('an attacker who forged an address is not labelled with its port', () => {
  const { view, numbers } = headers('05-attacker/01-reset-from-outside', '1');
  const attacker = view.world.lifelines.find(({ host }) => host === 'attacker')!;
  expect(attacker.address).not.toContain(`:${numbers['port']}`);
});

test('a host is labelled with the port of the connection whose state stands there', () => {
  const { view } = headers('02-queues/01-two-queues', '1', ['queue syn', 'queue accept', 'queue syn']);
  const client = view.world.lifelines.find(({ host }) => host === 'client')!;
  const states = playLevel(levelAt('02-queues/01-two-queues'), '1', ['queue syn', 'queue accept', 'queue syn']).session.world.hosts.get('client')!;
  const own = [...states.sockets.values()].find(({ localPort }) => client.address.endsWith(`:${localPort}`))!;
  expect(client.state).toBe(own.state);
});

test('what is left of TIME-WAIT is a number, the same in the briefing and in the panel', () => {
  const { view, numbers } = headers('05-attacker/01-reset-from-outside', '3', []);
  expect(numbers['left']).toBe(60 - Number(numbers['age']));
  expect(view.world.known.find(({ name }) => name.startsWith('TIME-WAIT'))?.value).toBe(`${numbers['left']} s`);
});

test.each(['1', '2', '3', '5', '6'])('a host whose connection is gone keeps its port, not that of a stray segment in its name (seed %s)', (seed) => {
  const { view, numbers } = headers('01-opening/04-nobody-home', seed);
  const peer = view.world.lifelines.find(({ host }) => host === 'peer')!;
  expect(peer).toMatchObject({ state: 'CLOSED', address: `10.0.0.7:${numbers['stalePort']}` });
});
