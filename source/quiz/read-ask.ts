import { parseDuration } from '../level/duration.ts';
import { fillExpressions, type Numbers } from '../level/expression.ts';
import { readPredicate } from '../level/read-predicate.ts';
import type { Reading, SegmentPick } from './reading.ts';
import type { Ask, Kind, NamedReading, Template } from './template.ts';
import type { WrittenAsk, WrittenPick, WrittenReading } from './template-schema.ts';

/** What is asked, from what the schema has checked and whose expressions are filled: durations become ms, conditions are made ready. */
function readAsk(written: unknown): Ask {
  const ask = written as WrittenAsk;
  if ('number' in ask) return { kind: 'number', reading: readReading(ask.number.read), unit: ask.number.unit ?? 'none' };
  if ('value' in ask) return { kind: 'value', readings: readNamed(ask.value) };
  if ('choice' in ask) return { kind: 'choice', options: Object.entries(ask.choice).map(([key, holds]) => ({ key, holds: readPredicate(holds) })) };
  if ('order' in ask) return { kind: 'order', events: Object.entries(ask.order).map(([key, when]) => ({ key, when: readPredicate(when) })) };
  if ('compose' in ask) return { kind: 'compose', segment: readPick(ask.compose.segment), fields: ask.compose.fields };
  const { line } = ask;
  return { kind: 'line', listing: line.listing, host: 'host' in line ? line.host : null, fields: ('fields' in line ? line.fields : undefined) ?? [], counters: 'counters' in line ? line.counters : [] };
}

/** What a template asks with these numbers. Most name none in it, and are read once. */
export function askOf({ ask: written }: Pick<Template, 'ask'>, numbers: Numbers): Ask {
  const filled = fillExpressions(written, numbers);
  const known = filled === written ? READ.get(written as object) : undefined;
  if (known !== undefined) return known;
  const ask = readAsk(filled);
  if (filled === written) READ.set(written as object, ask);
  return ask;
}

const READ = new WeakMap<object, Ask>();

/** The kind is the one key. */
export function kindOf(written: WrittenAsk): Kind {
  return Object.keys(written)[0] as Kind;
}

export function readNamed(written: unknown): readonly NamedReading[] {
  return Object.entries((written ?? {}) as Readonly<Record<string, WrittenReading>>).map(([name, reading]) => ({ name, reading: readReading(reading) }));
}

function readReading(written: WrittenReading): Reading {
  if ('segment' in written) return { segment: readPick(written.segment), field: written.field };
  if ('count' in written) return { count: readPick(written.count) };
  if ('first' in written) return { first: readPredicate(written.first) };
  if ('holds' in written) return { holds: readPredicate(written.holds) };
  return written;
}

function readPick({ after, ...pick }: WrittenPick): SegmentPick {
  return { ...(pick as SegmentPick), ...(after === undefined ? {} : { after: parseDuration(after) ?? NaN }) };
}
