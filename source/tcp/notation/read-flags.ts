import { ACK, CWR, ECE, FLAG_BITS, has, type Flags } from '../flags.ts';
import { skipSpaces, take, takeMark } from './cursor.ts';
import { claim, missingMark, problem, type Draft, type Problem } from './draft.ts';
import { FLAG_LETTERS } from './print-tcpdump.ts';

const WORDS: ReadonlyMap<string, Flags> = new Map([
  ...Object.entries(FLAG_BITS).map(([name, bit]) => [name.toLowerCase(), bit] as const),
  ['ece', ECE] as const,
  ['cwr', CWR] as const,
]);
const LETTERS: ReadonlyMap<string, Flags> = new Map(FLAG_LETTERS.map(([bit, letter]) => [letter, bit]));
const WORD = /[A-Za-z]+/y;
/** A comma joins flags only when the next one follows at once: `SYN,ACK`, but not `SYN, ack 1001`. */
const JOINING_COMMA = /,(?=(?:fin|syn|rst|psh|ack|urg|ece|cwr)(?![A-Za-z0-9_]))/iy;

export const FLAG_WORDS: readonly string[] = [...WORDS.keys()];

export function isFlagWord(word: string): boolean {
  return WORDS.has(word.toLowerCase());
}

/** The bits of `S.`, `fp.`, `none` or `-`; null for anything else, or when a letter comes twice. */
function lettersToFlags(letters: string): Flags | null {
  if (letters === '-' || letters.toLowerCase() === 'none') return 0;
  let flags = 0;
  for (const letter of letters.toUpperCase()) {
    const bit = LETTERS.get(letter);
    if (bit === undefined || has(flags, bit)) return null;
    flags |= bit;
  }
  return flags;
}

export function areFlagLetters(word: string): boolean {
  return word !== '' && lettersToFlags(word) !== null;
}

/** Takes `letters`, which stood at `at`, as the flags. */
export function giveFlagLetters(draft: Draft, letters: string, at: number): Problem {
  const flags = lettersToFlags(letters);
  if (flags === null) return problem(draft, 'flags/unknown', at, { got: letters });
  const twice = claim(draft, 'flags', at);
  if (twice) return twice;
  draft.fields.flags = flags;
  draft.lettered = true;
  return null;
}

/** `[S.]`, with the cursor behind the opening bracket. */
export function readBracketedFlags(draft: Draft): Problem {
  const at = skipSpaces(draft.cursor.text, draft.cursor.at);
  const letters = take(draft.cursor, /[^\] ]*/y) ?? '';
  if (letters === '') return problem(draft, 'flags/unknown', at);
  const wrong = giveFlagLetters(draft, letters, at);
  if (wrong) return wrong;
  return takeMark(draft.cursor, ']') ? null : missingMark(draft, ']');
}

function addFlagWord(draft: Draft, word: string, at: number): Problem {
  const bit = WORDS.get(word.toLowerCase());
  if (bit === undefined) return problem(draft, 'flags/unknown', at, { got: word });
  const flags = draft.fields.flags ?? 0;
  if (draft.lettered || has(flags, bit)) return problem(draft, 'field/twice', at);
  draft.fields.flags = flags | bit;
  draft.places.set('flags', draft.places.get('flags') ?? at);
  return null;
}

/** `SYN`, `syn+ack`, `SYN,ACK`, `FIN|PSH`, `RST/ACK`, `SYN-ACK`: the first word is taken already and stood at `at`. */
export function readFlagWords(draft: Draft, first: string, at: number): Problem {
  const { cursor } = draft;
  let wrong = addFlagWord(draft, first, at);
  while (!wrong && (takeMark(cursor, '+|/-') !== '' || take(cursor, JOINING_COMMA) !== null)) {
    const start = skipSpaces(cursor.text, cursor.at);
    const word = take(cursor, WORD);
    wrong = word === null ? problem(draft, 'flags/unknown', start) : addFlagWord(draft, word, start);
  }
  return wrong;
}

/** True when ACK can only be the field from here on: the flag is given already, or flags came as letters. */
export function ackFlagIsSettled(draft: Draft): boolean {
  return draft.lettered || has(draft.fields.flags ?? 0, ACK);
}
