import type { Expression, ScriptCall } from './script.ts';
import { readSeconds } from './read-time.ts';
import { fault, needMark, nextPlace, peek, skip, take, takeMark, type SourceText } from './source-text.ts';

const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const HEX = /0x[0-9A-Fa-f]{1,16}(?![A-Za-z0-9_])/y;
const DECIMAL = /-?[0-9]{1,20}(?![A-Za-z0-9_.]|\.\.\.)/y;
const STRING = /"(?:\\.|[^"\\\n])*"/y;
const NOTE = /\([^()\n]*\)/y;
/** Deeper nesting is nobody's script. */
const DEEPEST = 20;
/** The depth of a call's result: a word there is no function, because a note in parentheses may follow. */
const RESULT = -1;

/** Symbols that `--define=NAME=value` set: where the name stands, the value is meant. */
export type Definitions = ReadonlyMap<string, string>;

/** A system call, with the cursor at its end time or name. */
export function readCall(source: SourceText, definitions: Definitions): ScriptCall {
  const until = takeMark(source, '...') ? readSeconds(source) : null;
  const place = nextPlace(source);
  const name = take(source, WORD);
  if (name === null) throw fault(source, 'action-expected');
  needMark(source, '(');
  const args = readList(source, ')', definitions, 0);
  needMark(source, '=');
  const result = readExpression(source, definitions, RESULT);
  const errno = take(source, /E[A-Z0-9]+(?![A-Za-z0-9_])/y);
  const note = take(source, NOTE);
  return { kind: 'call', place, name, args, until, result, errno, note: note === null ? null : note.slice(1, -1).trim() };
}

/** Expressions up to the closing mark, which is taken. */
function readList(source: SourceText, close: string, definitions: Definitions, depth: number): readonly Expression[] {
  if (takeMark(source, close)) return [];
  const items: Expression[] = [];
  do items.push(readExpression(source, definitions, depth));
  while (takeMark(source, ','));
  needMark(source, close);
  return items;
}

function readExpression(source: SourceText, definitions: Definitions, depth: number): Expression {
  if (depth > DEEPEST) throw fault(source, 'too-deep');
  const place = nextPlace(source);
  const parts = [readPart(source, definitions, depth)];
  while (takeMark(source, '|')) parts.push(readPart(source, definitions, depth));
  return parts.length === 1 ? parts[0]! : { kind: 'or', place, parts };
}

function readPart(source: SourceText, definitions: Definitions, depth: number): Expression {
  const place = nextPlace(source);
  if (takeMark(source, '...')) return { kind: 'ellipsis', place };
  if (takeMark(source, '[')) return { kind: 'list', place, items: readList(source, ']', definitions, depth + 1) };
  if (takeMark(source, '{')) return { kind: 'struct', place, items: readList(source, '}', definitions, depth + 1) };
  if (peek(source, /"/y) !== null) return readString(source);
  const hex = take(source, HEX);
  if (hex !== null) return { kind: 'integer', place, value: Number(hex), hex: true };
  const decimal = take(source, DECIMAL);
  if (decimal !== null) return { kind: 'integer', place, value: Number(decimal), hex: false };
  const name = take(source, WORD);
  if (name === null) throw fault(source, 'expression-expected');
  const word = define(name, place, definitions);
  if (word.kind !== 'word') return word;
  const start: Expression = depth > RESULT && takeMark(source, '(') ? { kind: 'apply', place, name: word.name, args: readList(source, ')', definitions, depth + 1) } : word;
  if (depth === RESULT || !takeMark(source, '=')) return start;
  return { kind: 'field', place, name: start, value: readExpression(source, definitions, depth + 1) };
}

/** Neighbouring strings are one. */
function readString(source: SourceText): Expression {
  const place = nextPlace(source);
  let text = '';
  do {
    skip(source);
    const { at } = source;
    const found = take(source, STRING);
    if (found === null) throw fault(source, 'string-open', at);
    text += found.slice(1, -1);
  } while (peek(source, /"/y) !== null);
  return { kind: 'string', place, text, open: takeMark(source, '...') };
}

function define(name: string, place: Expression['place'], definitions: Definitions): Expression {
  const value = definitions.get(name);
  if (value === undefined) return { kind: 'word', place, name };
  if (/^"[^"]*"$/.test(value)) return { kind: 'string', place, text: value.slice(1, -1), open: false };
  if (/^(?:0x[0-9A-Fa-f]{1,8}|-?[0-9]{1,10})$/.test(value)) return { kind: 'integer', place, value: Number(value), hex: value.startsWith('0x') };
  return { kind: 'word', place, name: value };
}
