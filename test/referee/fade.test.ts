import { expect, test } from 'vitest';
import { givenFields } from '../../source/referee/fade.ts';
import { sessionView } from '../../source/referee/view.ts';
import { compose, composerFrom } from '../../source/components/composer/composer.ts';
import type { Fade } from '../../source/level/level.ts';
import { ACK, RST, SYN } from '../../source/tcp/flags.ts';
import { levelAt, playLevel } from '../levels/play-level.ts';

const listener = levelAt('01-opening/02-the-listener');
const at = (fade: Fade, folder = '01-opening/02-the-listener', lines: readonly string[] = []) => sessionView(playLevel({ ...levelAt(folder), fade }, '1', lines).session).decision!;

test('at the first level of an idea all but one number is filled in: the acknowledgment where there is one', () => {
  const { template, asks } = at(0);
  expect(asks).toEqual(['ack']);
  expect(template).toMatchObject({ flags: SYN | ACK, seq: expect.any(Number), win: expect.any(Number) });
  expect(template).not.toHaveProperty('ack');
});

test('where the answer acknowledges nothing, the sequence number is what is asked', () => {
  const { template, asks } = at(0, '01-opening/01-first-syn');
  expect(asks).toEqual(['seq']);
  expect(template).toMatchObject({ flags: SYN });
  expect(template).not.toHaveProperty('seq');
});

test('where Linux stays silent no flags are filled in, whatever the level gives', () => {
  const silent = { expected: { sent: [] } } as never;
  expect(givenFields({ seq: 7, win: 1 }, silent, 0)).toEqual({ template: { seq: 7, win: 1 }, asks: ['ack'] });
});

test('each later level leaves more to the player: flags, then the sequence number, then all', () => {
  const fields = ([1, 2, 3] as const).map((fade) => at(fade));
  expect(fields.map(({ template }) => ['flags', 'seq', 'win'].filter((name) => name in template))).toEqual([['seq', 'win'], ['win'], []]);
  expect(fields.map(({ asks }) => asks)).toEqual([['ack'], ['seq', 'ack'], ['seq', 'ack']]);
});

test('a number that is asked for is not filled in when it is sent empty', () => {
  const { template, asks } = at(2);
  const empty = { ...composerFrom(template, asks), flags: RST };
  expect(compose(empty, {})).toMatchObject({ ok: false, problem: { field: 'seq', error: { name: 'field/asked' } } });
  expect(compose({ ...empty, texts: { ...empty.texts, seq: '5' } }, {})).toMatchObject({ ok: true, given: { flags: RST, seq: 5 } });
  const answering = { ...composerFrom(template, asks), flags: SYN | ACK };
  expect(compose({ ...answering, texts: { ...answering.texts, seq: '5' } }, {})).toMatchObject({ ok: false, problem: { field: 'ack' } });
});

test('options that nobody touched are left to the situation, those that were are sent', () => {
  const { template, asks } = at(3);
  const fresh = { ...composerFrom(template, asks), flags: SYN };
  const numbered = { ...fresh, texts: { ...fresh.texts, seq: '5' } };
  expect(compose(numbered, {})).toMatchObject({ ok: true, given: expect.not.objectContaining({ options: expect.anything() }) });
  expect(compose({ ...numbered, autoOptions: false }, {})).toMatchObject({ ok: true, given: { options: {} } });
});

test('a level that does not say how much it leaves leaves flags and acknowledgment', () => {
  expect(listener.fade === 0 || listener.fade === 1).toBe(true);
});
