import { expect, it } from 'vitest';
import { isFact } from '../../source/level/facts.ts';
import { NOT_MODELLED } from './not-modelled.ts';
import { citingFiles, factsIn, lack, table, traces, type Trace } from './traceability.ts';

const all = traces(citingFiles('source'), citingFiles('test'));

it.each(all)('$fact is tested, or says why it is not modelled: $title', (trace) => {
  expect(lack(trace)).toBeNull();
});

it('the reasons are of facts that exist', () => {
  expect(Object.keys(NOT_MODELLED).filter((fact) => !isFact(fact))).toEqual([]);
});

it('a citation is a number or a range of them', () => {
  expect([...factsIn('Source: F1.3, F2.1 to F2.3 and F4.1 to F5.2; not F or F1')]).toEqual(['F1.3', 'F2.1', 'F2.2', 'F2.3', 'F4.1', 'F5.2']);
});

const trace: Trace = { fact: 'F1.1', title: 'a title', code: ['kernel/a.ts'], tests: ['kernel/a.test.ts'], notModelled: null };

it.each([
  ['is tested', {}, null],
  ['has a reason', { tests: [], code: [], notModelled: 'IPv6' }, null],
  ['is only cited by code', { tests: [] }, 'F1.1: no test, and no reason in not-modelled.ts'],
  ['has a reason although it is tested', { notModelled: 'IPv6' }, 'F1.1: said not to be modelled, but tested in kernel/a.test.ts'],
] as const)('a fact that %s', (_what, over, expected) => {
  expect(lack({ ...trace, ...over })).toBe(expected);
});

it('the table has a line for each fact', () => {
  expect(table([trace, { ...trace, code: [] }, { ...trace, tests: [], notModelled: 'IPv6' }])).toEqual([
    'F1.1   a title | code: kernel/a.ts | test: kernel/a.test.ts',
    'F1.1   a title | code: follows from others | test: kernel/a.test.ts',
    'F1.1   a title | not modelled: IPv6',
  ]);
});
