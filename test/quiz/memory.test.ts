import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCard, waiting, type Choosing } from '../../source/quiz/choose.ts';
import { DAILY, leftOf } from '../../source/quiz/day.ts';
import { answered, ideaMet, NO_HISTORY, type History } from '../../source/quiz/history.ts';
import { isMastered, NOTHING_MASTERED, type Mastery } from '../../source/quiz/mastery.ts';
import { DAY, isDue, NOTHING_LEARNT, preview, recallOf, remembered } from '../../source/quiz/memory.ts';
import { ratingOf, RATINGS, type Review } from '../../source/quiz/review.ts';

const START = Date.UTC(2026, 0, 5, 9);
const MINUTE = 60_000;

const review = (fields: Partial<Review> = {}): Review => ({ card: 'a', version: 1, seed: '1', answer: 'x', right: true, idea: null, confidence: 'think', hint: false, rating: 'good', at: START, took: null, engine: '1', ...fields });

describe('the schedule', () => {
  it('comes back in ten minutes, two days and about eleven when all is right', () => {
    let memory = remembered(NOTHING_LEARNT, review());
    expect(memory['a']!.due - START).toBe(10 * MINUTE);
    memory = remembered(memory, review({ at: memory['a']!.due }));
    expect(Math.round((memory['a']!.due - memory['a']!.lastReview) / DAY)).toBe(2);
    memory = remembered(memory, review({ at: memory['a']!.due }));
    expect(Math.round((memory['a']!.due - memory['a']!.lastReview) / DAY)).toBe(11);
  });

  it('takes a clock that went backwards for one that stood still, and goes on by it', () => {
    const known = remembered(remembered(NOTHING_LEARNT, review()), review({ at: START + 10 * MINUTE }));
    const back = remembered(known, review({ at: START - 400 * DAY }))['a']!;
    expect(back.due - (START - 400 * DAY)).toBeGreaterThan(0);
    expect(back.due - (START - 400 * DAY)).toBeLessThan(10 * DAY);
    // And when it is right again, the years in between are none.
    const again = remembered({ a: back }, review({ at: START + 2 * DAY }))['a']!;
    const straight = remembered(known, review({ at: START + 2 * DAY }))['a']!;
    expect(again.stability).toBeLessThan(straight.stability * 2);
  });

  it('does not wait for years after a clock that was years ahead', () => {
    const ahead = remembered(NOTHING_LEARNT, review({ at: START + 400 * DAY, rating: 'easy' }));
    expect(isDue(ahead['a']!, START)).toBe(true);
    const after = remembered(ahead, review({ at: START }))['a']!;
    expect(isDue(after, START + MINUTE)).toBe(false);
    expect(after.due).toBeLessThan(START + 60 * DAY);
  });

  it('never fails, whatever was answered when', () => {
    fc.assert(fc.property(fc.array(fc.record({ rating: fc.constantFrom(...RATINGS), at: fc.integer({ min: 0, max: 8.64e12 }) }), { maxLength: 30 }), (answers) => {
      const memory = answers.reduce((so, answer) => remembered(so, review(answer)), NOTHING_LEARNT);
      const card = memory['a'];
      expect(card === undefined || (Number.isFinite(card.due) && card.due >= card.lastReview && card.latest >= card.lastReview)).toBe(true);
    }));
  });

  it('knows the chance of recall, which falls', () => {
    const memory = remembered(remembered(NOTHING_LEARNT, review()), review({ at: START + 10 * MINUTE }))['a']!;
    expect(recallOf(null, START)).toBe(null);
    expect(recallOf(memory, memory.due)!).toBeLessThan(recallOf(memory, memory.lastReview + MINUTE)!);
    expect(recallOf(memory, memory.due)!).toBeCloseTo(0.9, 1);
  });

  it('shows what each rating would do: later for a better one', () => {
    const { rating: _rating, ...answer } = review();
    const { again, hard, good, easy } = preview(null, answer);
    expect([again, hard, good, easy]).toEqual([again, hard, good, easy].toSorted((a, b) => a - b));
  });

  it('rates a wrong answer Again, a guess or a hint Hard, and the rest Good', () => {
    expect(ratingOf({ right: false, hint: false, confidence: 'sure' })).toBe('again');
    expect(ratingOf({ right: true, hint: true, confidence: 'sure' })).toBe('hard');
    expect(ratingOf({ right: true, hint: false, confidence: 'guess' })).toBe('hard');
    expect(ratingOf({ right: true, hint: false, confidence: 'sure' })).toBe('good');
  });
});

describe('mastery', () => {
  const masteryOf = (reviews: readonly Review[]): Mastery => reviews.reduce((so, one) => answered(so, one, () => ({ skill: 'numbers', ideas: [] })), NO_HISTORY).mastery.numbers;

  const mastered = (mastery: Mastery, played = true): boolean => isMastered(mastery, { name: 'numbers', templates: 6, played });

  it('is begun, and no more, by one right answer', () => {
    expect(masteryOf([review({ seed: '1' })]).level).toBeCloseTo(0.3);
  });

  it('wants six right answers in a row on two days, and a level that was played', () => {
    const oneDay = ['1', '2', '3', '4', '5', '6'].map((seed) => review({ seed, card: `card ${Number(seed) % 3}` }));
    expect(mastered(masteryOf(oneDay))).toBe(false);
    const twoDays = masteryOf([...oneDay, review({ seed: '7', at: START + DAY })]);
    expect(mastered(twoDays)).toBe(true);
    expect(mastered(twoDays, false)).toBe(false);
  });

  it('wants three cards, or all where a skill has fewer; a teacher\'s own questions want no level', () => {
    const one = masteryOf(['1', '2', '3', '4', '5', '6', '7'].map((seed, index) => review({ seed, at: START + index * DAY })));
    expect(mastered(one)).toBe(false);
    expect(isMastered(one, { name: 'numbers', templates: 1, played: true })).toBe(true);
    expect(isMastered(one, { name: 'own', templates: 1, played: false })).toBe(true);
  });

  it('does not count the same numbers twice', () => {
    const same = masteryOf([review(), review({ at: START + DAY }), review({ at: START + 2 * DAY })]);
    expect(same.seeds).toEqual(['a 1']);
    expect(mastered(same)).toBe(false);
  });

  it('falls with a wrong answer below the threshold', () => {
    const right = ['1', '2', '3', '4', '5', '6'].map((seed, index) => review({ seed, card: `card ${index % 3}`, at: START + index * DAY }));
    expect(mastered(masteryOf(right))).toBe(true);
    expect(mastered(masteryOf([...right, review({ seed: '7', right: false, at: START + 7 * DAY })]))).toBe(false);
  });
});

describe('wrong ideas', () => {
  it('are shown by answers, and cleared by right answers to cards that know them', () => {
    const facts = () => ({ skill: 'numbers' as const, ideas: ['M01'] });
    const wrong = answered(NO_HISTORY, review({ right: false, idea: 'M01', rating: 'again' }), facts);
    expect(wrong.ideas).toEqual({ M01: 1 });
    expect(answered(wrong, review(), facts).ideas).toEqual({ M01: 0 });
    expect(answered(wrong, review(), () => null).ideas).toEqual({ M01: 1 });
  });
});

describe('the next card', () => {
  const template = (id: string, skill: 'numbers' | 'handshake' | 'close', ideas: readonly string[] = []): Choosing['templates'][number] => ({ id, skill, wrong: ideas.map((idea) => ({ idea, id: idea, instead: { by: 'value', value: 1 } })) });
  const base: Choosing = { templates: [template('c', 'close', ['M17']), template('h', 'handshake'), template('a', 'numbers'), template('b', 'numbers')], memory: NOTHING_LEARNT, mastery: NOTHING_MASTERED, played: new Set(), shown: new Set(), met: new Set(), now: START, asked: new Set(), skill: null, day: null };

  it('is of the first skill when nothing is known', () => {
    expect(nextCard(base)).toEqual({ id: 'a', because: 'new' });
  });

  it('changes between the two skills that are open, and takes those of solved levels among them', () => {
    const once = { ...base, memory: remembered(NOTHING_LEARNT, review({ card: 'a' })), asked: new Set(['a']) };
    expect(nextCard(once)).toEqual({ id: 'h', because: 'new' });
    const twice = { ...once, memory: remembered(once.memory, review({ card: 'h' })), asked: new Set(['a', 'h']) };
    expect(nextCard(twice)).toEqual({ id: 'b', because: 'new' });
    expect(nextCard({ ...twice, played: new Set(['close']) })).toEqual({ id: 'c', because: 'new' });
  });

  it('is what was sure and wrong before what is longer due', () => {
    const memory = remembered(remembered(NOTHING_LEARNT, review({ card: 'a' })), review({ card: 'b', right: false, rating: 'again', confidence: 'sure', at: START + MINUTE }));
    expect(nextCard({ ...base, memory, now: START + DAY })).toEqual({ id: 'b', because: 'sure-and-wrong' });
  });

  it('is due before new, and new before early', () => {
    const memory = remembered(NOTHING_LEARNT, review({ card: 'b' }));
    expect(nextCard({ ...base, memory, now: START + 11 * MINUTE })).toEqual({ id: 'b', because: 'due' });
    expect(nextCard({ ...base, memory, now: START + MINUTE })).toEqual({ id: 'a', because: 'new' });
    expect(nextCard({ ...base, memory, now: START + MINUTE, skill: 'numbers', asked: new Set(['a']) })).toEqual({ id: 'b', because: 'early' });
    expect(nextCard({ ...base, memory, now: START + MINUTE, templates: [template('b', 'numbers')] })).toBe(null);
  });

  it('is of an idea that an answer has shown', () => {
    expect(nextCard({ ...base, shown: new Set(['M17']) })).toEqual({ id: 'c', because: 'wrong-idea' });
  });

  it('is of an idea that a move in a level has shown, also when it is not due and others are', () => {
    const memory = remembered(remembered(NOTHING_LEARNT, review({ card: 'c', rating: 'easy' })), review({ card: 'a' }));
    const now = START + 11 * MINUTE;
    expect(nextCard({ ...base, memory, now, met: new Set(['M17']) })).toEqual({ id: 'c', because: 'met' });
    expect(nextCard({ ...base, memory, now, met: new Set(['M17']), asked: new Set(['c']) })).toEqual({ id: 'a', because: 'due' });
  });

  it('is none when the day holds no more, and no new one when it holds no more of those', () => {
    const memory = remembered(NOTHING_LEARNT, review({ card: 'b' }));
    const now = START + 11 * MINUTE;
    expect(nextCard({ ...base, memory, now, day: { answers: 0, fresh: 3 } })).toBe(null);
    expect(nextCard({ ...base, memory, now, day: { answers: 5, fresh: 0 } })).toEqual({ id: 'b', because: 'due' });
    expect(nextCard({ ...base, memory, now: START + MINUTE, day: { answers: 5, fresh: 0 } })).toBe(null);
  });

  it('is counted among what waits', () => {
    const memory = remembered(NOTHING_LEARNT, review({ card: 'b' }));
    expect(waiting({ ...base, memory, now: START + 11 * MINUTE, met: new Set(['M17']), day: { answers: 20, fresh: 6 } })).toEqual({ due: 2, fresh: 2, left: 20 });
    expect(waiting({ ...base, day: { answers: 2, fresh: 1 } })).toEqual({ due: 0, fresh: 1, left: 2 });
  });
});

describe('a day', () => {
  const after = (n: number, at: (index: number) => number): History => Array.from({ length: n }, (_, index) => review({ card: `c${index}`, at: at(index) })).reduce((so, one) => answered(so, one, () => null), NO_HISTORY);

  it('holds twenty answers, six of them new; the next one holds them again', () => {
    const { recent } = after(6, () => START);
    expect(leftOf(recent, START - MINUTE, START)).toEqual({ answers: DAILY.answers - 6, fresh: 0 });
    expect(leftOf(recent, START + 1, START + DAY)).toEqual({ answers: DAILY.answers, fresh: DAILY.fresh });
    expect(leftOf(after(50, () => START).recent, START - MINUTE, START)).toEqual({ answers: 0, fresh: 0 });
  });

  it('does not count what bears a later time than now', () => {
    expect(leftOf(after(6, () => START + DAY).recent, START - MINUTE, START).answers).toBe(DAILY.answers);
  });
});

describe('an idea that a move has shown', () => {
  it('waits until a card that knows it is answered, right or wrong', () => {
    const shown = ideaMet(NO_HISTORY, { idea: 'M13', level: 'a', at: START });
    expect(shown.met).toEqual({ M13: 'a' });
    expect(answered(shown, review(), () => ({ skill: 'queues', ideas: ['M12'] })).met).toEqual({ M13: 'a' });
    expect(answered(shown, review({ right: false, rating: 'again' }), () => ({ skill: 'queues', ideas: ['M12', 'M13'] })).met).toEqual({});
  });
});
