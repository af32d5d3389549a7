import { parseMoveLine } from '../world/move-notation/parse-move.ts';

/** A move that a sentence names, with where it stands in it. */
export interface NamedMove {
  readonly line: string;
  readonly at: number;
  readonly end: number;
}

const NUMBER = String.raw`[\w.+$-]+`;
const SEGMENT = String.raw`(?<![\w.])(?:\.|[SFRPU]{1,3}\.?)(?: (?:seq|ack|win|len|length|src|dst) ${NUMBER}(?::\d+)?| data "[^"]*")+`;
const CALL = String.raw`call (?:socket|listen \d+ \d+|bind \d+ [\d.*]+:\d+|connect \d+ [\d.]+:\d+|close \d+|accept \d+|shutdown \d+ \w+|setsockopt \d+ \w+ \d+|read \d+ \d+|write \d+ \d+)`;
const SYSCTL = String.raw`sysctl [\w.]+=\d+(?: \d+)?`;
const CHOICE = String.raw`\bsilent\b|\bdrop\b|queue (?:syn|accept|receive|out-of-order|none)\b|state [A-Z][A-Z0-9-]+|timer (?:off\b|\d+(?:ms|s)\b)|returns (?:\d+|[A-Z]+|blocks)\b|\bwait(?: \d+(?:ms|s|min)\b)?`;
const MOVE = new RegExp(`(?:\\b[a-z][a-z0-9-]*: )?(?:${CALL}|${SYSCTL})|${SEGMENT}|${CHOICE}`, 'g');

/** The moves that a sentence names, as lines of the plain mode, in its order. Placeholders must have been filled. */
export function namedMoves(sentence: string): readonly NamedMove[] {
  return [...sentence.matchAll(MOVE)].flatMap((match) => {
    const line = match[0].replace(/\.$/, '');
    return parseMoveLine(line, { scope: SCOPE }).ok ? [{ line, at: match.index, end: match.index + match[0].length }] : [];
  });
}

/** Every name that a formula may use, so that a line is read wherever it is meant for. */
const SCOPE: Readonly<Record<string, number>> = Object.fromEntries(['SEG.SEQ', 'SEG.ACK', 'SEG.LEN', 'SND.NXT', 'SND.UNA', 'RCV.NXT', 'ISS', 'IRS', 'HASH', 'RCV.WND', 'SND.WND'].map((name) => [name, 1]));
