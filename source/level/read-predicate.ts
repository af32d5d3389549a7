import type { Predicate } from './goal.ts';
import { parseDuration } from './duration.ts';

/**
 * A checked condition as its author wrote it, made ready: durations become ms, a sysctl's value becomes text.
 * The check itself is predicate-schema.ts's part and has been done before.
 */
export function readPredicate(written: unknown): Predicate {
  const [[kind, body]] = Object.entries(written as Record<string, unknown>) as [[string, unknown]];
  switch (kind) {
    case 'all':
    case 'any':
      return { [kind]: (body as unknown[]).map(readPredicate) } as unknown as Predicate;
    case 'not':
      return { not: readPredicate(body) };
    case 'held': {
      const { ms, what } = body as { ms: string | number; what: unknown };
      return { held: { ms: duration(ms), what: readPredicate(what) } };
    }
    case 'time': {
      const { atLeast, atMost } = body as { atLeast?: string | number; atMost?: string | number };
      return { time: { ...(atLeast === undefined ? {} : { atLeast: duration(atLeast) }), ...(atMost === undefined ? {} : { atMost: duration(atMost) }) } };
    }
    case 'service': {
      const { atLeast, over } = body as { atLeast: number; over: string | number };
      return { service: { atLeast, over: duration(over) } };
    }
    case 'tries': {
      const { within, ...rest } = body as { within?: string | number; ended: 'served' };
      return { tries: { ...rest, ...(within === undefined ? {} : { within: duration(within) }) } };
    }
    case 'sysctl': {
      const { host, name, is } = body as { host: string; name: string; is: string | number };
      return { sysctl: { host, name, is: String(is) } };
    }
    default:
      return written as Predicate;
  }
}

export function readOptionalPredicate(written: unknown): Predicate | null {
  return written === null || written === undefined ? null : readPredicate(written);
}

/** A duration that has been checked before. */
function duration(written: string | number): number {
  return parseDuration(written) ?? NaN;
}
