import type * as z from 'zod';
import { nearestName } from '../tcp/notation/nearest-name.ts';
import { quoted, type Problem } from './problem.ts';
import { KNOWN_KEYS } from './scalar-schema.ts';
import { EXAMPLES } from './schema.ts';
import type { YamlText } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong with a YAML text, in the words and at the place of its author. */
export function schemaProblems(yaml: YamlText, checked: unknown, issues: readonly Issue[]): readonly Problem[] {
  const meant = new Set(issues.flatMap((issue) => meantKeys(issue)));
  return issues.filter((issue) => !meant.has(issue.path.map(String).join('.'))).flatMap((issue) => issueProblems(yaml, checked, issue, []));
}

/** Keys that are missing only because they are misspelt: one error for one fault. */
function meantKeys(issue: Issue): readonly string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  return issue.keys.flatMap((key) => nearestName(key, knownKeys(issue.message)) ?? []).map((key) => [...issue.path.map(String), key].join('.'));
}

function knownKeys(message: string): readonly string[] {
  return message.startsWith(KNOWN_KEYS) ? (JSON.parse(message.slice(KNOWN_KEYS.length)) as string[]) : [];
}

function issueProblems(yaml: YamlText, checked: unknown, issue: Issue, around: readonly PropertyKey[]): readonly Problem[] {
  const path = [...around, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(yaml, path, key, issue.message));
  if (issue.code === 'invalid_union') {
    const branch = meantBranch(issue.errors);
    if (branch !== null) return branch.flatMap((inner) => issueProblems(yaml, checked, inner, path));
  }
  if (issue.code === 'invalid_key') {
    const [expected, example] = words(issue.issues[0]!, path);
    const key = String(path.at(-1));
    return [{ file: yaml.file, ...yaml.placeOfKey(path.slice(0, -1), key), expected, example, came: quoted(key) }];
  }
  const key = path.at(-1);
  if (typeof key === 'string' && valueAt(checked, path) === undefined) {
    const example = EXAMPLES[key] ?? words(issue, path)[1];
    return [{ file: yaml.file, ...yaml.place(path.slice(0, -1)), expected: `the key "${key}"`, example, came: 'a map without it' }];
  }
  const [expected, example] = words(issue, path);
  return [{ file: yaml.file, ...yaml.place(path), expected, example, came: whatCame(yaml, checked, path, issue) }];
}

/** The branch of a union that got beyond the outermost value, so that it must have been the one meant. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  return branches.find((issues) => issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys')) ?? null;
}

function unknownKey(yaml: YamlText, path: readonly PropertyKey[], key: string, message: string): Problem {
  const known = knownKeys(message);
  const meant = nearestName(key, known);
  const came = quoted(key) + (meant === null ? '' : ` (did you mean ${meant}?)`);
  return { file: yaml.file, ...yaml.placeOfKey(path, key), expected: `one of the keys ${known.join(', ')}`, example: null, came };
}

/** What was expected, and an example. Messages of our own schemas are `expected ~ example`. */
function words(issue: Issue, path: readonly PropertyKey[]): readonly [string, string | null] {
  const [expected, example] = issue.message.split(' ~ ');
  if (example !== undefined) return [expected!, example];
  const key = path.findLast((part) => typeof part === 'string');
  return [expectation(issue), EXAMPLES[String(key)] ?? null];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function whatCame(yaml: YamlText, checked: unknown, path: readonly PropertyKey[], issue: Issue): string {
  const came = valueAt(checked, path);
  const written = valueAt(yaml.value, path);
  const meant = typeof came === 'string' ? nearestName(came, allowedValues(issue)) : null;
  return quoted(came) + (meant === null ? '' : ` (did you mean ${meant}?)`) + (typeof written === 'string' && written !== came ? ` from ${quoted(written)}` : '');
}

function allowedValues(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(allowedValues) : [];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<PropertyKey, unknown>)[key] : undefined), value);
}
