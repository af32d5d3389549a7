import { MAX_OPTION_BYTES, optionBytes } from '../../tcp/option-order.ts';
import { readNumber, U16, U32 } from './read-number.ts';
import type { SegmentOption } from './script.ts';
import { fault, needMark, peek, skip, take, takeMark, type SourceText } from './source-text.ts';

const WORD = /[A-Za-z0-9]+/y;
const BLOB = /[^,>\n]*/y;

/** Options that packetdrill knows and the model does not, with the name of what they belong to. */
const FOREIGN: Readonly<Record<string, string>> = { FO: 'Fast Open', FOEXP: 'Fast Open', md5: 'MD5 signatures', ECN: 'AccECN' };

function needWord(source: SourceText, word: string): void {
  const { at } = source;
  if (take(source, WORD) !== word) throw fault(source, 'mark-expected', at, word);
}

function readSack(source: SourceText): SegmentOption {
  const blocks: [number, number][] = [];
  do {
    const left = readNumber(source, U32);
    needMark(source, ':');
    blocks.push([left, readNumber(source, U32)]);
  } while (peek(source, /[0-9]/y) !== null);
  return { kind: 'sack', blocks };
}

function readOption(source: SourceText): SegmentOption {
  skip(source);
  const { at } = source;
  const word = take(source, WORD) ?? '';
  switch (word) {
    case 'nop':
    case 'eol':
    case 'sackOK':
      return { kind: word };
    case 'mss':
      return { kind: 'mss', mss: readNumber(source, U16) };
    case 'wscale':
      return { kind: 'wscale', shift: readNumber(source, 255) };
    case 'TS': {
      needWord(source, 'val');
      const val = readNumber(source, U32);
      needWord(source, 'ecr');
      return { kind: 'ts', val, ecr: readNumber(source, U32) };
    }
    case 'sack':
      return readSack(source);
  }
  const name = FOREIGN[word];
  if (name === undefined) throw fault(source, 'option-unknown', at);
  return { kind: 'foreign', name, text: `${word} ${(take(source, BLOB) ?? '').trim()}`.trim() };
}

/** `<mss 1460,nop,wscale 7>` or `<...>`, with the cursor at the bracket; none at all when there is no bracket. */
export function readOptions(source: SourceText, direction: 'in' | 'out'): readonly SegmentOption[] | 'any' {
  // `<` without options begins the next event only behind a time, so here it always opens a list.
  skip(source);
  const { at } = source;
  if (!takeMark(source, '<')) return [];
  if (takeMark(source, '...')) {
    needMark(source, '>');
    if (direction === 'in') throw fault(source, 'options-any-inbound', at);
    return 'any';
  }
  const options: SegmentOption[] = [];
  do options.push(readOption(source));
  while (takeMark(source, ','));
  needMark(source, '>');
  const bytes = options.reduce((sum, option) => sum + sizeOf(option), 0);
  if (bytes > MAX_OPTION_BYTES) throw fault(source, 'options-too-long', at);
  if (bytes % 4 !== 0 && options.every((option) => option.kind !== 'foreign')) throw fault(source, 'options-padding', at);
  return options;
}

function sizeOf(option: SegmentOption): number {
  if (option.kind === 'eol') return 1;
  return option.kind === 'foreign' ? 2 : optionBytes(option);
}
