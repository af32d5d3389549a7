import { peek, skipSpaces, take, takeMark } from './cursor.ts';
import { claim, missingMark, problem, readNumberUpTo, type Draft, type Problem } from './draft.ts';
import { readFormula } from './formula.ts';
import { nearestName } from './nearest-name.ts';
import type { NotationErrorName, Outcome } from './notation-error.ts';

const WORD = /[A-Za-z][A-Za-z0-9_-]*/y;
/** More do not fit in a header. Source: RFC 2018 section 3. */
const MAX_SACK_BLOCKS = 4;
/** What tcpdump prints for options that have no part in the game. */
const FOREIGN = /^(?:tfo|exp|mptcp|md5|unknown|scps|tcp-ao|uto|echo|echoreply|cc|ccnew|ccecho|snack|selective-neg-ack)(?:-.*)?$/i;

function readU32(draft: Draft): Outcome<number> {
  return readFormula(draft.cursor, draft.scope);
}

function readSmall(draft: Draft, field: 'mss' | 'wscale', limit: number, tooBig: NotationErrorName): Problem {
  const number = readNumberUpTo(draft, limit, tooBig);
  if (!number.ok) return number.error;
  draft.options[field] = number.value;
  return null;
}

/** `TS val 1 ecr 0` or `ts 1/0`. */
function readTimestamps(draft: Draft): Problem {
  const { cursor } = draft;
  const long = take(cursor, /val(?![A-Za-z0-9_])/iy) !== null;
  const val = readU32(draft);
  if (!val.ok) return val.error;
  const middle = long ? take(cursor, /ecr(?![A-Za-z0-9_])/iy) : take(cursor, /\//y);
  if (middle === null) return missingMark(draft, long ? 'ecr' : '/');
  const ecr = readU32(draft);
  if (!ecr.ok) return ecr.error;
  draft.options.ts = { val: val.value, ecr: ecr.value };
  return null;
}

/** `sack 5:6 7:8`, or tcpdump's `sack 2 {5:6}{7:8}`. */
function readSack(draft: Draft): Problem {
  const { cursor } = draft;
  const blocks: Array<readonly [number, number]> = [];
  if (peek(cursor, /\d+ *\{/y) !== null) take(cursor, /\d+/y);
  do {
    const at = skipSpaces(cursor.text, cursor.at);
    if (blocks.length === MAX_SACK_BLOCKS) return problem(draft, 'sack/too-many', at);
    const braced = takeMark(cursor, '{') !== '';
    const left = readU32(draft);
    if (!left.ok) return left.error;
    if (takeMark(cursor, ':') === '') return missingMark(draft, ':');
    const right = readU32(draft);
    if (!right.ok) return right.error;
    if (braced && takeMark(cursor, '}') === '') return missingMark(draft, '}');
    blocks.push([left.value, right.value]);
  } while (peek(cursor, /[0-9{#]/y) !== null);
  draft.options.sack = blocks;
  return null;
}

const READERS: ReadonlyMap<string, (draft: Draft) => Problem> = new Map<string, (draft: Draft) => Problem>([
  ['mss', (draft) => readSmall(draft, 'mss', 0xffff, 'mss/too-big')],
  ['wscale', (draft) => readSmall(draft, 'wscale', 14, 'wscale/too-big')],
  ['ts', readTimestamps],
  ['sack', readSack],
  [
    'sackok',
    (draft) => {
      draft.options.sackPermitted = true;
      return null;
    },
  ],
]);
const PADDING: ReadonlySet<string> = new Set(['nop', 'eol']);

/** As printed; compare in lower case. */
export const OPTION_WORDS: readonly string[] = ['mss', 'sackOK', 'TS', 'nop', 'wscale', 'sack', 'eol'];

export function isOptionWord(word: string): boolean {
  return READERS.has(word.toLowerCase()) || PADDING.has(word.toLowerCase());
}

/** Reads what belongs to the option `word`, which is taken already and stood at `at`. Padding may be repeated. */
export function readOption(draft: Draft, word: string, at: number): Problem {
  const key = word.toLowerCase();
  draft.fields.options = draft.options;
  const reader = READERS.get(key);
  if (!reader) return null;
  return claim(draft, key, at) ?? reader(draft);
}

/** `mss 1460,sackOK>`: a list up to and with its closing mark; the opening one, at `opened`, is taken already. */
export function readOptionList(draft: Draft, close: '>' | ']', opened: number): Problem {
  const { cursor } = draft;
  const twice = claim(draft, 'options', opened);
  if (twice) return twice;
  draft.fields.options = draft.options;
  while (takeMark(cursor, close) === '') {
    if (takeMark(cursor, ',') !== '') continue;
    const at = skipSpaces(cursor.text, cursor.at);
    const word = take(cursor, WORD);
    if (word === null) return at >= cursor.text.length ? missingMark(draft, close) : problem(draft, 'option/unknown', at);
    if (draft.tcpdump && FOREIGN.test(word)) take(cursor, /[^,\]]*/y);
    else if (!isOptionWord(word)) {
      return problem(draft, 'option/unknown', at, { got: word, nearest: nearestName(word, OPTION_WORDS) });
    } else {
      const wrong = readOption(draft, word, at);
      if (wrong) return wrong;
    }
  }
  return null;
}
