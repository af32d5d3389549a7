import { describe, expect, test } from 'vitest';
import type { Change, LessonStore } from '../../../source/server/store/lesson-store.ts';

/** How the tests open one place in which lessons are kept; each place is empty at first. */
export interface StorePlace {
  /** Another process's view of the same place. */
  readonly open: (lesson?: string) => Promise<LessonStore> | LessonStore;
  readonly remove: () => Promise<void> | void;
}

const lines = (from: number, ...texts: readonly string[]): Change => ({ lines: [{ key: 'first-syn e1 h1', from, lines: texts }], notes: [] });
const note = (name: string, text: string): Change => ({ lines: [], notes: [{ name, text }] });

/** What every store must do, whatever it is made of. */
export function describeStore(name: string, makePlace: () => Promise<StorePlace> | StorePlace): void {
  const inPlace = async (act: (place: StorePlace) => Promise<void>): Promise<void> => {
    const place = await makePlace();
    try {
      await act(place);
    } finally {
      await place.remove();
    }
  };

  describe(`a lesson in ${name}`, () => {
    test('knows nothing of a player who comes for the first time', () =>
      inPlace(async ({ open }) => {
        const store = await open();
        expect(await store.sitDown('reno-427')).toEqual({ turn: 1, journals: [], notes: new Map() });
        expect(await store.players()).toEqual([]);
        expect(await store.journals('reno-427')).toEqual([]);
        await store.close();
      }));

    test('gives back lines in their order and the last text of each note, also to another process', () =>
      inPlace(async ({ open }) => {
        const store = await open();
        const { turn } = await store.sitDown('reno-427');
        expect(await store.keep('reno-427', turn, lines(0, 'head', 'one'))).toBe('kept');
        expect(await store.keep('reno-427', turn, note('place', '"first-syn"'))).toBe('kept');
        expect(await store.keep('reno-427', turn, { ...lines(2, 'two', 'three'), notes: [{ name: 'place', text: 'null' }] })).toBe('kept');
        await store.close();
        const other = await open();
        expect(await other.sitDown('reno-427')).toEqual({ turn: 2, journals: [{ key: 'first-syn e1 h1', lines: ['head', 'one', 'two', 'three'] }], notes: new Map([['place', 'null']]) });
        await other.close();
      }));

    test('has kept a change as soon as it is confirmed: another process sees it', () =>
      inPlace(async ({ open }) => {
        const [writer, reader] = [await open(), await open()];
        const { turn } = await writer.sitDown('reno-427');
        await writer.keep('reno-427', turn, lines(0, 'head', 'one'));
        expect(await reader.journals('reno-427')).toEqual([{ key: 'first-syn e1 h1', lines: ['head', 'one'] }]);
        await Promise.all([writer.close(), reader.close()]);
      }));

    test('refuses what an earlier turn writes, and keeps nothing of it', () =>
      inPlace(async ({ open }) => {
        const [older, newer] = [await open(), await open()];
        const first = await older.sitDown('reno-427');
        await older.keep('reno-427', first.turn, lines(0, 'head', 'one'));
        const second = await newer.sitDown('reno-427');
        expect(second.turn).toBeGreaterThan(first.turn);
        expect(await older.keep('reno-427', first.turn, { ...lines(2, 'of the older'), notes: [{ name: 'place', text: '1' }] })).toBe('taken');
        expect(await newer.keep('reno-427', second.turn, lines(2, 'of the newer'))).toBe('kept');
        expect(await newer.sitDown('reno-427')).toMatchObject({ journals: [{ lines: ['head', 'one', 'of the newer'] }], notes: new Map() });
        await Promise.all([older.close(), newer.close()]);
      }));

    test('keeps all of a change or nothing: a line that is there already is not written over', () =>
      inPlace(async ({ open }) => {
        const store = await open();
        const { turn } = await store.sitDown('reno-427');
        await store.keep('reno-427', turn, lines(0, 'head', 'one'));
        await expect(store.keep('reno-427', turn, { lines: [{ key: 'other e1 h2', from: 0, lines: ['head'] }, { key: 'first-syn e1 h1', from: 1, lines: ['another one'] }], notes: [{ name: 'place', text: '1' }] })).rejects.toThrow();
        expect(await store.sitDown('reno-427')).toMatchObject({ journals: [{ key: 'first-syn e1 h1', lines: ['head', 'one'] }], notes: new Map() });
        await store.close();
      }));

    test('keeps players, journals and lessons apart, and lists players of whom a journal is kept', () =>
      inPlace(async ({ open }) => {
        const [lab, other] = [await open('lab1'), await open('lab2')];
        for (const handle of ['veno-180', 'reno-427', 'echo-100']) await lab.sitDown(handle);
        await other.sitDown('reno-427');
        await lab.keep('veno-180', 1, lines(0, 'of veno'));
        await lab.keep('reno-427', 1, { lines: [{ key: 'a', from: 0, lines: ['of reno in a'] }, { key: 'b', from: 0, lines: ['of reno in b'] }], notes: [] });
        await lab.keep('echo-100', 1, note('settings', '{}'));
        expect(await lab.players()).toEqual(['reno-427', 'veno-180']);
        expect(await lab.journals('reno-427')).toEqual([{ key: 'a', lines: ['of reno in a'] }, { key: 'b', lines: ['of reno in b'] }]);
        expect(await other.players()).toEqual([]);
        expect((await other.sitDown('reno-427')).turn).toBe(2);
        await Promise.all([lab.close(), other.close()]);
      }));

    test('gives every one of several who sit down at once a turn of its own', () =>
      inPlace(async ({ open }) => {
        const stores = await Promise.all(Array.from({ length: 4 }, async () => open()));
        const kept = await Promise.all(stores.flatMap((store) => [store.sitDown('reno-427'), store.sitDown('reno-427')]));
        expect(kept.map(({ turn }) => turn).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
        await Promise.all(stores.map((store) => store.close()));
      }));

    test('takes any text: quotes, line ends, both languages', () =>
      inPlace(async ({ open }) => {
        const store = await open();
        const text = `it's "so"; drop table line; -- \n 第一个 SYN \u{1f600}`;
        await store.sitDown('reno-427');
        await store.keep('reno-427', 1, { ...lines(0, text), notes: [{ name: text, text }] });
        expect(await store.sitDown('reno-427')).toMatchObject({ journals: [{ lines: [text] }], notes: new Map([[text, text]]) });
        await store.close();
      }));
  });
}
