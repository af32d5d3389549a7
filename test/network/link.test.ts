import { describe, expect, it } from 'vitest';
import { journey, type LinkRules } from '../../source/network/link.ts';
import { createRandom, type Random } from '../../source/random.ts';

const QUIET: LinkRules = { delay: 20, delays: {}, impairments: [], loss: 0, duplicate: 0, reorder: { chance: 0, by: 0 } };

function travel(link: Partial<LinkRules>, nth = 1, random: Random = createRandom(1), from = 'client', to = 'server'): ReturnType<typeof journey> {
  return journey({ ...QUIET, ...link }, random, from, to, nth, 1000);
}

describe('a link', () => {
  it('delivers after its delay', () => {
    expect(travel({})).toEqual({ arrivals: [1020], lost: false, delay: 20 });
  });

  it('has a delay of its own in each direction, and for all that goes to a host', () => {
    expect(travel({ delays: { 'client>server': 5 } }).arrivals).toEqual([1005]);
    expect(travel({ delays: { 'server>client': 5 } }).arrivals).toEqual([1020]);
    expect(travel({ delays: { '*>server': 7 } }).arrivals).toEqual([1007]);
  });

  it('loses, delays or doubles exactly the segment that is named', () => {
    const lose = { impairments: [{ from: 'client', to: 'server', nth: 2, act: 'lose', by: 0 }] } as const;
    expect(travel(lose, 1).lost).toBe(false);
    expect(travel(lose, 2)).toEqual({ arrivals: [], lost: true, delay: 20 });
    expect(travel(lose, 2, createRandom(1), 'server', 'client').lost).toBe(false);
    expect(travel({ impairments: [{ from: 'client', to: 'server', nth: 1, act: 'delay', by: 500 }] }).arrivals).toEqual([1520]);
    expect(travel({ impairments: [{ from: 'client', to: 'server', nth: 1, act: 'duplicate', by: 3 }] }).arrivals).toEqual([1020, 1023]);
  });

  it('draws no chance where the level has none, so that other draws stay the same', () => {
    const random = createRandom(9);
    travel({}, 1, random);
    expect(random).toEqual(createRandom(9));
  });

  it('loses, doubles and reorders by chance, the same way for the same seed', () => {
    const chances = { loss: 0.3, duplicate: 0.3, reorder: { chance: 0.3, by: 50 } };
    const many = (seed: number): ReturnType<typeof journey>[] => {
      const random = createRandom(seed);
      return Array.from({ length: 2000 }, (_, i) => travel(chances, i + 1, random));
    };
    const trips = many(4);
    expect(trips).toEqual(many(4));
    const share = (test: (trip: ReturnType<typeof journey>) => boolean): number => trips.filter(test).length / trips.length;
    expect(share(({ lost }) => lost)).toBeCloseTo(0.3, 1);
    expect(share(({ arrivals }) => arrivals.length === 2)).toBeCloseTo(0.3 * 0.7, 1);
    expect(share(({ arrivals }) => arrivals[0] === 1070)).toBeCloseTo(0.3 * 0.7, 1);
  });
});
