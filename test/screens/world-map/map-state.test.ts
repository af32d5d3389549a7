import { describe, expect, test } from 'vitest';
import { doubleMeanings } from '../../../source/keys.ts';
import { mapGrid } from '../../../source/screens/world-map/map-grid.ts';
import { MAP_KEYS } from '../../../source/screens/world-map/map-keys.ts';
import { mapModel, nextToPlay } from '../../../source/screens/world-map/map-model.ts';
import { initialMapState, pressOnMap } from '../../../source/screens/world-map/map-state.ts';
import type { MapOutcome } from '../../../source/screens/world-map/map-state.ts';
import type { Progress } from '../../../source/storage/progress.ts';
import { sampleCourse } from '../sample-course.ts';

const progress: Progress = { levels: { 'first-syn': { stars: 3, moves: 2, attempts: 1, run: null } } };
const model = mapModel(sampleCourse(), progress);
const grid = mapGrid(model, 5);
const place = (outcome: MapOutcome) => model.levels[outcome.state.selected]!.place;

function pressed(keys: readonly string[], from = 0): MapOutcome {
  let outcome: MapOutcome = { state: initialMapState(from) };
  for (const key of keys) outcome = pressOnMap(outcome.state, { key, text: key.length === 1 ? key : '' }, model, grid);
  return outcome;
}

describe('keys on the map', () => {
  test('have one meaning each', () => {
    expect(doubleMeanings(MAP_KEYS)).toEqual([]);
  });

  test.each([
    [['right'], '1-2'],
    [['l', 'l', 'h'], '1-2'],
    [['down'], '1-6'],
    [['down', 'down'], '2-1'],
    [['right', 'right', 'down'], '1-8'],
    [['right', 'right', 'right', 'right', 'down'], '1-8'],
    [['j', 'j', 'k'], '1-6'],
    [['up'], '1-1'],
    [['left'], '1-1'],
    [['end'], '6-4'],
    [['G', 'right', 'down'], '6-4'],
    [['end', 'home'], '1-1'],
    [['3'], '3-1'],
    [['1'], '1-2'],
    [['9'], '1-1'],
    [['pgdn', 'pgdn'], '3-1'],
    [['5', 'pgup'], '4-1'],
    [['pgup'], '1-1'],
    [['6', '0'], '1-2'],
  ])('%j lead to %s', (keys, expected) => {
    expect(place(pressed(keys))).toBe(expected);
  });

  test('Left and right change the world where levels stand in a list', () => {
    const list = mapGrid(model, 1);
    const press = (key: string, from: number) => pressOnMap(initialMapState(from), { key, text: '' }, model, list).state.selected;
    expect(model.levels[press('right', 0)]!.place).toBe('2-1');
    expect(model.levels[press('left', 10)]!.place).toBe('1-2');
    expect(press('left', 3)).toBe(3);
  });

  test('e turns expert mode on and off, and says what that means until the next key', () => {
    const on = pressed(['e']);
    expect(on).toMatchObject({ expert: true, state: { told: 'map.expert-on' } });
    expect(pressOnMap(on.state, { key: 'e', text: 'e' }, model, grid, undefined, true)).toMatchObject({ expert: false, state: { told: 'map.expert-off' } });
    expect(pressOnMap(on.state, { key: 'down', text: '' }, model, grid, undefined, true).state.told).toBeNull();
  });

  test('W asks for the worked example of a level that begins an idea, and says so where there is none', () => {
    const first = { ...model, levels: model.levels.map((item, index) => (index === 0 ? { ...item, level: { ...item.level, fade: 0 as const } } : item)) };
    const press = (selected: number) => pressOnMap(initialMapState(selected), { key: 'W', text: 'W' }, first, grid);
    expect(press(0).example).toBe('first-syn');
    expect(press(1)).toMatchObject({ state: { told: 'map.no-example' } });
    expect(press(1).example).toBeUndefined();
  });

  test('Enter plays an open level', () => {
    expect(pressed(['right', 'enter']).play).toBe('the-listener');
  });

  test('Enter asks before a locked level, and a second Enter plays it', () => {
    const asked = pressed(['end', 'enter']);
    expect(asked.play).toBeUndefined();
    expect(asked.state.asking).toBe(true);
    expect(pressed(['end', 'enter', 'enter']).play).toBe('blue-team');
    expect(pressed(['end', 'enter', 'esc']).state.asking).toBe(false);
    expect(pressed(['end', 'enter', 'q']).screen).toBeUndefined();
  });

  test('letters are text while the find field is open, also those that mean something', () => {
    const open = pressed(['/', 'q', 'L', 'n']);
    expect(open.state.find).toBe('qLn');
    expect(open.screen).toBeUndefined();
  });

  test('find goes to the next level with the text in its name, and n and N go on around the end', () => {
    const find = ['/', 'w', 'a', 'i', 't', 'enter'];
    expect(place(pressed(find))).toBe('3-2');
    expect(place(pressed([...find, 'n']))).toBe('4-1');
    expect(place(pressed([...find, 'n', 'n', 'n']))).toBe('3-2');
    expect(place(pressed([...find, 'N']))).toBe('4-6');
    expect(place(pressed(['/', 'w', 'a', 'i', 't', 'backspace', 'esc']))).toBe('1-1');
    expect(place(pressed(['/', 'z', 'z', 'enter']))).toBe('1-1');
  });

  test('keys of every screen are handed on', () => {
    expect([pressed(['?']), pressed(['q']), pressed([',']), pressed(['L']), pressed(['esc'])].map((outcome) => outcome.screen)).toEqual(['help', 'leave', 'settings', 'language', 'back']);
  });
});

describe('where one goes on', () => {
  const run = { format: 'ackademy-run', version: 1, level: 'out-of-ports', levelVersion: 1, engine: '1', kernel: '6.18', seed: 'a', expert: false, moves: [] } as const;

  test('is the unfinished run, else the first open level, else the first of all', () => {
    expect(nextToPlay(mapModel(sampleCourse(), { levels: { 'out-of-ports': { stars: 0, moves: null, attempts: 1, run } } }))?.level.id).toBe('out-of-ports');
    expect(nextToPlay(model)?.level.id).toBe('the-listener');
    const all = { levels: Object.fromEntries(sampleCourse().levels.map((level) => [level.id, { stars: 3, moves: 1, attempts: 1, run: null } as const])) };
    expect(nextToPlay(mapModel(sampleCourse(), all))?.level.id).toBe('first-syn');
  });
});

test('m opens the mirror of a level, asks first where it is locked, and does nothing where there is none', () => {
  const course = sampleCourse();
  const paired = (needs: readonly string[]) => mapModel({ ...course, levels: course.levels.map((level) => (level.id === 'first-syn' ? { ...level, mirror: 'blind-reset' } : level.id === 'blind-reset' ? { ...level, needs } : level)) }, progress);
  const press = { key: 'm', text: 'm' };
  const open = pressOnMap(initialMapState(0), press, paired([]), grid);
  expect(open).toMatchObject({ play: 'blind-reset', state: { selected: model.levels.findIndex(({ level }) => level.id === 'blind-reset') } });
  const asked = pressOnMap(initialMapState(0), press, paired(['rfc-1337']), grid);
  expect([asked.play, asked.state.asking]).toEqual([undefined, true]);
  expect(pressOnMap(initialMapState(1), press, paired([]), grid)).toEqual({ state: initialMapState(1) });
});
