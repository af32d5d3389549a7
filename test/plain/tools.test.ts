import { expect, test } from 'vitest';
import { referee } from '../../source/commands/play/referee.ts';
import type { Level } from '../../source/level/level.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { answerLine, openDialogue, type Dialogue } from '../../source/plain/dialogue.ts';
import { startSession, type Session } from '../../source/referee/session.ts';
import { builtCourse } from '../terminal/course-files.ts';

const { levels } = builtCourse();
const levelNamed = (id: string): Level => levels.find((level) => level.id === id)!;

/** Opens a level in the plain mode. */
function opened(id: string): { readonly dialogue: Dialogue<Session>; readonly lines: readonly string[] } {
  const level = levelNamed(id);
  const drawn = drawLevel(level, '1');
  return openDialogue(referee, startSession(drawn), { lang: 'en', texts: level.texts, numbers: drawn.numbers });
}

/** Types lines one after the other; what is said to the last one. */
function typed(id: string, lines: readonly string[]): { readonly dialogue: Dialogue<Session>; readonly said: readonly string[] } {
  let { dialogue } = opened(id);
  let said: readonly string[] = [];
  for (const line of lines) ({ dialogue, lines: said } = answerLine(dialogue, line));
  return { dialogue, said };
}

test('an incident says first what there is to look with, and shows no queue, counter or client', () => {
  const { lines } = opened('black-friday');
  expect(lines.find((line) => line.startsWith('to look'))).toContain('ss -tan, ss -ltn, nstat, dmesg, sysctl -a, tcpdump -n');
  expect(lines.filter((line) => /^(?:queue|counter|socket|timer|rate)/.test(line))).toEqual([]);
});

test('looking is no move: the session stays the same value', () => {
  const before = opened('black-friday').dialogue;
  for (const line of ['ss -tan', 'ss -ltn', 'nstat', 'dmesg', 'sysctl -a', 'tcpdump -n']) expect(answerLine(before, line).dialogue.session).toBe(before.session);
});

test('nstat tells what has been counted since it was typed last', () => {
  const first = typed('black-friday', ['wait 2s', 'skip', 'skip', 'wait 3s', 'nstat']).said;
  expect(first.some((line) => line.startsWith('TcpExtListenOverflows'))).toBe(true);
  expect(typed('black-friday', ['wait 2s', 'skip', 'skip', 'wait 3s', 'nstat', 'nstat']).said).toEqual(['#kernel', 'prompt: your move 1.']);
});

test('what prints nothing says so', () => {
  expect(typed('black-friday', ['dmesg']).said[0]).toBe('It prints nothing.');
});

test('a capture of a live level has what passed the server last, oldest first, and nothing yet to come', () => {
  const { dialogue, said } = typed('survive-the-flood', ['wait 3s', 'skip', 'skip', 'wait 1s', 'tcpdump -n']);
  const times = said.slice(0, -1).map((line) => /^00:00:0(\d\.\d{6}) IP (.*)$/.exec(line) ?? []);
  expect(times.length).toBeGreaterThan(50);
  expect(times.every(([, , segment]) => segment!.includes('10.0.0.9.80'))).toBe(true);
  const seconds = times.map(([, at]) => Number(at));
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
  expect(seconds.at(-1)! * 1000).toBeLessThanOrEqual(dialogue.session.world.now);
});

test('in other roles there is no machine to look at', () => {
  expect(typed('first-syn', ['ss -tan']).said[0]).toContain('These commands show the host of an operator');
});

test('an operator may look with the tools where he has panels, too', () => {
  expect(typed('survive-the-flood', ['ss -ltn']).said[1]).toMatch(/^LISTEN 0 {6}\d+ +0\.0\.0\.0:80 /);
});

test('a wait that a prediction cuts short says where it stopped, and by how much', () => {
  expect(typed('black-friday', ['wait 4s']).said.slice(0, 2)).toEqual(['wait: stopped at 1.000 s, 3.000 s early, since a prediction is asked now.', 'now: 1.000 of 23.000 seconds.']);
});

test('an operator is told what an operator can type, and that a number of the menu stands alone', () => {
  const unknown = typed('black-friday', ['nonsense']).said[0]!;
  expect(unknown).toMatch(/^error: There is no "nonsense"\. Expected for example wait 3s .*\bnstat\b.*\bgoal\b/);
  expect(unknown).not.toMatch(/silent|S\. seq/);
  expect(typed('blue-team', ['2 3']).said[0]).toBe('error: No prediction is asked now. Expected a number of the menu alone, for example: 2. Got "2 3".');
});

test('a decision that was not told yet is not let pass by waiting', () => {
  const { dialogue, said } = typed('what-a-syn-says', ['wait']);
  expect(said[0]).toContain('A prediction is asked, and a decision waits behind it.');
  expect(dialogue.session.moves).toEqual([]);
});

test('a tool on a host that is none of the player\'s says whose there are', () => {
  expect(typed('the-nat-trap', ['skip', 'skip', 'foo: nstat']).said[0]).toMatch(/^error: No host of yours is called "foo"\. Expected one of: www, www2/);
});

test('after undo the hints that are paid for are told with the state one is back in', () => {
  const first = ['skip', 'hint', 'S. seq 7 ack SEG.SEQ+1', 'skip', 'hint', 'undo'];
  const { said } = typed('what-a-syn-says', first);
  expect(said.filter((line) => line.startsWith('hint ')).map((line) => line.slice(0, 11))).toEqual(['hint 1 of 3', 'hint 2 of 3']);
});
