import { expect, test } from 'vitest';
import { compileLevels } from '../../source/level/compile-levels.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { levelById, loadCourse } from '../../source/level/load.ts';
import { parseCourse } from '../../source/level/parse-course.ts';
import { parseLevel } from '../../source/level/parse.ts';
import { levelSchema } from '../../source/level/schema.ts';
import { problemLine } from '../../source/level/problem.ts';
import { SMALL_CHINESE, SMALL_LEVEL, shippedFiles, smallFiles } from './level-files.ts';

function errors(files: Readonly<Record<string, string>>): readonly string[] {
  const result = parseLevel({ folder: '01-w/01-small', world: 1, files });
  return result.ok ? [] : result.problems.map(problemLine);
}

function planted(from: string | RegExp, to: string): readonly string[] {
  const changed = SMALL_LEVEL.replace(from, to);
  expect(changed, 'the fault was planted').not.toBe(SMALL_LEVEL);
  return errors(smallFiles({ 'level.yaml': changed }));
}

test('the small level is read, with its defaults', () => {
  const result = parseLevel({ folder: '01-w/01-small', world: 2, files: smallFiles() });
  if (!result.ok) expect.unreachable(result.problems.map(problemLine).join('\n'));
  expect(result.level).toMatchObject({ id: 'small', world: 2, mode: 'turns', needs: [], hints: [{ id: 'else', when: null, deadEnd: false }] });
  expect(result.level.texts['zh-Hans']['title']).toBe('小关');
});

test.each<readonly [fault: string, from: string | RegExp, to: string, line: string]>([
  ['an unknown key', 'minutes: 3', 'minuts: 3', `level.yaml:7:1: expected one of the keys ${Object.keys(levelSchema.shape).join(', ')}, got "minuts" (did you mean minutes?)`],
  ['a missing key', 'minutes: 3\n', '', 'level.yaml:1:1: expected the key "minutes", for example minutes: 6, got a map without it'],
  ['an unknown role', 'role: kernel', 'role: kernal', 'level.yaml:3:7: expected one of kernel, attacker, operator, for example role: kernel, got "kernal" (did you mean kernel?)'],
  ['a kernel without quotes', "'6.18'", '6.18', 'level.yaml:4:9: expected a kernel that can be simulated, in quotes: 2.6.32, 3.10, 4.4, 4.19, 5.10, 6.18, for example "6.18", got 6.18'],
  ['a kernel that cannot be simulated', "'6.18'", "'3.9'", 'level.yaml:4:9: expected a kernel that can be simulated, in quotes: 2.6.32, 3.10, 4.4, 4.19, 5.10, 6.18, for example "6.18", got "3.9"'],
  ['a row that does not exist', 'rows: [S4]', 'rows: [S36]', 'level.yaml:5:8: expected a row of the curriculum, S1 to S35, for example S4, got "S36"'],
  ['a misconception that does not exist', '[M01]', '[M26]', 'level.yaml:6:18: expected a misconception, M01 to M25, for example M01, got "M26"'],
  ['a bad address', 'ip: 10.0.0.9', 'ip: 10.0.0.999', 'level.yaml:17:19: expected an IPv4 address, for example 10.0.0.5, got "10.0.0.999"'],
  ['an unknown key of a listener', 'port: 80 }', 'port: 80, backlgo: 5 }', 'level.yaml:17:50: expected one of the keys port, backlog, reuseAddr, accept, got "backlgo" (did you mean backlog?)'],
  ['a number from an expression that does not fit', '[{ port: 80 }]', '[{ port: $port+30000 }]', 'level.yaml:17:46: expected a port from 0 to 65535, for example 80, got 70005 from "$port+30000"'],
  ['a name that is not drawn', 'port: $port', 'port: $prot', 'level.yaml:19:51: expected an expression over the numbers of draw, for example $port, $iss+1, $(a+b)%c, got "$prot", but only these are drawn: port, iss'],
  ['a duration', 'horizon: 5s', 'horizon: 5 fortnights', 'level.yaml:14:12: expected a duration, for example 3s, got "5 fortnights"'],
  ['an act that does not exist', 'act: connect', 'act: conect', 'level.yaml:19:36: expected call, connect, inject, write, close or shutdown, for example act: connect, got "conect"'],
  ['a host that does not exist', 'host: client, act', 'host: cleint, act', 'level.yaml:19:23: expected one of the hosts client, server, got "cleint"'],
  ['one address for two hosts', 'ip: 10.0.0.9', 'ip: 10.0.0.5', 'level.yaml:17:19: expected addresses that no other host has; client has 10.0.0.5, got 10.0.0.5'],
  ['an unknown host in a goal', 'host: client, is', 'host: cleint, is', 'level.yaml:21:26: expected one of the hosts client, server, got "cleint"'],
  ['an unknown host deep inside a loss', 'hints:', 'lose:\n  l: { rule: F1.2, holds: { any: [{ not: { held: { ms: 3s, what: { sent: { from: client, to: sevrer } } } } }] } }\nhints:', 'level.yaml:23:94: expected one of the hosts client, server, got "sevrer"'],
  ['an unknown host in a hint', '  else: {}', '  a: { when: { arrived: { at: sever } } }\n  else: {}', 'level.yaml:23:31: expected one of the hosts client, server, got "sever"'],
  ['an unknown host in the menu', 'solution:', 'menu: [{ line: drop, when: { pending: { host: cilent } } }]\nsolution:', 'level.yaml:24:47: expected one of the hosts client, server, got "cilent"'],
  ['an unknown host in an option', 'hints:', 'predictions:\n  p: { settles: { time: { atLeast: 1s } }, options: { a: { holds: { queue: { host: sever, name: syn } } }, b: { holds: { time: {} } } } }\nhints:', 'level.yaml:23:84: expected one of the hosts client, server, got "sever"'],
  ['a kind of condition that does not exist', 'open: { state:', 'open: { stat:', 'level.yaml:21:11: expected one of the keys all, any, not, held, state, queue, counter, returned, received, sent, arrived, decided, time, sysctl, plan, service, pending, tries, accepted, got "stat" (did you mean state?)'],
  ['a state that does not exist', 'is: ESTABLISHED', 'is: ESTABLISHD', 'level.yaml:21:38: expected a state, or a list of them, for example ESTABLISHED, got "ESTABLISHD" (did you mean ESTABLISHED?)'],
  ['a condition deep inside', 'open: { state: { host: client, is: ESTABLISHED } }', 'open: { all: [{ not: { time: { atLeast: soon } } }] }', 'level.yaml:21:43: expected a duration, for example 3s, got "soon"'],
  ['a sysctl that does not exist', 'decides: [answer] }', 'sysctls: { tcp_syn_cookies: 1 } }', 'level.yaml:16:40: expected'],
  ['a sysctl to change that does not exist', 'goals:', 'sysctls: [tcp_syncookie]\ngoals:', 'level.yaml:20:11: expected one of tcp_syncookies, '],
  ['a call that does not exist', 'goals:', 'calls: [lisen]\ngoals:', 'level.yaml:20:9: expected one of '],
  ['an empty solution', 'solution: [. ack SEG.SEQ+1]', 'solution: []', 'level.yaml:24:11: expected at least one move, for example [wait 3s], got an empty list'],
  ['a verdict that is no name', 'verdict: syn-sent/syn-ack-unanswered', 'verdict: bad', "level.yaml:26:40: expected a verdict's name, for example syn-sent/ack-without-the-syn, got \"bad\""],
  ['hostile text as a value', 'role: kernel', 'role: "\\e[31mred"', 'level.yaml:3:7: expected plain printable text, got a control character (U+001B)'],
])('%s is named with its line', (_fault, from, to, line) => {
  expect(planted(from, to)).toEqual([expect.stringContaining(`01-w/01-small/${line}`)]);
});

test('an id must be the folder\'s', () => {
  expect(planted('id: small', 'id: other')).toEqual(["01-w/01-small/level.yaml:1:5: expected the folder's name without its number, for example id: small, got \"other\""]);
});

test('the last hint alone has no condition', () => {
  expect(planted('  else: {}', '  first: {}\n  else: {}')[0]).toContain('level.yaml:23:3: expected a condition ("when") on every hint but the last');
  expect(planted('else: {}', 'else: { when: { pending: {} } }')[0]).toContain('expected a last hint without a condition');
});

test('a segment in the script that does not parse is named', () => {
  const inject = "- { at: 1s, host: client, act: inject, src: '10.0.0.5:$port', dst: 10.0.0.9:80, segment: S 1:1(0) wni 5 }";
  expect(planted(/- \{ at: 1s.*/, inject)).toEqual([expect.stringMatching(/level\.yaml:19:\d+: expected .*, got "wni" \(did you mean win\?\)$/)]);
});

const FLOOD = (changes: string): readonly string[] => planted('goals:', `  traffic:\n    - { kind: flood, name: f, rate: 1, ${changes} }\ngoals:`);

test.each(['999.1.1.1/24', '198.51.100.0', '198.51.100.0/0', '198.51.100.0/31', '198.51.100.0/33', '198.51.100/24'])('a flood comes from a network with room for hosts, not from %s', (from) => {
  expect(FLOOD(`to: 10.0.0.9:80, from: ${from}`)).toEqual([`01-w/01-small/level.yaml:21:63: expected an IPv4 prefix from /1 to /30, for example 198.51.100.0/24, got "${from}"`]);
});

test('a flood to an address that nobody has is named', () => {
  expect(FLOOD('to: 10.0.0.8:80, from: 198.51.100.0/24')).toEqual(['01-w/01-small/level.yaml:21:44: expected an address that a host has: client (10.0.0.5), server (10.0.0.9), got "10.0.0.8:80"']);
});

test('a missing file, a stray file and a language that says less are named', () => {
  const { 'text.zh-Hans.md': _chinese, ...without } = smallFiles();
  expect(errors(without)).toEqual(['01-w/01-small/text.zh-Hans.md: expected the texts of the level, got nothing']);
  expect(errors(smallFiles({ 'notes.txt': '' }))).toEqual(['01-w/01-small/notes.txt: expected level.yaml, text.en.md, text.zh-Hans.md, proof.json, bots.json and search.json only, got another file']);
  expect(errors(smallFiles({ 'text.zh-Hans.md': SMALL_CHINESE.replace('{port}', '80') }))).toEqual([
    '01-w/01-small/text.zh-Hans.md:4:1: expected the placeholders {port} in "briefing" as 01-w/01-small/text.en.md has them, got none',
    '01-w/01-small/text.zh-Hans.md:4:1: expected the numbers 5 in "briefing" as 01-w/01-small/text.en.md has them, got 5, 80',
  ]);
  expect(errors({})).toEqual(['01-w/01-small/level.yaml: expected the file of the level, got nothing']);
  expect(errors(smallFiles({ 'level.yaml': '- a' }))).toEqual(['01-w/01-small/level.yaml:1:1: expected a map, for example id: first-syn, got a list']);
  expect(errors(smallFiles({ 'level.yaml': '' }))[0]).toContain('expected a map');
});

const COURSE = "format: 1\nworlds:\n  - folder: 01-w\n    title: { en: W, zh-Hans: 世界 }\n    levels: [01-small]\n";

function course(changes: Readonly<Record<string, string>>): readonly string[] {
  const files = Object.fromEntries(Object.entries(smallFiles()).map(([name, text]) => [`01-w/01-small/${name}`, text]));
  return parseCourse({ 'course.yaml': COURSE, ...files, ...changes }).problems.map(problemLine);
}

test('a course names the folders that exist, each once', () => {
  expect(course({})).toEqual([]);
  expect(course({ 'course.yaml': COURSE.replace('[01-small]', '[01-small, 02-absent]') })).toEqual(['course.yaml:5:24: expected a folder 01-w/02-absent, got nothing']);
  expect(course({ 'course.yaml': COURSE.replace('[01-small]', '[01-small, 01-small]') })).toEqual(['course.yaml:5:24: expected each level once, got "01-small" again']);
  expect(course({ '01-w/09-extra/level.yaml': '' })).toEqual(['01-w/09-extra: expected nothing that course.yaml does not name, got files']);
  expect(course({ 'course.yaml': COURSE.replace('format: 1', 'format: 2') })).toEqual(["course.yaml:1:9: expected the format's version, for example format: 1, got 2"]);
  expect(course({ '01-w/01-small/level.yaml': SMALL_LEVEL.replace('minutes: 3', 'minutes: 3\nneeds: [later]') })).toEqual(['small: expected in "needs" only levels that come before, got "later"']);
});

test('the compiler refuses a course with a fault and lists it', () => {
  expect(() => compileLevels({ 'course.yaml': COURSE }, () => false)).toThrow('course.yaml:5:14: expected a folder 01-w/01-small, got nothing');
});

test('the shipped levels are read, survive being written as JSON, and can be drawn', () => {
  const compiled = compileLevels(shippedFiles(), () => false);
  const read: string[] = [];
  const loaded = loadCourse((file) => {
    read.push(file);
    return JSON.stringify(compiled[file]);
  });
  expect(loaded.levels.map(({ title }) => title.en)).toContain('The first SYN');
  expect(read).toEqual(['levels.json']);
  expect(loaded).toEqual(parseCourse(shippedFiles()).course);
  expect(loaded.worlds.map(({ title }) => title.en)).toEqual(['Opening', 'Queues and floods', 'Closing', 'TIME_WAIT', 'Attacker', 'Incidents']);
  expect(loaded.levels.length).toBeGreaterThan(0);
  for (const level of loaded.levels) for (let seed = 1; seed <= 20; seed++) expect(() => drawLevel(level, String(seed)), `${level.id} ${seed}`).not.toThrow();
  expect(levelById(loaded, 'first-syn')?.par).toBe(2);
  expect(levelById(loaded, 'no-such-level')).toBeNull();
});

test('a compiled level says when its proof no longer holds; one that was never proved has none', () => {
  const proofs = (stale: boolean) => loadCourse((file) => JSON.stringify(compileLevels(shippedFiles(), () => stale)[file])).levels.map(({ proof }) => proof && (proof.stale ?? false));
  expect(new Set(proofs(true))).toEqual(new Set([true, null]));
  expect(new Set(proofs(false))).toEqual(new Set([false, null]));
});

test('compiled levels of another format are refused', () => {
  expect(() => loadCourse(() => '{"format":7,"worlds":[],"levels":[]}')).toThrow('expected compiled levels of format 2, got format 7');
  expect(() => loadCourse(() => 'nonsense')).toThrow('expected compiled levels of format 2, got no course (string)');
});

test.each([
  ['a rate that is only work', 'goals:', '  traffic:\n    - { kind: flood, name: f, rate: 1e300, to: 10.0.0.9:80, from: 198.51.100.0/24 }\ngoals:', 'expected at most 100000 a second'],
  ['a horizon of years', 'horizon: 5s', 'horizon: 5000s', 'expected at most an hour'],
  ['bytes that fill the memory', 'listen: [{ port: 80 }]', 'listen: [{ port: 80, accept: { reply: { bytes: 4294967295 } } }]', 'from 0 to 1048576'],
])('%s is refused: a level may come from a stranger', (_what, from, to, expected) => {
  expect(planted(from, to).join('\n')).toContain(expected);
});

test('a mirror is another level that names this one, in another role and with the same hosts', () => {
  const two = 'format: 1\nworlds:\n  - folder: 01-w\n    title: { en: W, zh-Hans: 世界 }\n    levels: [01-small, 02-other]\n';
  const pair = (mine: string, theirs: (text: string) => string): readonly string[] => {
    const yaml = SMALL_LEVEL.replace('minutes: 3', `minutes: 3\nmirror: ${mine}`);
    const other = theirs(SMALL_LEVEL.replace('id: small', 'id: other').replace('minutes: 3', 'minutes: 3\nmirror: small'));
    const files = Object.fromEntries(Object.entries(smallFiles({ 'level.yaml': other })).map(([name, text]) => [`01-w/02-other/${name}`, text]));
    return course({ 'course.yaml': two, '01-w/01-small/level.yaml': yaml, ...files });
  };
  const attacker = (text: string): string => text.replace('role: kernel', 'role: attacker');
  expect(pair('other', attacker)).toEqual([]);
  expect(pair('absent', (text) => attacker(text).replace('mirror: small\n', ''))).toEqual(['small: expected in "mirror" another level of the course, got "absent"']);
  expect(pair('other', (text) => attacker(text).replace('mirror: small\n', ''))).toEqual(['small: expected in "mirror" a level that names this one as its mirror, got "other", which names none']);
  expect(pair('other', (text) => text)).toEqual(['small: expected in "mirror" a level of another role, got "other", in which one is the kernel as well', 'other: expected in "mirror" a level of another role, got "small", in which one is the kernel as well']);
  expect(pair('other', (text) => attacker(text).replace('10.0.0.9', '10.0.0.8'))[0]).toMatch(/^small: expected in "mirror" a level with the same hosts, .*10\.0\.0\.9.*, got "other" with .*10\.0\.0\.8/);
});
