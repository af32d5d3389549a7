import { describe, expect, it } from 'vitest';
import { parseCourse } from '../../source/level/parse-course.ts';
import { en } from '../../source/message/en.ts';
import { zhHans } from '../../source/message/zh-hans.ts';
import { REFUSALS } from '../../source/referee/refusal.ts';
import { verdictNames, verdictPhrases } from '../../source/referee/verdict-names.ts';
import { shippedFiles } from '../level/level-files.ts';

const phrases = verdictPhrases();
const ours = /^(?:verdict|refused|consequence|loss)\./;

describe('what the referee says', () => {
  it.each([['English', en], ['Chinese', zhHans]] as const)('has a text for every phrase in %s', (_lang, catalogue) => {
    expect([...phrases].filter((id) => !(id in catalogue))).toEqual([]);
  });

  it('uses every text that there is', () => {
    expect(Object.keys(en).filter((id) => ours.test(id) && !phrases.has(id))).toEqual([]);
  });

  it('is short: at most 230 characters in English and 120 in Chinese', () => {
    const long = Object.keys(en).filter((id) => ours.test(id) && ((en as Record<string, string>)[id]!.length > 230 || (zhHans as Record<string, string>)[id]!.length > 120));
    expect(long).toEqual([]);
  });
});

describe('the names of verdicts', () => {
  const names = verdictNames();

  it('are area/reason, in lower case', () => {
    expect([...names].filter((name) => !/^[a-z0-9-]+\/[a-z0-9_-]+$/.test(name))).toEqual([]);
  });

  it.each(['connect/sends-syn', 'syn-sent/ack-without-the-syn', 'state/closed-without-time-wait', 'queue/request-final-ack', 'attack/nobody-there', 'unprovoked/unprovoked-reset', 'setting/tcp_syncookies-helps', 'setting/listen-changes-nothing', 'call/bind-eaddrinuse', 'call/accept-waits', ...REFUSALS.map((name) => `refused/${name}`)])('have %s among them', (name) => {
    expect(names.has(name)).toBe(true);
  });

  it.each(['syn-sent/no-such-reason', 'nowhere/ack-too-low', 'setting/tcp_nothing-helps', 'refused/because'])('do not have %s', (name) => {
    expect(names.has(name)).toBe(false);
  });

  it('have every verdict that a level lists', () => {
    const { levels } = parseCourse(shippedFiles()).course;
    const listed = levels.flatMap(({ id, mistakes }) => mistakes.map(({ verdict }) => [id, verdict] as const)).filter(([, verdict]) => !verdict.includes('$'));
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter(([, verdict]) => !names.has(verdict))).toEqual([]);
  });
});
