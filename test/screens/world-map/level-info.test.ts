import { expect, test } from 'vitest';
import { plainText } from '../../../source/components/line.ts';
import type { Level } from '../../../source/level/level.ts';
import type { LongSearch } from '../../../source/level/long-search.ts';
import type { LevelProof } from '../../../source/level/proof.ts';
import { levelsJson } from '../../../source/commands/course/levels.ts';
import { levelInfo } from '../../../source/screens/world-map/level-info.ts';
import { mapModel } from '../../../source/screens/world-map/map-model.ts';
import { builtCourse } from '../../terminal/course-files.ts';
import { sampleCourse, sampleLevel } from '../sample-course.ts';

const PROOF: LevelProof = { format: 'ackademy-proof', version: 2, kernel: '6.18.44', date: '2026-11-22', hash: '', seeds: ['1'], hosts: 1, segments: 2 };

function courseWith(proof: LevelProof | null) {
  const course = sampleCourse();
  return { ...course, levels: course.levels.map((level, i) => (i === 0 ? sampleLevel(level.id, { proof }) : level)) };
}

test.each([
  ['a proof', PROOF, 'Linux 6.18, proved on 6.18.44', '已在 6.18.44 上证明', { kernel: '6.18.44', date: '2026-11-22', stale: false }],
  ['a stale proof', { ...PROOF, stale: true as const }, 'Linux 6.18; proof of 2026-11-22 on 6.18.44 is stale', '6.18.44 上 2026-11-22 的证明已过期', { kernel: '6.18.44', date: '2026-11-22', stale: true }],
  ['no proof', null, 'Linux 6.18', 'Linux 6.18', null],
])('the map and levels --json show %s for what it is', (_name, proof, english, chinese, json) => {
  const course = courseWith(proof);
  const model = mapModel(course, { levels: {} });
  const kernelRow = (lang: 'en' | 'zh-Hans') => levelInfo(model.levels[0]!, model, lang, 76).map(plainText).find((row) => row.includes('Linux'))!;
  expect(kernelRow('en').endsWith(` ${english}`)).toBe(true);
  expect(kernelRow('zh-Hans').endsWith(chinese)).toBe(true);
  expect(levelsJson(course).levels[0]!.proof).toEqual(json);
});

const SEARCH: LongSearch = { format: 'ackademy-search', version: 1, hash: '', proved: false, atLeast: 2, games: 2000, wins: 9, best: 4, plays: 99 };

test.each<[string, Partial<Level>, string, string]>([
  ['where the daily check proves it', {}, '4 moves', '4 步'],
  ['proved by a long search', { search: { ...SEARCH, proved: true } }, '4 moves', '4 步'],
  ['searched at random', { search: SEARCH }, '4 moves, not proved: nothing shorter in 2000 random plays', '4 步, 未经证明: 2000 局随机对局中没有更短的走法'],
  ['searched before the level was changed', { search: { ...SEARCH, stale: true } }, '4 moves', '4 步'],
  ['a matter of luck', { luck: true, search: SEARCH }, '4 moves are always enough; with luck fewer', '4 步总是够用, 运气好时更少'],
])('the map tells par %s', (_name, over, english, chinese) => {
  const course = sampleCourse();
  const model = mapModel({ ...course, levels: course.levels.map((level, i) => (i === 0 ? sampleLevel(level.id, { par: 4, ...over }) : level)) }, { levels: {} });
  const rows = (lang: 'en' | 'zh-Hans') => levelInfo(model.levels[0]!, model, lang, 90).map(plainText);
  expect(rows('en')).toContainEqual(expect.stringMatching(new RegExp(`^par +${english.replace(/[()]/g, '.')}$`)));
  expect(rows('zh-Hans')).toContainEqual(expect.stringMatching(new RegExp(`^标准 +${chinese}$`)));
});

test('a level that has a mirror says where it is, and which key opens it', () => {
  const course = sampleCourse();
  const model = mapModel({ ...course, levels: course.levels.map((level) => (level.id === 'blind-reset' ? { ...level, mirror: 'syn-in-established' } : level)) }, { levels: {} });
  const info = (id: string, lang: 'en' | 'zh-Hans') => levelInfo(model.levels.find(({ level }) => level.id === id)!, model, lang, 40).map(plainText);
  expect(info('blind-reset', 'en')).toContainEqual(expect.stringMatching(/^mirror +5-5 \(key m\)$/));
  expect(info('blind-reset', 'zh-Hans')).toContainEqual(expect.stringMatching(/^对面 +5-5 \(按 m\)$/));
  expect(info('rfc-1337', 'en').filter((row) => row.startsWith('mirror'))).toEqual([]);
});

test.each(['en', 'zh-Hans'] as const)('every level is introduced by a whole sentence of its briefing (%s)', (lang) => {
  const model = mapModel(builtCourse(), { levels: {} });
  for (const item of model.levels) {
    const rows = levelInfo(item, model, lang, 76).map((row) => plainText(row).trim());
    expect(rows[rows.indexOf('') - 1], item.level.id).toMatch(/[.!?]$/);
  }
});
