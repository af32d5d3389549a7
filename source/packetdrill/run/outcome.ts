import { ERRNO_NUMBERS } from '../../kernel/errno-numbers.ts';
import { printCall, printExpression } from '../language/print-script.ts';
import type { ScriptCall } from '../language/script.ts';
import type { MadeCall } from './read-call.ts';
import { Mismatch, NotModelled } from './result.ts';
import type { CallOutcome } from './system-call.ts';

/** Throws a Mismatch when a call came back with something else than the script says: result, errno, or what it stored. */
export function checkOutcome(script: ScriptCall, made: MadeCall, outcome: CallOutcome): void {
  const { place, result } = script;
  if (result.kind !== 'integer') throw new NotModelled(`${script.name}() = ${printExpression(result)}`, place);
  const actual = `${script.name}() = ${outcome.result}${outcome.errno === null ? '' : ` ${outcome.errno}`}`;
  const expected = printCall(script);
  const isDescriptor = made.call.name === 'socket' || made.call.name === 'accept';
  const same = isDescriptor && result.value >= 0 ? outcome.result >= 0 : outcome.result === result.value;
  if (!same) throw new Mismatch(place, { field: 'result', expected, actual });
  if (script.errno !== null && ERRNO_NUMBERS[errnoName(script.errno)] === undefined) throw new NotModelled(script.errno, place);
  if (script.errno !== null && errnoName(script.errno) !== outcome.errno) throw new Mismatch(place, { field: 'errno', expected, actual });
  if (outcome.result < 0) return;
  if (made.value !== null && made.value !== outcome.value) {
    throw new Mismatch(place, { field: 'value', expected: `[${made.value}]`, actual: typeof outcome.value === 'number' ? `[${outcome.value}]` : '[?]' });
  }
  if (made.unread !== null && made.unread !== outcome.unread) {
    throw new Mismatch(place, { field: 'value', expected: `TCP_CM_INQ ${made.unread}`, actual: `TCP_CM_INQ ${outcome.unread ?? '-'}` });
  }
  if (made.revents === null) return;
  const wanted = made.revents.map(eventsText).join(', ');
  const got = (outcome.revents ?? []).map(eventsText).join(', ');
  if (wanted !== got) throw new Mismatch(place, { field: 'value', expected: `revents=${wanted}`, actual: `revents=${got}` });
}

/** EWOULDBLOCK is EAGAIN's other name. */
function errnoName(name: string): string {
  return name === 'EWOULDBLOCK' ? 'EAGAIN' : name;
}

function eventsText(events: readonly string[]): string {
  return events.length === 0 ? '0' : events.toSorted().join('|');
}
