import { visible } from './visible.ts';

const SEGMENT_EXAMPLE = 'S. seq 5000 ack 1001 win 65160';

/** What each error expected, and an example that is right. The names are what catalogues translate. */
const EXPLANATIONS = {
  'input/too-long': { expected: 'a line of at most 2,000 characters', example: SEGMENT_EXAMPLE },
  'input/hidden-character': { expected: 'only characters that can be seen', example: SEGMENT_EXAMPLE },
  'input/empty': { expected: 'a segment', example: SEGMENT_EXAMPLE },
  'input/rest': { expected: 'the end of the line after the formula', example: 'RCV.NXT+1' },
  'word/unknown': {
    expected: 'flags (S . F R P U, or SYN-ACK) or a field (seq, ack, win, len, src, dst, mss, sackOK, wscale, ts, sack)',
    example: SEGMENT_EXAMPLE,
  },
  'mark/expected': { expected: 'the mark or word that belongs here', example: 'S 0:0(0) win 64240 <mss 1460>' },
  'field/twice': { expected: 'each field once', example: SEGMENT_EXAMPLE },
  'flags/unknown': { expected: 'flags: S . F R P U, or names such as SYN-ACK', example: 'S.' },
  'ack/without-flag': {
    expected: 'the ACK flag where an acknowledgment number is given',
    example: 'S. seq 5000 ack 1001',
  },
  'option/unknown': {
    expected: 'an option: mss, sackOK, TS, nop, wscale, sack',
    example: 'mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7',
  },
  'range/expected': { expected: 'first:last(length) where a number stands alone', example: '5000:5000(0)' },
  'range/mismatch': { expected: 'last = first + length (SYN and FIN are not counted)', example: '777:778(1)' },
  'number/expected': { expected: 'a number, or a name with + or - a number', example: 'ISS+1' },
  'number/too-big': { expected: 'a number from 0 to 4294967295', example: '4294967295' },
  'name/unknown': { expected: 'a name that has a value here', example: 'RCV.NXT' },
  'address/expected': { expected: 'an IPv4 address in numbers, with a port', example: '10.0.0.5:40112' },
  'port/too-big': { expected: 'a port from 0 to 65535', example: '10.0.0.5:40112' },
  'window/too-big': { expected: 'a window from 0 to 65535, as the header has it (not scaled)', example: 'win 65160' },
  'length/too-big': { expected: 'a payload of 0 to 65455 bytes', example: 'len 1' },
  'mss/too-big': { expected: 'an MSS from 0 to 65535', example: 'mss 1460' },
  'wscale/too-big': { expected: 'a shift from 0 to 14', example: 'wscale 7' },
  'sack/too-many': { expected: 'at most 4 SACK blocks', example: 'sack 5001:5002' },
} as const satisfies Record<string, { readonly expected: string; readonly example: string }>;

export type NotationErrorName = keyof typeof EXPLANATIONS;
export const NOTATION_ERROR_NAMES = Object.keys(EXPLANATIONS) as readonly NotationErrorName[];

/** Why a text could not be read. All its texts are safe to print: no control, bidi or other unseen characters. */
export interface NotationError {
  readonly name: NotationErrorName;
  /** Where: counted from 1, in characters of the text as it was given. */
  readonly column: number;
  readonly expected: string;
  readonly example: string;
  /** What stood there; '' for the end of the text; for a line that is too long, its length. */
  readonly got: string;
  /** The word that was probably meant, or null. */
  readonly nearest: string | null;
}

export interface Failed {
  readonly ok: false;
  readonly error: NotationError;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failed;

/** What one occurrence knows better than its name does. */
export interface NotationErrorDetails {
  readonly got?: string;
  readonly nearest?: string | null;
  readonly expected?: string;
  readonly example?: string;
}

/** The error `name` at offset `at` (in UTF-16 units) of `text`. What stood there is the word there, unless given. */
export function notationError(
  name: NotationErrorName,
  text: string,
  at: number,
  details: NotationErrorDetails = {},
): NotationError {
  const explanation = EXPLANATIONS[name];
  return {
    name,
    column: Array.from(text.slice(0, at)).length + 1,
    expected: details.expected ?? explanation.expected,
    example: details.example ?? explanation.example,
    got: visible(details.got ?? /^\s*(\S*)/.exec(text.slice(at))?.[1] ?? ''),
    nearest: details.nearest ?? null,
  };
}

/** The same as an outcome. */
export function failed(name: NotationErrorName, text: string, at: number, details?: NotationErrorDetails): Failed {
  return { ok: false, error: notationError(name, text, at, details) };
}
