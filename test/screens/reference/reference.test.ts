import { describe, expect, test } from 'vitest';
import type { Lang } from '../../../source/language.ts';
import { doubleMeanings } from '../../../source/keys.ts';
import { lookUp, type LookedUp } from '../../../source/referee/reference.ts';
import type { ReferenceKey } from '../../../source/referee/reference-key.ts';
import { REFERENCE_KEYS } from '../../../source/screens/reference/reference-keys.ts';
import { referenceRows, referenceScroll } from '../../../source/screens/reference/reference-rows.ts';
import { INITIAL_REFERENCE_STATE, pressInReference, shownEntries, type ReferenceState } from '../../../source/screens/reference/reference-state.ts';
import type { Size } from '../../../source/screens/size-class.ts';
import { builtCourse } from '../../terminal/course-files.ts';
import { CASES, expectFits, glyphs, screenText, sevenBit } from '../fits.ts';

const MET: readonly ReferenceKey[] = ['rule:syn-sent/established', 'rule:request/final-ack', 'verdict:ack-without-the-syn', 'misconception:M01', 'state:ESTABLISHED', 'sysctl:tcp_syncookies'];
const { levels } = builtCourse();
const entries = lookUp(levels, { met: new Map([['first-syn', new Set(MET)]]), all: new Map(), proved: new Map([['first-syn', new Set(MET)]]) });

/** The screen's state after some keys; what is in quotes is typed. */
function after(keys: readonly string[], { lang = 'en', size = { columns: 80, rows: 24 }, from = entries }: { readonly lang?: Lang; readonly size?: Size; readonly from?: readonly LookedUp[] } = {}): ReferenceState {
  const presses = keys.flatMap((key) => (key.startsWith('"') ? Array.from(key.slice(1, -1), (text) => ({ key: text, text })) : [{ key, text: '' }]));
  return presses.reduce((state, press) => pressInReference(state, press, from, lang, referenceScroll({ entries: from, state }, lang, size)).state, INITIAL_REFERENCE_STATE);
}

const names = (state: ReferenceState) => shownEntries(entries, state, 'en').map(({ name }) => name);
const selected = (state: ReferenceState) => names(state)[state.selected];

test.each(CASES)('the reference fits %s', (_name, size, lang) => {
  for (const keys of [[], ['down'], ['a', 'end'], ['tab'], ['tab', 'end'], ['/', '"syn"'], ['/', '"no such thing at all"', 'enter'], ['right', 'right']]) {
    const state = after(keys, { lang, size });
    for (const marks of [glyphs, sevenBit]) expectFits(referenceRows({ entries, state }, lang, size, marks), size);
  }
  expectFits(referenceRows({ entries: [], state: INITIAL_REFERENCE_STATE }, lang, size, glyphs), size);
});

test('no key has two meanings', () => {
  expect(doubleMeanings(REFERENCE_KEYS)).toEqual([]);
});

describe('at first', () => {
  test('only what was met is listed, and a key lists the rest, too', () => {
    expect(names(after([]))).toEqual(MET.map((key) => key.slice(key.indexOf(':') + 1)));
    expect(names(after(['a'])).length).toBe(entries.length);
    expect(names(after(['a', 'a'])).length).toBe(MET.length);
  });

  test('who has met nothing is told what will stand here', () => {
    const none = entries.map((entry) => ({ ...entry, met: false }));
    expect(screenText(referenceRows({ entries: none, state: INITIAL_REFERENCE_STATE }, 'en', { columns: 80, rows: 24 }, glyphs)).replaceAll(/[^\w.;]+/g, ' ')).toContain('a shows everything there is.');
  });

  test('an entry says its sentence, its sources, where it was met and where it is proved', () => {
    const text = screenText(referenceRows({ entries, state: after([]) }, 'en', { columns: 120, rows: 40 }, glyphs));
    expect(text).toContain('The SYN-ACK acknowledges our SYN.');
    expect(text).toContain('sources: F1.17, tcp_input.c:tcp_rcv_synsent_state_process, RFC 9293');
    expect(text).toContain('met in: first-syn');
    expect(text).toContain('proof: the solutions of first-syn went the same way on Linux');
  });
});

describe('keys', () => {
  test('lead through the list and from kind to kind', () => {
    expect(selected(after(['down']))).toBe('request/final-ack');
    expect(selected(after(['right']))).toBe('ack-without-the-syn');
    expect(selected(after(['right', 'right', 'left']))).toBe('ack-without-the-syn');
    expect(selected(after(['down', 'left']))).toBe('syn-sent/established');
    expect(selected(after(['end', 'down']))).toBe('tcp_syncookies');
    expect(selected(after(['end', 'home']))).toBe('syn-sent/established');
  });

  test('find while they are typed, keep what was found, and let go of it', () => {
    const typing = after(['/', '"final a"']);
    expect(names(typing)).toEqual(['request/final-ack']);
    expect(names(after(['/', '"final az"', 'backspace']))).toEqual(['request/final-ack']);
    const kept = after(['/', '"final a"', 'enter']);
    expect([kept.find, names(kept)]).toEqual([null, ['request/final-ack']]);
    expect(names(after(['/', '"final a"', 'enter', 'esc'])).length).toBe(MET.length);
    expect(names(after(['/', '"final a"', 'esc'])).length).toBe(MET.length);
    // Letters act no more while they are typed.
    expect(after(['/', '"a"']).all).toBe(false);
  });

  test('Esc leaves when nothing is looked for', () => {
    expect(pressInReference(INITIAL_REFERENCE_STATE, { key: 'esc', text: '' }, entries, 'en', 0).screen).toBe('back');
    expect(pressInReference(INITIAL_REFERENCE_STATE, { key: 'q', text: 'q' }, entries, 'en', 0).screen).toBe('leave');
  });

  test('scroll a text that is longer than its panel, as far as it goes', () => {
    const size = { columns: 60, rows: 10 };
    const long = after(['tab', 'end'], { size });
    expect(long.scroll).toBeGreaterThan(0);
    expect(screenText(referenceRows({ entries, state: long }, 'en', size, glyphs))).toContain('Linux 6.18.44');
    expect(after(['tab', 'end', 'down', 'home'], { size }).scroll).toBe(0);
  });
});
