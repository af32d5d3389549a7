import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../source/language.ts';
import { parseMove, type ParseContext } from '../../source/plain/parse-move.ts';
import type { Choice } from '../../source/referee/session-view.ts';

const choices: readonly Choice[] = [
  { id: 'a', move: { do: 'drop' }, label: { kind: 'phrase', phrase: { id: 'x' } } },
  { id: 'b', move: { do: 'silent' }, label: { kind: 'phrase', phrase: { id: 'x' } } },
];
const prediction = { options: [{ key: 'a', text: { id: 'x' } }, { key: 'b', text: { id: 'x' } }] };
const context: ParseContext = { language: 'en' };

/** Anything a terminal would obey, or that is drawn in another place than it stands. */
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u;

describe('parseMove', () => {
  test('takes a menu number for the move it stands for', () => {
    expect(parseMove('2', { ...context, choices })).toEqual({ ok: true, input: { kind: 'move', move: { do: 'silent' } } });
    expect(parseMove('３', { ...context, choices })).toEqual({ ok: false, error: 'Expected a number from 1 to 2. Got "3".' });
    expect(parseMove('1', context)).toMatchObject({ ok: false });
  });

  test('takes a number or a key for the answer while a question is asked', () => {
    const asked = { ...context, choices, prediction };
    expect(parseMove('2', asked)).toEqual({ ok: true, input: { kind: 'move', move: { do: 'predict', answer: 'b', confidence: null } } });
    expect(parseMove('b 3', asked)).toEqual({ ok: true, input: { kind: 'move', move: { do: 'predict', answer: 'b', confidence: 3 } } });
    expect(parseMove('predict z', asked)).toEqual({ ok: false, error: 'Expected one of a, b, or skip. Got "z".' });
    expect(parseMove('7', asked)).toMatchObject({ ok: false });
  });

  test.each([
    ['why', { kind: 'why', number: null }],
    ['why #2', { kind: 'why', number: 2 }],
    ['GOAL', { kind: 'goal' }],
    ['撤销', { kind: 'undo' }],
    ['redo', { kind: 'redo' }],
    ['state', { kind: 'state', all: false }],
    ['state all', { kind: 'state', all: true }],
    ['?', { kind: 'help' }],
    ['report', { kind: 'report' }],
    ['quit', { kind: 'quit' }],
    ['segments tcpdump', { kind: 'segments', as: 'tcpdump' }],
    ['state LISTEN', { kind: 'move', move: { do: 'state', state: 'LISTEN' } }],
  ])('reads %j', (line, input) => {
    expect(parseMove(line, context)).toEqual({ ok: true, input });
  });

  test('says the same refusal in both languages', () => {
    expect(parseMove('wait 3', { language: 'en' })).toEqual({ ok: false, error: '"3" of what? Expected a unit: 3s or 3ms.' });
    expect(parseMove('wait 3', { language: 'zh-Hans' })).toEqual({ ok: false, error: '"3" 缺少单位, 请写成 3s 或 3ms.' });
  });

  test('refuses a line of ten megabytes at once', () => {
    const read = parseMove('S'.repeat(10_000_000), context);
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read).length).toBeLessThan(400);
  });

  test.each(['\u001b[2J', 'wait \u001b]0;x\u0007', 'S seq \u202e1', 'call \u0000', 'why \u009b1m', 'drop\u200b', '\ud800'])('never says a hidden character back: %j', (line) => {
    for (const language of LANGUAGES) {
      const read = parseMove(line, { language });
      expect(read.ok).toBe(false);
      expect(JSON.stringify(read)).not.toMatch(DANGEROUS);
    }
  });

  test('never throws, and every refusal is a whole, harmless sentence', () => {
    const word = fc.constantFrom('send', 'S.', 'seq', 'ack', '5000', 'on x:', 'call', 'write', 'connect', '3', 'sysctl', 'k=v', 'wait', '3s', 'state', 'queue', '<mss 1460>', 'src', 'why', '"', '(', '#1', 'predict');
    const line = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')));
    fc.assert(
      fc.property(line, fc.constantFrom(...LANGUAGES), (text, language) => {
        const read = parseMove(text, { language, choices, prediction, scope: { ISS: 1 } });
        if (read.ok) return;
        expect(read.error).not.toMatch(DANGEROUS);
        expect(read.error).not.toMatch(/<plain|\{(?:got|near|names|most|word|column|expected|example|nearest|bytes|length|call)\}/);
      }),
      { numRuns: 2000 },
    );
  });
});
