import { describe, expect, it } from 'vitest';
import { en } from '../../source/message/en.ts';
import { zhHans } from '../../source/message/zh-hans.ts';
import { namesOf, numbersOf, placeholdersOf } from './text.ts';

const english: Readonly<Record<string, string>> = en;
const chinese: Readonly<Record<string, string>> = zhHans;
const keys = Object.keys(english);
const both = (holds: (text: string) => boolean): string[] =>
  [...Object.entries(english), ...Object.entries(chinese)].filter(([, text]) => !holds(text)).map(([key, text]) => `${key}: ${text}`);

/** Texts whose digits differ between the languages, each with the reason. */
const OTHER_NUMBERS: Readonly<Record<string, string>> = {};

/** Texts whose untranslated names differ between the languages, each with the reason. */
const OTHER_NAMES: Readonly<Record<string, string>> = {};

describe('the catalogues', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(chinese).toSorted()).toEqual(keys.toSorted());
  });

  it('say something under every key', () => {
    expect(both((text) => text.trim() !== '')).toEqual([]);
  });

  it('have the same placeholders in both languages', () => {
    expect(keys.filter((key) => String(placeholdersOf(english[key]!)) !== String(placeholdersOf(chinese[key]!)))).toEqual([]);
  });

  it('write placeholders so that they are filled: {name}, no brace left over', () => {
    // A help text may draw the shape of what `--json` prints, to the end of its line.
    expect(both((text) => !/[{}]/.test(text.replace(/\{[\w.-]+(?<=\{key\.[\w-]+):[^}]+\}|\{[\w.-]+\}|JSON: .*/g, '')))).toEqual([]);
  });

  it('have the same numbers in both languages, except where a reason is written down', () => {
    const parted = keys.filter((key) => String(numbersOf(english[key]!)) !== String(numbersOf(chinese[key]!)));
    expect(parted).toEqual(Object.keys(OTHER_NUMBERS));
  });

  it('keep the names of states, errors, options, sysctls and calls the same in both languages, except where a reason is written down', () => {
    const parted = keys.filter((key) => String(namesOf(english[key]!)) !== String(namesOf(chinese[key]!)));
    expect(parted).toEqual(Object.keys(OTHER_NAMES));
  });

  it('hold no emoji and no variation selector: their width differs between terminals', () => {
    expect(both((text) => !/\p{Emoji_Presentation}|\p{Extended_Pictographic}|[\uFE00-\uFE0F]/u.test(text))).toEqual([]);
  });

  it('hold no control, bidi or invisible character', () => {
    expect(both((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\n', '')))).toEqual([]);
  });
});

describe('the English catalogue', () => {
  it('is written in ASCII, but for the name of the other language', () => {
    expect(keys.filter((key) => !/^[\x20-\x7E\n]*$/.test(english[key]!))).toEqual(['app.language-mark']);
  });
});

describe('the Chinese catalogue', () => {
  it('uses half-width punctuation only, as the status lines do: the two are not mixed', () => {
    expect(Object.entries(chinese).filter(([, text]) => /[\u3001-\u303F\uFF01-\uFF5E\u2018-\u201D\u2014\u2026]/.test(text))).toEqual([]);
  });

  it('puts a space after a half-width mark that follows a Chinese character', () => {
    expect(Object.entries(chinese).filter(([, text]) => /\p{Script=Han}[,.;!?][^\s,.;:!?")\]]/u.test(text))).toEqual([]);
  });

  it('puts a space between a Chinese character and a Latin word or number', () => {
    expect(Object.entries(chinese).filter(([, text]) => /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it('is Chinese: a text that is prose in English, not a command line, has Chinese characters', () => {
    const prose = keys.filter((key) => !key.startsWith('cli.usage.') && /[a-z]+ [a-z]+ [a-z]+/.test(english[key]!));
    expect(prose.length).toBeGreaterThan(200);
    expect(prose.filter((key) => !/\p{Script=Han}/u.test(chinese[key]!))).toEqual([]);
  });

  it('ends with a full stop where the English text does', () => {
    expect(keys.filter((key) => /[^.][.]$/.test(english[key]!) !== /[^.][.]$/.test(chinese[key]!))).toEqual([]);
  });
});
