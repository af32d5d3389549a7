import { describe, expect, test } from 'vitest';
import { planSolution } from '../../source/commands/prove/prove-plans.ts';
import type { Rung } from '../../source/live/proof/compare-host.ts';
import { levelAt } from '../levels/play-level.ts';
import { tellLevels } from './levels.ts';

const play = planSolution(levelAt('01-opening/01-first-syn'), '1');
const states = { twin: ['A'], kernel: ['A'], same: true };
const sent = { at: 0, after: 0, text: '80 S 0:0(0)' };
const proofWith = (...rungs: Rung[]) => ({ host: 'client', same: rungs.every(({ difference }) => difference === null), rungs, states });
const good = proofWith({ at: 0, twin: sent, kernel: sent, difference: null });

describe('what is told of the levels on the real kernel', () => {
  test('counts those that are the same, and names what was asked twice', () => {
    expect(tellLevels([{ play, proofs: [good], again: ['client'], failed: [] }])).toEqual({
      wrong: 0,
      lines: ['again first-syn, seed 1, host client: the first answer differed', 'levels 1  plays 1  hosts 1  segments 1  different or failed 0'],
    });
  });

  test('names what differs, and for whom the kernel could not be asked', () => {
    const bad = proofWith({ at: 12.34, twin: sent, kernel: null, difference: 'missing' });
    const { wrong, lines } = tellLevels([{ play, proofs: [bad], again: [], failed: [{ host: 'server', text: 'EMFILE' }] }]);
    expect(wrong).toBe(1);
    expect(lines.slice(0, 2)).toEqual(['ERROR first-syn, seed 1, host server: EMFILE', 'FAIL first-syn, seed 1, host client: missing at 12.3 ms: expected 80 S 0:0(0) got nothing']);
  });

  test('says once which level cannot be asked, and why', () => {
    const flood = { ...planSolution(levelAt('02-queues/06-survive-the-flood'), '1'), plans: [] };
    const { wrong, lines } = tellLevels([1, 2].map(() => ({ play: flood, proofs: [], again: [], failed: [] })));
    expect({ wrong, first: lines[0], count: lines.length }).toEqual({ wrong: 0, first: 'SKIP survive-the-flood cannot be proved segment by segment: its thousands of clients are counted, not kept.', count: 2 });
  });
});
