import { expect, test } from 'vitest';
import { checkLevel, checkLevels, type CheckOptions } from '../../source/level/check.ts';
import type { Level } from '../../source/level/level.ts';
import { parseLevel } from '../../source/level/parse.ts';
import { reportLines } from '../../source/level/report.ts';
import { smallFiles } from './level-files.ts';
import { toyEngine, type ToyRules } from './toy-engine.ts';

const established = { state: { host: 'client', is: 'ESTABLISHED' } } as const;

function toyLevel(changes: Partial<Level> = {}): Level {
  const result = parseLevel({ folder: '01-w/01-small', world: 1, files: smallFiles() });
  if (!result.ok) expect.unreachable();
  return {
    ...result.level,
    idea: established,
    mistakes: [
      { id: 'silence', moves: ['silent'], verdict: 'syn-sent/syn-ack-unanswered', misconception: null },
      { id: 'number', moves: ['. ack SEG.SEQ'], verdict: 'syn-sent/ack-without-the-syn', misconception: 'M01' },
    ],
    ...changes,
  };
}

function findings(changes: Partial<Level>, rules: Partial<ToyRules> = {}, options: CheckOptions = {}): readonly string[] {
  const report = checkLevel(toyLevel(changes), toyEngine({ steps: 1, horizon: 5000, ...rules }), options);
  expect(report.ok).toBe(report.findings.length === 0);
  return report.findings.map(({ check, about, message }) => `${check} ${about}: ${message}`);
}

test('a good level passes, and its par is proved', () => {
  const report = checkLevels([toyLevel()], toyEngine({ steps: 1, horizon: 5000 }));
  expect(report).toMatchObject({ format: 1, ok: true, levels: [{ id: 'small', ok: true, findings: [], par: { claimed: 1, proved: true, best: 1 } }] });
  expect(reportLines(report)).toEqual([expect.stringMatching(/^OK {2}small: par 1 proved, \d+ plays; idea held against \d+ wins$/), '1 level, as it should be']);
});

test('the same levels give the same report', () => {
  const check = (): unknown => checkLevels([toyLevel({ par: 3, solution: ['. ack 101', '. ack 101', '. ack 101'] })], toyEngine({ steps: 3, horizon: 9000 }), { budget: { plays: 30, games: 20 } });
  expect(check()).toEqual(check());
});

test.each<readonly [fault: string, changes: Partial<Level>, rules: Partial<ToyRules>, finding: string]>([
  ['a solution that does not win', { solution: ['silent'] }, {}, 'solution seed 1: expected to win, got lost by horizon at 5000 ms after 1 moves'],
  ['a solution that loses', { solution: ['R'] }, {}, 'solution seed 1: expected to win, got lost by F1.8 at 0 ms after 1 moves'],
  ['a solution that needs more moves than par', { solution: ['silent', '. ack SEG.SEQ+1'] }, {}, "solution seed 1: expected par's 1 moves, got 2"],
  ['a line that cannot be read', { solution: ['. ack RCV.NTX'] }, {}, 'solution seed 1: ". ack RCV.NTX" cannot be played: plain.notation.name/unknown'],
  ['lines after the end', { solution: ['. ack 101', 'silent'] }, {}, 'solution seed 1: "silent" cannot be played: the level is won already'],
  ['an alternative that does not win', { alternatives: [['. ack 101'], ['silent']] }, {}, 'alternative 2 (seed 1): expected to win, got lost by horizon at 5000 ms after 1 moves'],
  ['an alternative that is shorter than par', { par: 2, solution: ['silent', '. ack 101'], alternatives: [['. ack 101']] }, {}, "par 1 (seed 1): an alternative wins in 1 moves, fewer than par's 2"],
  ['a path that is shorter than par', { par: 2, solution: ['silent', '. ack 101'] }, {}, 'par 2: a way of 1 move wins: '],
  ['a level that wins itself', {}, { winsItself: true }, 'idle seed 1: the level wins itself: expected that doing nothing loses'],
  ['a level that never ends', {}, { endless: true }, 'idle seed 1: doing nothing is still undecided'],
  ['a mistake with another verdict', { mistakes: [{ id: 'm', moves: ['silent'], verdict: 'syn-sent/reset-of-a-good-syn-ack', misconception: 'M01' }] }, {}, 'mistake m: expected the verdict syn-sent/reset-of-a-good-syn-ack, got syn-sent/syn-ack-unanswered'],
  ['a mistake with another misconception', { mistakes: [{ id: 'm', moves: ['. ack SEG.SEQ'], verdict: 'syn-sent/ack-without-the-syn', misconception: 'M02' }] }, {}, 'mistake m: expected M02, got M01'],
  ['a mistake that should show none', { mistakes: [{ id: 'm', moves: ['. ack SEG.SEQ'], verdict: 'syn-sent/ack-without-the-syn', misconception: null }] }, {}, 'mistake m: expected no misconception, got M01'],
  ['a mistake that is right', { mistakes: [{ id: 'm', moves: ['. ack 101'], verdict: 'syn-sent/established', misconception: null }] }, {}, 'mistake m: is no mistake: the verdict syn-sent/established says as-linux'],
  ['a mistake that is a wait', { mistakes: [{ id: 'm', moves: ['wait 1s'], verdict: 'syn-sent/established', misconception: null }] }, {}, 'mistake m: the last move, "wait 1s", is not one that is judged'],
  ['a dead end on the way of the solution', { hints: [{ id: 'end', when: { time: { atMost: 0 } }, deadEnd: true }, { id: 'else', when: null, deadEnd: false }] }, {}, 'hint end: says a dead end at 0 ms of the solution, which wins'],
  ['a dead end that is none', { solution: ['wait 1ms', '. ack 101'], hints: [{ id: 'end', when: { not: { time: { atLeast: 1 } } }, deadEnd: true }, { id: 'else', when: null, deadEnd: false }] }, {}, 'hint end: says a dead end after the mistake silence, but "wait 1ms", ". ack 101" still wins'],
  ['no idea', { idea: null }, {}, 'idea small: is missing: expected the condition that every way to win meets'],
  ['a citation', { sources: ['F3.99'] }, {}, 'sources F3.99: there is no fact F3.99'],
  ['a loss whose rule does not exist', { lose: [{ id: 'x', rule: 'F9.99', holds: { time: { atLeast: 9999 } } }] }, {}, 'sources lose.x: there is no fact F9.99'],
  ['a misconception that nothing shows', { misconceptions: ['M01', 'M25'] }, {}, 'sources M25: is listed, but no mistake and no option of a prediction shows it'],
  ['a simulation that throws', { draw: [], setup: { horizon: 1, hosts: { bob: { ip: '10.0.0.1' } } } }, {}, 'solution small: the simulation failed: hosts.bob: expected a side'],
])('%s is found', (_fault, changes, rules, finding) => {
  const found = findings(changes, rules);
  expect(found.length).toBeGreaterThan(0);
  expect(found).toContainEqual(expect.stringContaining(finding));
});

test('verdicts that do not exist are found when the names are known', () => {
  const [verdict] = findings({}, {}, { verdictNames: new Set(['syn-sent/syn-ack-unanswered']) });
  expect(verdict).toBe('sources mistakes.number: there is no verdict syn-sent/ack-without-the-syn');
});

test('a dead end that is one passes', () => {
  const reset = { id: 'reset', moves: ['R'], verdict: 'syn-sent/reset-of-a-good-syn-ack', misconception: null };
  const hints = [{ id: 'end', when: { decided: { host: 'client', decision: 'segment/rst-exact' } }, deadEnd: true }, { id: 'else', when: null, deadEnd: false }] as const;
  expect(findings({ hints, mistakes: [...toyLevel().mistakes, reset] })).toEqual([]);
});

test('the same fault with twenty seeds is told once', () => {
  const told = findings({ solution: ['silent'] }).filter((line) => line.startsWith('solution'));
  expect(told.filter((line) => line.includes('expected to win'))).toHaveLength(1);
  expect(told.filter((line) => line.includes('a move of the solution is judged wrong'))).toHaveLength(1);
});

const option = (key: string, holdsWhen: object, misconception: string | null = null) => ({ key, holds: holdsWhen as never, misconception });
const prediction = (changes: object) => ({ id: 'p', before: null, settles: established as never, options: [option('a', established), option('b', { not: established }, 'M01')], ...changes });

test.each<readonly [fault: string, changes: object, finding: string | null]>([
  ['a good prediction', {}, null],
  ['one that is never asked', { before: { time: { atLeast: 99_000 } } }, 'prediction p: is never asked on the way of the solution'],
  ['one that never settles', { settles: { time: { atLeast: 99_000 } } }, 'prediction p: is never settled on the way of the solution'],
  ['one with two right options', { options: [option('a', established), option('b', established)] }, 'prediction p: expected exactly one right option, got a, b'],
  ['one with no right option', { options: [option('a', { not: established }), option('b', { not: established })] }, 'prediction p: expected exactly one right option, got none'],
  ['one whose right option is a misconception', { options: [option('a', established, 'M01'), option('b', { not: established })] }, 'prediction p: the right option a carries the misconception M01'],
])('%s', (_what, changes, finding) => {
  expect(findings({ predictions: [prediction(changes)] })).toEqual(finding === null ? [] : [finding]);
});

test('par is said to be not proved when the budget does not suffice, with the best that was found', () => {
  const level = toyLevel({ par: 4, solution: ['. ack 101', '. ack 101', '. ack 101', '. ack 101'] });
  const report = checkLevels([level], toyEngine({ steps: 4, horizon: 60_000 }), { budget: { plays: 10, games: 300 } });
  expect(report.levels[0]!.par).toMatchObject({ claimed: 4, proved: false, best: 4 });
  expect(reportLines(report)[0]).toMatch(/^OK {2}small: par 4 not proved \(none of fewer than 1 move wins\), best found 4, with wrong moves at least 1, \d+ plays; idea held against \d+ wins$/);
});

test('where chance decides, a lucky way is shorter than par, which then is not proved', () => {
  const level = toyLevel({ par: 2, solution: ['. ack 101', '. ack 101'], luck: true });
  const fault = checkLevels([{ ...level, luck: false }], toyEngine({ steps: 1, horizon: 5000 })).levels[0]!;
  expect(fault.findings.map(({ check, message }) => `${check}: ${message}`)).toContainEqual(expect.stringMatching(/^par: a way of 1 move wins/));
  const lucky = checkLevels([level], toyEngine({ steps: 1, horizon: 5000 })).levels[0]!;
  expect(lucky.findings.filter(({ check }) => check === 'par')).toEqual([]);
  expect(lucky.par).toMatchObject({ claimed: 2, proved: false });
});

test('a shorter way with wrong moves is told, and is no fault: it has fewer stars', () => {
  const level = toyLevel({ par: 2, solution: ['. ack 101', '. ack 101'] });
  const report = checkLevels([level], toyEngine({ steps: 2, horizon: 5000, silenceWins: true }));
  expect(report).toMatchObject({ ok: true, levels: [{ par: { proved: true, withWrong: { best: 1 } } }] });
  expect(reportLines(report)[0]).toMatch(/^OK {2}small: par 2 proved, 1 with wrong moves, \d+ plays/);
});

const answered = { sent: { from: 'client' } } as const;

test.each<readonly [what: string, idea: Level['idea'], rules: Partial<ToyRules>, finding: string | null]>([
  ['an idea that every way to win meets', established, {}, null],
  ['an idea that holds from the beginning', { not: { decided: { host: 'client', decision: 'segment/rst-exact' } } }, {}, 'idea small: holds before the first move: expected a condition that only a way to win brings about'],
  ['an idea that no way meets', answered, {}, 'idea small: a way to win never meets it: '],
])('%s', (_what, idea, rules, finding) => {
  const told = findings({ idea }, rules).filter((line) => line.startsWith('idea'));
  expect(told).toEqual(finding === null ? [] : [expect.stringContaining(finding)]);
});

test('random games find a short cut that the search had no time for', () => {
  const level = toyLevel({ par: 3, solution: ['silent', 'silent', '. ack 101'] });
  const report = checkLevel(level, toyEngine({ steps: 1, horizon: 60_000 }), { budget: { plays: 0, games: 100 } });
  expect(report.findings).toContainEqual({ check: 'par', about: '3', message: 'a way of 1 move wins: seed random 1, . ack 101' });
});

test('live levels are waited through by their clock', () => {
  const engine = toyEngine({ steps: 1, horizon: 5000 });
  const report = checkLevel(toyLevel({ mode: 'live', solution: ['wait 2s', '. ack 101'] }), engine);
  expect(report.findings).toEqual([]);
});

test('a faulty level is printed with what is wrong', () => {
  const report = checkLevels([toyLevel({ sources: ['F3.99'] })], toyEngine({ steps: 1, horizon: 5000 }));
  expect(reportLines(report)).toEqual([expect.stringMatching(/^BAD small: par 1 proved/), '    sources F3.99: there is no fact F3.99', '1 level, 1 with faults']);
});
