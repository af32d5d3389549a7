import type { Ms } from '../../time.ts';
import type { EventTime } from './script.ts';
import { fault, skip, take, takeMark, type SourceText } from './source-text.ts';

const SECONDS = /[0-9]*\.[0-9]+|[0-9]+/y;
/** A day: no script lasts longer. */
const LONGEST = 86_400;

/** Seconds as written, in ms with a precision of one microsecond. */
export function readSeconds(source: SourceText): Ms {
  skip(source);
  const { at } = source;
  const text = take(source, SECONDS);
  if (text === null) throw fault(source, 'time-expected', at);
  const seconds = Number(text);
  if (seconds > LONGEST) throw fault(source, 'number-too-big', at, String(LONGEST));
  return Math.round(seconds * 1e6) / 1e3;
}

/** `0.1`, `+.1`, `*`, `0.1~0.2`, `+.1~+.2`. What follows `...` belongs to the call. */
export function readTime(source: SourceText): EventTime {
  skip(source);
  const { at } = source;
  if (takeMark(source, '*')) return { kind: 'any' };
  const relative = takeMark(source, '+');
  const from = readSeconds(source);
  if (!takeMark(source, '~')) return relative ? { kind: 'relative', after: from } : { kind: 'absolute', at: from };
  if (relative && !takeMark(source, '+')) throw fault(source, 'mark-expected', source.at, '+');
  const to = readSeconds(source);
  if (to < from) throw fault(source, 'time-backwards', at);
  return { kind: relative ? 'relative-range' : 'absolute-range', from, to };
}
