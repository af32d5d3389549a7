import { ACK, has, type Flags } from '../flags.ts';
import type { Segment } from '../segment.ts';
import { cleanLine } from './clean-line.ts';
import { atEnd, peek, skipSpaces, take, takeMark, type Cursor } from './cursor.ts';
import { problem, type Draft, type Problem } from './draft.ts';
import { lookUp, type Scope } from './formula.ts';
import { nearestName } from './nearest-name.ts';
import { failed, type Failed } from './notation-error.ts';
import { readTcpdumpFront } from './read-ends.ts';
import { FIELD_READERS, FIELD_WORDS, isNumberField, MAX_LENGTH, readRange } from './read-fields.ts';
import { areFlagLetters, FLAG_WORDS, giveFlagLetters, isFlagWord, readBracketedFlags, readFlagWords } from './read-flags.ts';
import { isOptionWord, OPTION_WORDS, readOption, readOptionList } from './read-options.ts';

export interface ParseSettings {
  /** Names that formulas may use. */
  readonly scope?: Scope;
  /**
   * What fields have when the text does not give them; given options replace the default ones as a whole. A default
   * acknowledgment number becomes 0 for flags without ACK, and default data go when another length is given.
   */
  readonly defaults?: Partial<Segment>;
}

export type ParsedSegment =
  | {
      readonly ok: true;
      /** The given fields over the defaults. A field in neither is absent. */
      readonly fields: Partial<Segment>;
      /** The fields that the text itself gave. */
      readonly given: ReadonlyArray<keyof Segment>;
    }
  | Failed;

const WORD = /[A-Za-z0-9_#.]+/y;

function readUnknown(draft: Draft, word: string, at: number): Problem {
  const known = [...FIELD_WORDS, ...OPTION_WORDS, ...FLAG_WORDS, ...Object.keys(draft.scope)];
  return problem(draft, 'word/unknown', at, { got: word, nearest: nearestName(word, known) });
}

/** Reads one part of the segment: its flags, a field, an option, a list of options or first:last(length). */
function readItem(draft: Draft): Problem {
  const { cursor } = draft;
  const at = skipSpaces(cursor.text, cursor.at);
  if (takeMark(cursor, '<')) return readOptionList(draft, '>', at);
  if (takeMark(cursor, '[')) return readBracketedFlags(draft);
  if (takeMark(cursor, '-')) return giveFlagLetters(draft, '-', at);
  const word = take(cursor, WORD);
  if (word === null) return problem(draft, 'word/unknown', at);
  const key = word.toLowerCase();
  const field = FIELD_READERS.get(key);
  if (field && (!isFlagWord(key) || isNumberField(draft, key))) return field(draft, at);
  if (isFlagWord(key)) return readFlagWords(draft, word, at);
  if (isOptionWord(key)) return readOption(draft, word, at);
  if (areFlagLetters(word)) return giveFlagLetters(draft, word, at);
  const name = peek({ text: cursor.text, at }, /[A-Za-z_#][A-Za-z0-9_.#]*/y);
  if (/^[0-9]/.test(word) || (name !== null && lookUp(draft.scope, name) !== undefined)) {
    cursor.at = at;
    return readRange(draft, at);
  }
  return readUnknown(draft, word, at);
}

/** What can be judged only when all fields are known. `flags` are those that the segment will have, if known. */
function finish(draft: Draft, flags: Flags | undefined): Problem {
  const { fields, places } = draft;
  if (draft.last !== null) {
    const length = (draft.last - (fields.seq ?? 0)) >>> 0;
    if (fields.length !== undefined && fields.length !== length) return problem(draft, 'range/mismatch', places.get('last') ?? 0);
    if (length > MAX_LENGTH) return problem(draft, 'length/too-big', places.get('last') ?? 0, { got: String(length) });
    fields.length = length;
  }
  const lacksFlag = flags !== undefined && !has(flags, ACK);
  if (lacksFlag && fields.ack) return problem(draft, 'ack/without-flag', places.get('ack') ?? 0);
  return null;
}

/** The given fields over the defaults, without what then contradicts: an ack number without its flag, data of another length. */
function fill(given: Partial<Segment>, defaults: Partial<Segment>): Partial<Segment> {
  const { data, ...filled } = { ...defaults, ...given };
  const dataFits = data !== undefined && (filled.length === undefined || filled.length === data.length);
  const noAck = filled.flags !== undefined && !has(filled.flags, ACK) && filled.ack !== undefined;
  return { ...filled, ...(dataFits ? { data } : {}), ...(noAck ? { ack: 0 } : {}) };
}

/**
 * Reads a segment as people write it, in one of three ways that may be mixed:
 *
 * - packetdrill: `S. 5000:5000(0) ack 1001 win 65160 <mss 1460,sackOK>`;
 * - free: `S. seq 5000 ack RCV.NXT win 65160 len 1 mss 1460 src 10.0.0.5:40112`, in any order, flags also as words
 *   (`SYN,ACK`, `syn+ack`), every field optional;
 * - a tcpdump line, with or without time and addresses: `IP 10.0.0.5.40112 > 10.0.0.9.80: Flags [S], seq 1000, ...`.
 *
 * Wherever a number stands, a formula may stand (see formula). Full-width characters count as their ASCII ones.
 * Numbers are taken as absolute. Never throws; lines over 2,000 characters are refused unread. Whatever cannot be read
 * comes back as an error with its column, what was expected, an example and what came.
 */
export function parseSegment(text: string, settings: ParseSettings = {}): ParsedSegment {
  const line = cleanLine(text);
  if (!line.ok) return line;
  const cursor: Cursor = { text: line.value, at: 0 };
  if (atEnd(cursor)) return failed('input/empty', cursor.text, 0);
  const { scope = {}, defaults = {} } = settings;
  const draft: Draft = { cursor, scope, fields: {}, options: {}, places: new Map(), last: null, lettered: false, tcpdump: false };
  let wrong = readTcpdumpFront(draft);
  while (!wrong && !atEnd(cursor)) {
    if (takeMark(cursor, ',') === '') wrong = readItem(draft);
  }
  wrong ??= finish(draft, draft.fields.flags ?? defaults.flags);
  if (wrong) return { ok: false, error: wrong };
  return { ok: true, fields: fill(draft.fields, defaults), given: Object.keys(draft.fields) as Array<keyof Segment> };
}
