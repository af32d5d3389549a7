import { describe, expect, it } from 'vitest';
import { LINUX_RULES, type RuleName } from '../../source/kernel/rule.ts';
import { Misheard } from './conversation.ts';
import { BELIEFS } from '../../source/quiz/belief.ts';
import { SCENARIOS } from './scenarios.ts';

const RULES = Object.keys(LINUX_RULES) as RuleName[];

describe('the rules of Linux', () => {
  it.each(RULES)('hold in their conversation: %s', (rule) => {
    expect(() => SCENARIOS[rule](LINUX_RULES)).not.toThrow();
  });

  it('have a mutation each', () => {
    expect(RULES.filter((rule) => !BELIEFS.some((mutation) => mutation.rule === rule))).toEqual([]);
  });
});

describe('a belief in place of a rule', () => {
  it.each(BELIEFS)('changes the conversation: $rule, "$name"', ({ rule, rules }) => {
    expect(() => SCENARIOS[rule](rules)).toThrow(Misheard);
  });
});
