import { fault, skip, take, type SourceText } from './source-text.ts';

const DIGITS = /[0-9]+/y;

/** A whole number from 0 to `most`. */
export function readNumber(source: SourceText, most: number): number {
  skip(source);
  const { at } = source;
  const digits = take(source, DIGITS);
  if (digits === null) throw fault(source, 'number-expected', at);
  const value = Number(digits);
  if (value > most) throw fault(source, 'number-too-big', at, String(most));
  return value;
}

export const U16 = 0xffff;
export const U32 = 0xffffffff;

const SEQUENCE = /[0-9]+:[0-9]+\([0-9]+\)/y;

/** `1:1001(1000)`: first and last sequence number and payload length; SYN and FIN are not counted in it. */
export function readSequence(source: SourceText): { readonly seq: number; readonly length: number } {
  skip(source);
  const { at } = source;
  const text = take(source, SEQUENCE);
  if (text === null) throw fault(source, 'sequence-expected', at);
  const [seq = 0, end = 0, length = 0] = text.split(/[:(]/).map((part) => Number.parseInt(part, 10));
  if (seq > U32 || end > U32 || length > U16) throw fault(source, 'number-too-big', at, length > U16 ? String(U16) : String(U32));
  if ((seq + length) % (U32 + 1) !== end) throw fault(source, 'sequence-mismatch', at);
  return { seq, length };
}
