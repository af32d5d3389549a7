import { readFormula, formulaFollows } from './formula.ts';
import { skipSpaces, take, takeMark } from './cursor.ts';
import { claim, missingMark, problem, readNumberUpTo, type Draft, type Problem } from './draft.ts';
import type { NotationErrorName } from './notation-error.ts';
import { readDestination, readSource } from './read-ends.ts';
import { ackFlagIsSettled, FLAG_WORDS, readBracketedFlags } from './read-flags.ts';
import { OPTION_WORDS, readOptionList } from './read-options.ts';

/** The largest payload that any header leaves room for: 65,535 less 20 bytes of IP and 60 of TCP with all options. */
export const MAX_LENGTH = 65455;

type NumberField = 'seq' | 'ack' | 'win' | 'length';

function readField(draft: Draft, field: NumberField, at: number, limit: number, tooBig: NotationErrorName): Problem {
  const twice = claim(draft, field, at);
  if (twice) return twice;
  const number = readNumberUpTo(draft, limit, tooBig);
  if (!number.ok) return number.error;
  draft.fields[field] = number.value;
  return null;
}

/** What may follow a first sequence number: `:last`, then `(length)`. */
function readLastAndLength(draft: Draft): Problem {
  const { cursor } = draft;
  if (takeMark(cursor, ':') === '') return null;
  draft.places.set('last', skipSpaces(cursor.text, cursor.at));
  const last = readFormula(cursor, draft.scope);
  if (!last.ok) return last.error;
  draft.last = last.value;
  if (takeMark(cursor, '(') === '') return null;
  const wrong = readField(draft, 'length', cursor.at, MAX_LENGTH, 'length/too-big');
  if (wrong) return wrong;
  return takeMark(cursor, ')') === '' ? missingMark(draft, ')') : null;
}

function readSequence(draft: Draft, at: number): Problem {
  return readField(draft, 'seq', at, 0xffffffff, 'number/too-big') ?? readLastAndLength(draft);
}

/** `5000:5001(1)` that stands without `seq` before it: packetdrill's way. */
export function readRange(draft: Draft, at: number): Problem {
  const wrong = readSequence(draft, at);
  if (wrong || draft.places.has('last')) return wrong;
  return problem(draft, 'range/expected', at);
}

/** tcpdump ends with the length; behind it, after `:` or in brackets, it shows what the payload says: not ours to read. */
function readLength(draft: Draft, at: number): Problem {
  const wrong = readField(draft, 'length', at, MAX_LENGTH, 'length/too-big');
  if (!wrong && draft.tcpdump && takeMark(draft.cursor, ':[') !== '') draft.cursor.at = draft.cursor.text.length;
  return wrong;
}

function readTcpdumpFlags(draft: Draft): Problem {
  if (takeMark(draft.cursor, '[') === '') return missingMark(draft, '[');
  draft.tcpdump = true;
  return readBracketedFlags(draft);
}

function readTcpdumpOptions(draft: Draft, at: number): Problem {
  if (takeMark(draft.cursor, '[') === '') return missingMark(draft, '[');
  return readOptionList(draft, ']', at);
}

/** `cksum 0x9c00 (correct)`: the segment will get a checksum of its own. */
function skipChecksum(draft: Draft): Problem {
  const found = take(draft.cursor, /0x[0-9a-f]+(?: +\([^()]*\))?/iy);
  return found === null ? missingMark(draft, '0x...') : null;
}

/** The urgent pointer has no place in a segment of the game: read and left out. */
function skipUrgentPointer(draft: Draft): Problem {
  const number = readFormula(draft.cursor, draft.scope);
  return number.ok ? null : number.error;
}

export type FieldReader = (draft: Draft, at: number) => Problem;

/** Readers of fields that a word announces, by that word in lower case. */
export const FIELD_READERS: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  ['seq', readSequence],
  ['ack', (draft, at) => readField(draft, 'ack', at, 0xffffffff, 'number/too-big')],
  ['win', (draft, at) => readField(draft, 'win', at, 0xffff, 'window/too-big')],
  ['len', readLength],
  ['length', readLength],
  ['src', readSource],
  ['dst', readDestination],
  ['flags', readTcpdumpFlags],
  ['options', readTcpdumpOptions],
  ['cksum', skipChecksum],
  ['urg', skipUrgentPointer],
]);
export const FIELD_WORDS: readonly string[] = [...FIELD_READERS.keys()];

const RESERVED: ReadonlySet<string> = new Set([...FIELD_WORDS, ...FLAG_WORDS, ...OPTION_WORDS].map((word) => word.toLowerCase()));

/**
 * Whether `ack` or `urg`, just taken, announces a number rather than naming a flag: it does when the flag is settled
 * already, or when a number follows that is not itself the start of first:last(length).
 */
export function isNumberField(draft: Draft, word: string): boolean {
  if (word === 'urg') return draft.tcpdump;
  if (ackFlagIsSettled(draft)) return true;
  if (!formulaFollows(draft.cursor, RESERVED)) return false;
  const ahead = { ...draft.cursor };
  const number = readFormula(ahead, draft.scope);
  return !(number.ok && takeMark(ahead, ':') !== '');
}
