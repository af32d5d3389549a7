import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { readCorpus } from './corpus.ts';

const { kernel, recorded } = readCorpus(join(import.meta.dirname, 'corpus.jsonl'));

describe(`dialogues recorded on Linux ${kernel}`, () => {
  test('are some hundreds', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(300);
  });

  test('go the same way on the simulated kernel: segments, results, states, counters', () => {
    const differing = recorded.flatMap(({ seed, dialogue, kernel: transcript }) => {
      const difference = compare(dialogue, transcript);
      return difference ? [{ seed, ...difference }] : [];
    });
    expect(differing).toEqual([]);
  });

  test('would show a segment, a result, a state or a counter that differs', () => {
    const one = recorded.find(({ kernel: { sent, results, counters } }) => sent.length > 0 && results.some((result) => result !== null) && (counters['OutSegs'] ?? 0) > 0)!;
    const { kernel: t } = one;
    const spoilt = [
      { ...t, sent: t.sent.map((sent, i) => (i === 0 ? { ...sent, text: `${sent.text} x` } : sent)) },
      { ...t, sent: t.sent.slice(1) },
      { ...t, results: t.results.map((result) => (result === null ? null : 'EBADF')) },
      { ...t, states: t.states.map(() => ['1 LISTEN 9']) },
      { ...t, counters: { ...t.counters, OutSegs: 99 } },
    ];
    expect(spoilt.map((transcript) => compare(one.dialogue, transcript)?.about)).toEqual(['sent', 'sent', 'result', 'state', 'counter']);
  });
});
