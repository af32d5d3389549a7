import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS_FORMAT } from '../../source/storage/settings.ts';

test('settings come back as they were written', () => {
  const chosen = { language: 'zh-Hans', theme: 'cud', ascii: 'on', reduceMotion: true } as const;
  expect(SETTINGS_FORMAT.decode({ ...SETTINGS_FORMAT.encode(chosen) })).toEqual({ value: chosen, whole: true });
});

test('a setting that is not understood counts as not chosen, and the others stay', () => {
  const { value, whole } = SETTINGS_FORMAT.decode({ language: 'tlh', theme: 'cud', ascii: 'maybe', reduceMotion: 'yes' });
  expect(value).toEqual({ ...DEFAULT_SETTINGS, theme: 'cud' });
  expect(whole).toBe(false);
});
