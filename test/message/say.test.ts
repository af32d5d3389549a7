import { describe, expect, it } from 'vitest';
import { fill, message, say } from '../../source/message/say.ts';

const level = { en: { goal: 'Reach {state}.' }, 'zh-Hans': { goal: '到达 {state}.' } };

describe('fill', () => {
  it('puts each parameter in its place, every time its name comes', () => {
    expect(fill('{a} of {b}, {a}', { a: 1, b: 'two' })).toBe('1 of two, 1');
  });

  it('leaves a missing parameter visible', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
    expect(fill('{a} of {b}', undefined)).toBe('{a} of {b}');
  });

  it('does not look for parameters in what it put in', () => {
    expect(fill('{a}', { a: '{b}', b: 'no' })).toBe('{b}');
  });
});

describe('message', () => {
  it('speaks the language asked for', () => {
    expect(message('en', 'drop.TCP_OLD_SEQUENCE')).toBe('old sequence');
    expect(message('zh-Hans', 'drop.TCP_OLD_SEQUENCE')).toBe('序号过旧');
  });
});

describe('say', () => {
  it('finds a phrase of the catalogue in each language', () => {
    expect(say('en', { id: 'errno.ECONNREFUSED' })).toBe('the other side refused the connection');
    expect(say('zh-Hans', { id: 'errno.ECONNREFUSED' })).toBe('对端拒绝连接');
  });

  it("finds a level's own phrase in the texts that the level brings", () => {
    expect(say('en', { id: 'level.goal', params: { state: 'ESTABLISHED' } }, level)).toBe('Reach ESTABLISHED.');
    expect(say('zh-Hans', { id: 'level.goal', params: { state: 'ESTABLISHED' } }, level)).toBe('到达 ESTABLISHED.');
  });

  it('shows an unknown id in angle brackets, so that it is noticed', () => {
    expect(say('en', { id: 'no.such.text' })).toBe('<no.such.text>');
    expect(say('en', { id: 'level.hint' }, level)).toBe('<level.hint>');
    expect(say('en', { id: 'level.goal' })).toBe('<level.goal>');
  });
});
