import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../source/keys.ts';
import { PLAY_KEYS, type PlayAction, type PlayContext } from '../../../source/screens/play/play-keys.ts';

const contexts = Object.keys(PLAY_KEYS.contexts) as PlayContext[];

describe('the footer', () => {
  it.each(contexts)('has its own place for each key in the context %s', (context) => {
    const ranks = entriesOf(PLAY_KEYS, context).flatMap(({ footer, does }) => (footer === undefined ? [] : [`${footer} ${does}`]));
    const places = ranks.map((rank) => rank.split(' ')[0]);
    expect(ranks.filter((rank) => places.filter((place) => place === rank.split(' ')[0]).length > 1)).toEqual([]);
  });
});

describe('while a prediction is asked', () => {
  /** c is an answer there; a panel of 1 to 3 has its digit taken by how sure one is. */
  const NOT_THERE: readonly PlayAction[] = ['copy'];
  const there = entriesOf(PLAY_KEYS, 'prediction');

  it('every key that works everywhere means the same, but for those that answer', () => {
    for (const { keys, does } of PLAY_KEYS.groups.everywhere) {
      const same = there.find((entry) => entry.does === does);
      if (NOT_THERE.includes(does)) expect(same, does).toBeUndefined();
      else if (does === 'panel') expect(keys.filter((key) => !same?.keys.includes(key))).toEqual(['1', '2', '3']);
      else expect(same?.keys, does).toEqual(keys);
    }
  });
});
