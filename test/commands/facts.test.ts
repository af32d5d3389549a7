import { describe, expect, test } from 'vitest';
import { facts } from '../../source/commands/facts.ts';
import { FACTS } from '../../source/level/facts.ts';
import { message } from '../../source/message/say.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { fakeShell } from './fake-shell.ts';
import { invoke } from './invoke.ts';

describe('facts', () => {
  test('says what a number means, and in which levels it is met', async () => {
    const { shell, out } = fakeShell();
    expect(await invoke(facts, ['f1.27'], shell)).toBe(0);
    const levels = builtCourse().levels.filter(({ sources }) => sources.includes('F1.27')).map(({ id }) => id);
    expect(levels).toContain('nobody-home');
    expect(out()).toBe(`F1.27: which RST answers a segment that has no socket\nlevels: ${levels.join(', ')}\n`);
  });

  test('lists a chapter, or all, a line each, in Chinese, too', async () => {
    const chapter = fakeShell();
    await invoke(facts, ['F6', '--lang', 'zh-Hans'], chapter.shell);
    expect(chapter.out().trim().split('\n').map((line) => line.split(':')[0])).toEqual(['F6.1', 'F6.2', 'F6.3', 'F6.4', 'F6.5', 'F6.6']);
    expect(chapter.out()).toContain('乱序队列');
    const all = fakeShell();
    await invoke(facts, [], all.shell);
    expect(all.out().trim().split('\n')).toEqual(FACTS.map((id) => `${id}: ${message('en', `fact.${id}`)}`));
  });

  test('what is none ends with 2 and says how one is written', async () => {
    const { shell, out, err } = fakeShell();
    expect(await invoke(facts, ['F99.1'], shell)).toBe(2);
    expect({ out: out(), err: err() }).toEqual({ out: '', err: 'There is no fact "F99.1". Expected a number such as F1.8, or a chapter, F1 to F12; ackademy facts lists all.\n' });
  });
});
