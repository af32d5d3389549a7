import { expect, test } from 'vitest';
import { problemLine } from '../../source/level/problem.ts';
import { languageProblems, readTexts, sectionProblems, sectionsOf } from '../../source/level/texts.ts';

const read = (source: string) => readTexts('text.en.md', source);

test('headings give sections; the lines of a paragraph are joined, as Chinese is: without a space', () => {
  const { text, problems } = read('# title\nThe first\nSYN\n\n# debrief\n一行\n两行 ACK\n再一行\n\nNext\n- one\n- two\n    S. 1:1(0)\n    . 2:2(0)\nEnd\n');
  expect(problems).toEqual([]);
  expect(text.sections).toEqual({ title: 'The first SYN', debrief: '一行两行 ACK再一行\n\nNext\n- one\n- two\n    S. 1:1(0)\n    . 2:2(0)\nEnd' });
  expect(text.lines).toEqual({ title: 1, debrief: 5 });
});

test.each([
  ['text before the first section', 'hello\n# title\nx', 'text.en.md:1:1: expected a section first, for example "# title", got "hello"'],
  ['an empty section', '# title\n\n# debrief\nx', 'text.en.md:1:1: expected a text under "# title", got nothing'],
  ['a section twice', '# title\nx\n# title\ny', 'text.en.md:3:3: expected each section once, got "title" again, first on line 1'],
  ['a heading that is no name', '# The Title\nx', 'text.en.md:1:3: expected the name of a section, for example "# goal.established", got "The Title"'],
  ['a terminal escape', '# title\n\u001b]0;x', 'text.en.md:2:1: expected plain printable text, got a control character (U+001B)'],
])('%s is said', (_what, source, line) => {
  expect(read(source).problems.map(problemLine)).toContain(line);
});

test('sections that are missing, unknown, or name a number that is not drawn are said', () => {
  const wanted = sectionsOf({ goals: ['open'], lose: [], hints: [], predictions: [], mistakes: [], menu: [] });
  const { text } = read('# title\nPort {prot}\n# briefing\nx\n# goal.opne\nx\n# debrief\nx\n# takeaway\nx\n');
  expect(sectionProblems(text, wanted, ['port']).map(problemLine)).toEqual([
    'text.en.md: expected the section "# goal.open", got nothing',
    'text.en.md:5:3: expected a section that the level has, got "goal.opne" (did you mean goal.open?)',
    'text.en.md:1:1: expected only numbers that the level draws (port), got {prot} in "title" (did you mean {port}?)',
  ]);
});

test('both languages must have the same placeholders and numbers in a section', () => {
  const en = read('# title\n{port} takes 1,000 ms\n# debrief\n60 s and {iss}').text;
  const zh = readTexts('text.zh-Hans.md', '# title\n{port} 要 1000 ms\n# debrief\n{isn} 与 63 s').text;
  expect(languageProblems(en, zh).map(problemLine)).toEqual([
    'text.zh-Hans.md:3:1: expected the placeholders {iss} in "debrief" as text.en.md has them, got {isn}',
    'text.zh-Hans.md:3:1: expected the numbers 60 in "debrief" as text.en.md has them, got 63',
  ]);
});

test('every part of a level has its sections', () => {
  expect(sectionsOf({ goals: ['g'], lose: ['l'], hints: ['h'], predictions: [{ id: 'p', keys: ['a', 'b'] }], mistakes: ['m'], menu: ['e'] })).toEqual([
    'title', 'briefing', 'goal.g', 'lose.l', 'predict.p', 'predict.p.a', 'predict.p.b', 'hint.h.1', 'hint.h.2', 'hint.h.3', 'mistake.m', 'menu.e', 'debrief', 'takeaway',
  ]);
});
