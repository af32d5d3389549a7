import { describe, expect, it } from 'vitest';
import { KEY_TABLES } from '../../source/app/own-keys.ts';
import { rebound, refusalOf, usable } from '../../source/keys/bindings.ts';
import { actionOf, doubleMeanings, writtenKeys } from '../../source/keys.ts';
import { PLAY_KEYS } from '../../source/screens/play/play-keys.ts';

const KEYS = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~').concat('space');

describe('a key of the player\'s own', () => {
  it('takes the place of the usual character wherever the same is meant, and the usual one means nothing more', () => {
    const table = rebound(PLAY_KEYS, { undo: 'm' });
    for (const context of ['menu', 'ladder', 'composer'] as const) {
      expect(actionOf(table, context, 'm')).toBe('undo');
      expect(actionOf(table, context, 'u')).toBeNull();
    }
  });

  it('leaves arrows, Enter, Tab and Esc as they are', () => {
    const table = rebound(PLAY_KEYS, { down: 'J' });
    expect(actionOf(table, 'menu', 'down')).toBe('down');
    expect(actionOf(table, 'menu', 'J')).toBe('down');
    expect(table.groups.menu.filter((entry) => entry.does === 'down').map(writtenKeys)).toEqual(['Down J']);
  });

  it('may stand for nothing that is typed, answered or counted: fields, questions, panels keep their keys', () => {
    for (const name of ['panel', 'answer', 'sure', 'yes', 'erase', 'quit', 'back']) expect(refusalOf([PLAY_KEYS], {}, name, 'm')).toEqual({ why: 'unknown' });
  });

  it('is no named key: a player cannot lock himself out', () => {
    for (const key of ['enter', 'up', 'ctrl-c', 'é', '']) expect(refusalOf(KEY_TABLES, {}, 'undo', key)).toEqual({ why: 'not-a-character' });
  });

  it('is refused when it means something else on any screen, and it is said what', () => {
    expect(refusalOf(KEY_TABLES, {}, 'undo', 'w')).toMatchObject({ why: 'taken', by: { does: 'why' }, title: 'key.group.everywhere' });
    expect(refusalOf(KEY_TABLES, { undo: 'm' }, 'why', 'm')).toMatchObject({ why: 'taken', by: { does: 'undo' } });
    expect(refusalOf(KEY_TABLES, { undo: 'm' }, 'why', 'u')).toBeNull();
  });

  it('never leads to two meanings, whatever is chosen: each key for each meaning is refused or free of doubt', () => {
    const names = [...new Set(PLAY_KEYS.groups.everywhere.map((entry) => entry.does))];
    for (const name of names) {
      for (const key of KEYS) {
        if (refusalOf(KEY_TABLES, {}, name, key) === null) expect(KEY_TABLES.flatMap((table) => doubleMeanings(rebound(table, { [name]: key }))), `${name} ${key}`).toEqual([]);
      }
    }
  });
});

describe('keys from a file', () => {
  it('are used as far as they can hold together, and the others are named', () => {
    expect(usable(KEY_TABLES, { undo: 'm', why: 'm', dance: 'd', goal: 'enter' })).toEqual({ bindings: { undo: 'm' }, dropped: ['why', 'dance', 'goal'] });
  });

  it('may change places', () => {
    expect(usable(KEY_TABLES, { undo: 'w', why: 'u' })).toEqual({ bindings: { undo: 'w', why: 'u' }, dropped: [] });
  });
});
