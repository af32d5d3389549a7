import { ACK, has } from '../tcp/flags.ts';
import { flagsText } from '../tcp/notation/print-tcpdump.ts';
import type { Segment } from '../tcp/segment.ts';
import { factsOfWorld } from '../level/facts-of-world.ts';
import type { Predicate } from '../level/goal.ts';
import { holds } from '../level/holds.ts';
import { NOTHING, type Answer, type Params } from './question.ts';
import { picked, readAll, watchedBy } from './read.ts';
import type { Read } from './reading.ts';
import type { Scene } from './scene.ts';
import type { Ask, Composed } from './template.ts';

/** What a scene answers to what is asked, and what the texts may name of it; null where it gives no answer. */
export interface Found {
  readonly answer: Answer;
  readonly params: Params;
}

/** Conditions that the scene must be watched for, so that answerOf() finds them. */
export function watchedFor(ask: Ask): readonly Predicate[] {
  switch (ask.kind) {
    case 'number':
      return watchedBy([ask.reading]);
    case 'value':
      return watchedBy(ask.readings.map(({ reading }) => reading));
    case 'order':
      return ask.events.map(({ when }) => when);
    default:
      return [];
  }
}

/** Reads the answer off a scene that was watched for it. A `line` has none by itself: it takes two worlds. */
export function answerOf(ask: Exclude<Ask, { readonly kind: 'line' }>, scene: Scene): Found | null {
  switch (ask.kind) {
    case 'number':
      return numberFound(readAll([ask.reading], scene)[0]!, ask.unit);
    case 'value':
      return valueFound(ask.readings.map(({ name }) => name), readAll(ask.readings.map(({ reading }) => reading), scene));
    case 'choice': {
      const facts = factsOfWorld(scene.world, () => null);
      const option = ask.options.find((one) => holds(one.holds, facts));
      return option ? { answer: option.key, params: {} } : null;
    }
    case 'order':
      return orderFound(ask.events.map(({ key }) => key), scene);
    case 'compose': {
      const record = picked(scene.world, ask.segment);
      return record ? { answer: composedText(record.segment, ask.fields), params: {} } : null;
    }
  }
}

/** A number as it is asked for: times are read in ms and may be asked in seconds. */
function numberFound(value: Read, unit: Extract<Ask, { readonly kind: 'number' }>['unit']): Found | null {
  if (typeof value !== 'number') return null;
  return { answer: String(unit === 's' ? value / 1000 : value), params: {} };
}

/** What several readings say, as one answer. */
export function valueFound(names: readonly string[], values: readonly Read[]): Found {
  const texts = values.map((value) => (value === null ? NOTHING : String(value)));
  return { answer: texts.join(' / '), params: Object.fromEntries(names.map((name, index) => [name, texts[index]!])) };
}

/** Null when one never happened, or two happened at once: then there is no order. */
function orderFound(keys: readonly string[], { firsts }: Scene): Found | null {
  const orders = firsts.map((first) => first?.order ?? null);
  if (orders.includes(null) || new Set(orders).size < orders.length) return null;
  const sorted = keys.toSorted((a, b) => orders[keys.indexOf(a)]! - orders[keys.indexOf(b)]!);
  return { answer: orderText(sorted), params: {} };
}

export function orderText(keys: readonly string[]): Answer {
  return keys.join(' > ');
}

/** The fields of a segment that are asked for, in the plain mode's notation: `S. seq 5000 ack 1001`. */
export function composedText({ flags = 0, seq = 0, ack = 0, length = 0 }: Partial<Segment>, fields: readonly Composed[]): Answer {
  const parts = fields.includes('flags') ? [flagsText(flags, '-')] : [];
  if (fields.includes('seq')) parts.push(`seq ${seq}`);
  if (fields.includes('ack') && has(flags, ACK)) parts.push(`ack ${ack}`);
  if (fields.includes('length')) parts.push(`length ${length}`);
  return parts.join(' ');
}
