import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS_FORMAT } from '../../source/storage/settings.ts';

test('settings come back as they were written', () => {
  const chosen = { language: 'zh-Hans', theme: 'cud', ascii: 'on', reduceMotion: true, expert: true, keys: { undo: 'b' } } as const;
  expect(SETTINGS_FORMAT.decode({ ...SETTINGS_FORMAT.encode(chosen) })).toEqual({ value: chosen, whole: true });
});

test('a setting that is not understood counts as not chosen, and the others stay', () => {
  const { value, whole } = SETTINGS_FORMAT.decode({ language: 'tlh', theme: 'cud', ascii: 'maybe', reduceMotion: 'yes' });
  expect(value).toEqual({ ...DEFAULT_SETTINGS, theme: 'cud' });
  expect(whole).toBe(false);
});

test('a file from before keys could be chosen has none, and one with keys that are no texts loses only these', () => {
  const before = { language: 'en', theme: null, ascii: 'auto', reduceMotion: false };
  expect(SETTINGS_FORMAT.decode(before)).toEqual({ value: { ...DEFAULT_SETTINGS, language: 'en' }, whole: true });
  expect(SETTINGS_FORMAT.decode({ ...before, keys: { undo: 'b', why: 7, goal: 'far too long' } })).toMatchObject({ value: { keys: { undo: 'b' } }, whole: false });
  expect(SETTINGS_FORMAT.decode({ ...before, keys: ['b'] })).toMatchObject({ value: { keys: {} }, whole: false });
});
