import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { DECISIONS } from '../../source/kernel/decision.ts';
import { DROP_REASONS } from '../../source/kernel/drop-reason.ts';
import { en } from '../../source/message/en.ts';
import { decisions } from '../../source/message/en/decision.ts';
import { dropReasons } from '../../source/message/en/drop-reason.ts';
import { errnos } from '../../source/message/en/errno.ts';
import { zhHans } from '../../source/message/zh-hans.ts';

const english: Readonly<Record<string, string>> = en;
const chinese: Readonly<Record<string, string>> = zhHans;

describe('the texts of the decisions', () => {
  it('explain every decision of the kernel and no other', () => {
    expect(Object.keys(decisions).toSorted()).toEqual(Object.keys(DECISIONS).map((name) => `decision.${name}`).toSorted());
  });

  it('are short: at most 170 characters in English and 80 in Chinese', () => {
    const long = Object.keys(decisions).filter((key) => english[key]!.length > 170 || chinese[key]!.length > 80);
    expect(long).toEqual([]);
  });

  it('are whole sentences, at most three of them', () => {
    const odd = Object.keys(decisions).filter((key) => !/^\S.*\.$/.test(english[key]!) || english[key]!.split(/\.(?= |$)/).length > 4);
    expect(odd).toEqual([]);
  });

  it('need no parameter', () => {
    expect(Object.keys(decisions).filter((key) => english[key]!.includes('{'))).toEqual([]);
  });

  it('are all different', () => {
    for (const texts of [english, chinese]) {
      const said = Object.keys(decisions).map((key) => texts[key]);
      expect(new Set(said).size).toBe(said.length);
    }
  });
});

describe('the words for drop reasons', () => {
  it('name every reason and no other', () => {
    expect(Object.keys(dropReasons).toSorted()).toEqual(DROP_REASONS.map((name) => `drop.${name}`).toSorted());
  });

  it('fit into 24 cells in both languages', () => {
    const wide = Object.keys(dropReasons).filter((key) => stringWidth(english[key]!) > 24 || stringWidth(chinese[key]!) > 24);
    expect(wide).toEqual([]);
  });
});

describe('the texts of error numbers', () => {
  it('fit into 60 cells in both languages', () => {
    const wide = Object.keys(errnos).filter((key) => stringWidth(english[key]!) > 60 || stringWidth(chinese[key]!) > 60);
    expect(wide).toEqual([]);
  });
});
